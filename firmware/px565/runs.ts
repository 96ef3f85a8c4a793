import { isNear } from './nearness.js';

/*
 * How many pixels from `at` on a run could stand for. `pixels` holds what the decoder will have before `at` and what is
 * wanted from there on.
 */

/** RUN: pixels near `last`. */
export function runLength(pixels: Uint16Array, at: number, count: number, last: number, tolerance: number): number {
  let end = at;
  while (end < count && isNear(last, pixels[end]!, tolerance)) end += 1;
  return end - at;
}

/** UP: pixels near those above, `at` being at least one row down; a run longer than a row repeats it. */
export function upLength(pixels: Uint16Array, at: number, count: number, width: number, tolerance: number): number {
  let end = at;
  let above = at - width;
  while (end < count && isNear(pixels[above]!, pixels[end]!, tolerance)) {
    end += 1;
    above += 1;
    if (above === at) above -= width;
  }
  return end - at;
}

/** SKIP: pixels near those of the previous frame. */
export function skipLength(
  pixels: Uint16Array,
  at: number,
  count: number,
  reference: Uint16Array,
  tolerance: number,
): number {
  let end = at;
  while (end < count && isNear(reference[end]!, pixels[end]!, tolerance)) end += 1;
  return end - at;
}

/** A run's operation: its first code in the high bits. */
export const RUN = 0xc0;
export const UP = 0xd0;
export const SKIP = 0xf0;

/** The most pixels one operation stands for. */
export function mostOf(kind: number): number {
  return shortRun(kind) + 255 + 65535;
}

/** Writes a run's operation; answers where the next byte goes. */
export function putRun(output: Uint8Array, at: number, kind: number, count: number): number {
  const short = shortRun(kind);
  if (count < short) {
    output[at] = kind + count - 1;
    return at + 1;
  }
  output[at] = kind + short - 1;
  const more = count - short;
  if (more < 255) {
    output[at + 1] = more;
    return at + 2;
  }
  output[at + 1] = 255;
  output[at + 2] = (more - 255) & 255;
  output[at + 3] = (more - 255) >> 8;
  return at + 4;
}

/** The count from which a run is extended. */
function shortRun(kind: number): number {
  return kind === SKIP ? 8 : 16;
}
