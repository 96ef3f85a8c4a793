import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { safeArea } from '../../studio/glass.js';
import { projectText, sampleFrame, sampleFrames, sampleMillis } from '../../studio/project/sample.js';
import type { PanelWish } from '../../studio/wallpaper.js';
import { UsageError } from '../failures.js';

/** Writes a project with art of its own into a folder that is empty or not there yet. Throws UsageError. */
export async function writeSampleProject(folder: string, panelName: string, panel: PanelWish): Promise<void> {
  const there = await readdir(folder).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return [];
    throw new UsageError(`${folder} is no folder: choose another.`, { cause: failure });
  });
  if (there.length > 0) throw new UsageError(`${folder} is not empty: choose a new folder.`);
  await mkdir(join(folder, 'art'), { recursive: true });
  const stage = { width: panel.width, height: panel.height, safe: safeArea(panel) };
  const pages: Buffer[] = [];
  for (let frame = 0; frame < sampleFrames; frame += 1) {
    pages.push(
      await sharp(Buffer.from(sampleFrame(stage, frame, false)))
        .removeAlpha()
        .raw()
        .toBuffer(),
    );
  }
  const raw = {
    width: panel.width,
    height: panel.height * sampleFrames,
    channels: 3,
    pageHeight: panel.height,
  } as const;
  const delay = new Array<number>(sampleFrames).fill(sampleMillis);
  const gif = await sharp(Buffer.concat(pages), { raw }).gif({ delay, loop: 0, dither: 0 }).toBuffer();
  await writeFile(join(folder, 'art', 'lantern.gif'), gif);
  await writeFile(
    join(folder, 'art', 'night.png'),
    await sharp(Buffer.from(sampleFrame(stage, 0, true)))
      .png()
      .toBuffer(),
  );
  await writeFile(join(folder, 'pack.json'), projectText(panelName, panel));
}
