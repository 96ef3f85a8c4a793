import { closeSync, openSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { panelFacts } from '../../../simulator/headless/panel-facts.js';
import { Rehearsal } from '../../../simulator/headless/rehearsal.js';
import { encodePng } from '../../node/picture-file.js';
import { GifWriter } from '../../sdk/gif/gif-writer.js';
import type { Picture } from '../../sdk/picture.js';
import { type Glass, isHidden } from '../../studio/glass.js';
import { packBytes } from '../../studio/inspect.js';
import { UsageError } from '../failures.js';
import { checkTarget } from '../target-file.js';
import type { Terminal } from '../terminal.js';

/** A GIF shows at most so much of a face, milliseconds, and looks so often. */
const longestMillis = 8000;
const restMillis = 20;

/** Sees, before anything is made, that a preview can be written. Throws UsageError. */
export async function checkPreview(file: string): Promise<void> {
  await checkTarget(file, extname(file).toLowerCase() === '.gif' ? '.gif' : '.png');
}

/**
 * Writes what the glass of a panel shows of a pack: a PNG of the first moment, or a GIF of the first `seconds` (at most 8). What
 * lenses and corners hide is black. Throws UsageError where the device would not play it.
 */
export async function writePreview(
  file: string,
  pack: Uint8Array,
  panel: string,
  seconds: number,
  terminal: Terminal,
): Promise<void> {
  const rehearsal = new Rehearsal(panel, packBytes(pack));
  try {
    if (!rehearsal.isShown)
      throw new UsageError('The device would not play this pack, so there is nothing to preview.');
    const glass = panelFacts(panel);
    const hidden = hiddenOf(glass);
    if (extname(file).toLowerCase() !== '.gif') {
      await writeFile(file, await encodePng(pictureOf(glass, rehearsal.glass(), hidden)));
      return;
    }
    const target = openSync(file, 'w');
    try {
      const gif = new GifWriter(glass.width, glass.height, (bytes) => writeSync(target, bytes));
      const until = Math.min(longestMillis, Math.max(restMillis, 1000 * seconds));
      for (let at = 0; at < until; at += restMillis) {
        gif.add(pictureOf(glass, rehearsal.glass(), hidden), at);
        rehearsal.run(restMillis);
        terminal.progress(at / until, `preview, ${gif.pages} pictures`);
      }
      gif.finish(until);
    } finally {
      closeSync(target);
    }
  } finally {
    rehearsal.close();
  }
}

/** 1 for each pixel that nobody sees. */
function hiddenOf(glass: Glass): Uint8Array {
  return Uint8Array.from({ length: glass.width * glass.height }, (_, at) =>
    isHidden(glass, at % glass.width, Math.floor(at / glass.width)) ? 1 : 0,
  );
}

function pictureOf({ width, height }: Glass, glass: Uint16Array, hidden: Uint8Array): Picture {
  const pixels = new Uint8Array(2 * glass.length);
  glass.forEach((pixel, at) => {
    if (hidden[at] === 1) return;
    pixels[2 * at] = pixel >> 8;
    pixels[2 * at + 1] = pixel & 255;
  });
  return { width, height, pixels };
}
