/**
 * What PX565's decoder and encoder share: pixels as numbers (red in bits 15..11, green in 10..5, blue in 4..0), deltas
 * packed alike, all component arithmetic modulo the field's width.
 */

/** The high bit of each field; without them, sums of two pixels do not carry from field to field. */
const HIGH = 0x8410;
const LOW = 0x7bef;

/** Packs a delta of small signed components. */
export function packDelta(red: number, green: number, blue: number): number {
  return ((red & 31) << 11) | ((green & 63) << 5) | (blue & 31);
}

/** `pixel + delta` in each field. */
export function addDelta(pixel: number, delta: number): number {
  return ((pixel & LOW) + (delta & LOW)) ^ ((pixel ^ delta) & HIGH);
}

/** The delta that leads from `base` to `pixel`. */
export function deltaBetween(base: number, pixel: number): number {
  return ((pixel | HIGH) - (base & LOW)) ^ (~(pixel ^ base) & HIGH);
}

/** The predictor where there is a row above and a pixel to the left: `last` is left, `up` above, `upLeft` above left. */
export function predict(last: number, up: number, upLeft: number): number {
  if (up === upLeft) return last;
  if (last === upLeft) return up;
  return (last & up) + (((last ^ up) & 0xf7de) >> 1);
}

/** Where the index keeps a pixel, 0..31. */
export function hashOf(pixel: number): number {
  return ((pixel * 0x9e5b) >>> 10) & 31;
}

/** The small deltas of TRI (PAIR has the first eight), in the order of their codes. */
export const SMALL_DELTAS: readonly number[] = [
  packDelta(0, 0, 0),
  packDelta(0, -1, 0),
  packDelta(0, 1, 0),
  packDelta(-1, 0, 0),
  packDelta(1, 0, 0),
  packDelta(0, 0, 1),
  packDelta(0, 0, -1),
  packDelta(1, 1, 1),
  packDelta(-1, -1, 0),
  packDelta(1, 1, 0),
  packDelta(0, 1, 1),
  packDelta(0, -1, -1),
  packDelta(-1, -1, -1),
  packDelta(0, 2, 0),
  packDelta(0, -2, 0),
  packDelta(1, 2, 1),
];
