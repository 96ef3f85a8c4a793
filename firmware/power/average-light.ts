import type { Surface } from '../pixels/surface.js';

/** A board of so many fields along each side; samples lie in the middle of its fields of one colour. */
const FIELDS = 8;
const HALVES = 2 * FIELDS;
/** How many pixels of a picture are looked at. */
export const LIGHT_SAMPLES = (FIELDS * FIELDS) / 2;

/** Linear light of a component of five bits, in thousandths: (n / 31) ^ 2.2. */
const LIGHT = [
  0, 1, 2, 6, 11, 18, 27, 38, 51, 66, 83, 102, 124, 148, 174, 202, 233, 267, 302, 341, 381, 425, 470, 519, 569, 623,
  679, 738, 799, 864, 930, 1000,
] as const;

/** Average linear light of a picture in percent, by some pixels of it spread evenly. */
export function averageLight({ bytes, stride, width, height }: Surface): number {
  const right = HALVES * width;
  const bottom = HALVES * height;
  const across = 4 * width;
  const down = 2 * height;
  let sum = 0;
  let first = width;
  let row = 0;
  let at = 0;
  let high = 0;
  let low = 0;
  // In halves of a field: the middle of the first is at 1, of the second at 3.
  for (let y = height; y < bottom; y += down) {
    row = ((y / HALVES) | 0) * stride;
    for (let x = first; x < right; x += across) {
      at = row + 2 * ((x / HALVES) | 0);
      high = bytes[at]!;
      low = bytes[at + 1]!;
      sum += LIGHT[high >> 3]! + LIGHT[((high & 7) << 2) | (low >> 6)]! + LIGHT[low & 31]!;
    }
    first = across - first;
  }
  return sum / (LIGHT_SAMPLES * 3 * 10);
}
