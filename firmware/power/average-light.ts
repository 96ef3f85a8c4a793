import type { Surface } from '../pixels/surface.js';

/** Samples along each side. */
const SAMPLES = 8;

/** Linear light of a component of five bits, in thousandths: (n / 31) ^ 2.2. */
const LIGHT = [
  0, 1, 2, 6, 11, 18, 27, 38, 51, 66, 83, 102, 124, 148, 174, 202, 233, 267, 302, 341, 381, 425, 470, 519, 569, 623,
  679, 738, 799, 864, 930, 1000,
] as const;

/** Average linear light of a picture in percent, by some pixels of it spread evenly. */
export function averageLight({ bytes, stride, width, height }: Surface): number {
  let sum = 0;
  for (let row = 0; row < SAMPLES; row += 1) {
    const y = Math.floor(((row + 0.5) * height) / SAMPLES);
    for (let column = 0; column < SAMPLES; column += 1) {
      const at = y * stride + Math.floor(((column + 0.5) * width) / SAMPLES) * 2;
      const pixel = (bytes[at]! << 8) | bytes[at + 1]!;
      sum += LIGHT[pixel >> 11]! + LIGHT[(pixel >> 6) & 31]! + LIGHT[pixel & 31]!;
    }
  }
  return sum / (SAMPLES * SAMPLES * 3 * 10);
}
