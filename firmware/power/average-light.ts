import type { Surface } from '../pixels/surface.js';

/** Samples along each side, and twice as many. */
const SAMPLES = 8;
const HALVES = 2 * SAMPLES;
/** How many pixels of a picture are looked at. */
export const LIGHT_SAMPLES = SAMPLES * SAMPLES;

/** Linear light of a component of five bits, in thousandths: (n / 31) ^ 2.2. */
const LIGHT = [
  0, 1, 2, 6, 11, 18, 27, 38, 51, 66, 83, 102, 124, 148, 174, 202, 233, 267, 302, 341, 381, 425, 470, 519, 569, 623,
  679, 738, 799, 864, 930, 1000,
] as const;

/** Average linear light of a picture in percent, by some pixels of it spread evenly. */
export function averageLight({ bytes, stride, width, height }: Surface): number {
  let sum = 0;
  // Each sample lies in the middle of its part: at 1, 3, 5 ... halves of it.
  for (let y = height; y < HALVES * height; y += 2 * height) {
    const row = ((y / HALVES) | 0) * stride;
    for (let x = width; x < HALVES * width; x += 2 * width) {
      const at = row + 2 * ((x / HALVES) | 0);
      const high = bytes[at]!;
      const low = bytes[at + 1]!;
      sum += LIGHT[high >> 3]! + LIGHT[((high & 7) << 2) | (low >> 6)]! + LIGHT[low & 31]!;
    }
  }
  return sum / (LIGHT_SAMPLES * 3 * 10);
}
