import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'ava';
import sharp from 'sharp';
import { openMedia } from '../../../../hosts/node/media/open-media.js';
import type { TimedImage } from '../../../../hosts/studio/image.js';
import { type WrittenFrame, writeApng } from '../../../support/apng-writer.js';
import { scratchFile, scratchFolder } from '../../../support/scratch.js';
import { hasProgram } from '../../../support/system-program.js';

async function imagesOf(path: string): Promise<TimedImage[]> {
  const found: TimedImage[] = [];
  for await (const { image, durationMillis } of (await openMedia(path)).images()) {
    found.push({ image: { ...image, rgba: image.rgba.slice() }, durationMillis });
  }
  return found;
}

/** Two pages of one colour each, 6 x 4, the second half clear. */
const pages = [
  [200, 100, 50, 255],
  [0, 0, 255, 0],
] as const;

function gif() {
  const raw = new Uint8Array(4 * 6 * 8);
  for (let at = 0; at < 48; at += 1) raw.set(pages[Math.floor(at / 24)]!, 4 * at);
  return sharp(raw, { raw: { width: 6, height: 8, channels: 4, pageHeight: 4 } })
    .gif({ delay: [40, 250] })
    .toBuffer();
}

test('an animation gives its images in its own size, with alpha and times', async (t) => {
  const found = await imagesOf(scratchFile(t, 'a.gif', await gif()));
  t.deepEqual(
    found.map(({ image, durationMillis }) => [image.width, image.height, durationMillis]),
    [
      [6, 4, 40],
      [6, 4, 250],
    ],
  );
  t.deepEqual([...found[0]!.image.rgba.subarray(0, 4)], [200, 100, 50, 255]);
  t.is(found[1]!.image.rgba[3], 0);
});

test('so does an animated PNG', async (t) => {
  const frame = (colour: readonly number[]): WrittenFrame => ({
    left: 0,
    top: 0,
    width: 2,
    height: 2,
    rgba: Array.from({ length: 16 }, (_, at) => colour[at % 4]!),
    delay: [1, 10],
    dispose: 0,
    blend: 0,
  });
  const file = writeApng(2, 2, [frame([9, 8, 7, 255]), frame([1, 2, 3, 128])]);
  const found = await imagesOf(scratchFile(t, 'a.png', file));
  t.deepEqual(
    found.map(({ image, durationMillis }) => [[...image.rgba.subarray(0, 4)], durationMillis]),
    [
      [[9, 8, 7, 255], 100],
      [[1, 2, 3, 128], 100],
    ],
  );
});

test('a still that is larger than any panel is made smaller, and keeps its shape', async (t) => {
  const file = await sharp({ create: { width: 5000, height: 1000, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();
  const [{ image }] = (await imagesOf(scratchFile(t, 'wide.png', file))) as [TimedImage];
  t.deepEqual([image.width, image.height], [2048, 410]);
  t.deepEqual([...image.rgba.subarray(0, 4)], [0x12, 0x34, 0x56, 255]);
});

test('a video gives its images with square pixels', async (t) => {
  if (!hasProgram(t, 'ffmpeg')) return;
  const path = join(scratchFolder(t), 'v.mp4');
  const made = 'color=c=red:size=64x48:rate=25:duration=0.4,setsar=2/1';
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', made, '-pix_fmt', 'yuv420p', path]);
  const found = await imagesOf(path);
  t.is(found.length, 10);
  for (const { image, durationMillis } of found) {
    t.deepEqual([image.width, image.height, durationMillis], [128, 48, 40]);
    const [red, green, blue, alpha] = image.rgba.subarray(4 * 64 * 24, 4 * 64 * 24 + 4);
    t.true(red! > 245 && green! < 10 && blue! < 10 && alpha === 255, `${red} ${green} ${blue} ${alpha}`);
  }
});

test('an animation larger than any panel is made smaller page by page', async (t) => {
  const raw = new Uint8Array(3 * 2400 * 4 * 2);
  raw.fill(200, raw.length / 2);
  const file = await sharp(raw, { raw: { width: 2400, height: 8, channels: 3, pageHeight: 4 } })
    .webp({ lossless: true, delay: [50, 60] })
    .toBuffer();
  const found = await imagesOf(scratchFile(t, 'wide.webp', file));
  t.deepEqual(
    found.map(({ image, durationMillis }) => [image.width, image.height, image.rgba[0], durationMillis]),
    [
      [2048, 3, 0, 50],
      [2048, 3, 200, 60],
    ],
  );
});
