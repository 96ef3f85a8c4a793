import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import type { Replay } from '../../support/traces/replay.js';
import { applyFrame, type Trace } from '../../support/traces/trace.js';

/** Frame of a declared region: grey. */
const DECLARED = [150, 150, 150] as const;

/**
 * Draws one frame of a trace as PNG: the picture dimmed, what changed as it is, declared regions framed in grey and each
 * window framed in a colour between green (its pixels nearly all changed) and red (it sends mostly what was there).
 */
export function drawCover(trace: Trace, played: Replay, frame: number, file: string): void {
  const { width, height } = trace;
  const picture = trace.base.slice();
  const png = new PNG({ width, height });
  const changed = new Uint8Array(width * height);
  const shown = trace.frames[frame];
  if (shown === undefined) throw new RangeError(`${trace.name} has no frame ${frame}, but ${trace.frames.length}`);
  for (const before of trace.frames.slice(0, frame + 1)) applyFrame(picture, width, before);
  for (const [y, x, length] of shown.spans) changed.fill(1, y * width + x, y * width + x + length);
  picture.forEach((pixel, at) => {
    const light = changed[at] === 1 ? 1 : 0.35;
    const rgb = [(pixel >> 11) * 8.2, ((pixel >> 5) & 63) * 4.05, (pixel & 31) * 8.2];
    for (let part = 0; part < 3; part += 1) png.data[4 * at + part] = rgb[part]! * light;
    png.data[4 * at + 3] = 255;
  });
  const outline = (left: number, top: number, right: number, bottom: number, colour: readonly number[]): void => {
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1) {
      for (let x = Math.max(0, left); x < Math.min(width, right); x += 1) {
        if (x !== left && x !== right - 1 && y !== top && y !== bottom - 1) continue;
        for (let part = 0; part < 3; part += 1) png.data[4 * (y * width + x) + part] = colour[part]!;
      }
    }
  };
  for (const [x, y, w, h] of shown.declared) outline(x, y, x + w, y + h, DECLARED);
  for (const [left = 0, top = 0, right = 0, bottom = 0] of played.frames[frame]!) {
    let fresh = 0;
    for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) fresh += changed[y * width + x]!;
    const share = fresh / ((right - left) * (bottom - top));
    outline(left, top, right, bottom, [
      Math.round(255 * Math.min(1, 2 - 2 * share)),
      Math.round(255 * Math.min(1, 2 * share)),
      60,
    ]);
  }
  writeFileSync(file, PNG.sync.write(png));
}
