import { toFiveBits, toSixBits } from '../../firmware/pixels/rgb565.js';
import type { Picture } from '../sdk/picture.js';

/** Thresholds of ordered dithering (Bayer, 8 x 8), 0..63. */
const bayer = Uint8Array.from({ length: 64 }, (_, at) => {
  let value = 0;
  for (let bit = 0; bit < 3; bit += 1) {
    const [x, y] = [(at >> bit) & 1, (at >> (3 + bit)) & 1];
    value |= (((x ^ y) << 1) | y) << (2 * (2 - bit));
  }
  return value;
});

/** Pixels so far apart, whose components (0..255) differ by no more than `slope` and are not all alike, lie on a gentle slope. */
const reach = 6;
const slope = 5;

/**
 * Red, green and blue of 0..255, three bytes a pixel, as a picture. Each is rounded to its nearest step; with `dither` the
 * steps of gentle slopes are mixed (ordered), while edges and even areas stay as they are: they code better and look the same.
 */
export function toPicture(
  rgb: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  dither: boolean,
): Picture {
  const pixels = new Uint8Array(2 * width * height);
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, from += 3, to += 2) {
      let [red, green, blue] = [rgb[from]!, rgb[from + 1]!, rgb[from + 2]!];
      if (dither && isSlope(rgb, width, height, x, y)) {
        const offset = (bayer[(y & 7) * 8 + (x & 7)]! - 31.5) / 64;
        red = shifted(red, (offset * 255) / 31);
        green = shifted(green, (offset * 255) / 63);
        blue = shifted(blue, (offset * 255) / 31);
      }
      const six = toSixBits(green);
      pixels[to] = (toFiveBits(red) << 3) | (six >> 3);
      pixels[to + 1] = ((six & 7) << 5) | toFiveBits(blue);
    }
  }
  return { width, height, pixels };
}

/** Part (0..1) of the pixels that lie on gentle slopes: where it is large, a still is better dithered. */
export function slopePart(rgb: Uint8Array | Uint8ClampedArray, width: number, height: number): number {
  let count = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if (isSlope(rgb, width, height, x, y)) count += 1;
  }
  return count / (width * height);
}

function shifted(value: number, by: number): number {
  return Math.max(0, Math.min(255, value + by));
}

function isSlope(rgb: Uint8Array | Uint8ClampedArray, width: number, height: number, x: number, y: number): boolean {
  let isEven = true;
  const at = 3 * (y * width + x);
  for (let side = 0; side < 4; side += 1) {
    const dx = side === 0 ? -reach : side === 1 ? reach : 0;
    const dy = side === 2 ? -reach : side === 3 ? reach : 0;
    if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
    const other = at + 3 * (dy * width + dx);
    for (let component = 0; component < 3; component += 1) {
      const apart = Math.abs(rgb[at + component]! - rgb[other + component]!);
      if (apart > slope) return false;
      if (apart > 0) isEven = false;
    }
  }
  return !isEven;
}
