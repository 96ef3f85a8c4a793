import type { Surface } from '../../../firmware/pixels/surface.js';
import { linearLight } from '../../../simulator/power/picture-level.js';

/** A soft landscape of hills under a sky, `bright` times as bright as it is drawn; components are cut at full. */
function landscape(width: number, height: number, bright: number): Uint16Array {
  const pixels = new Uint16Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const hill = Math.abs(((x * 3 + 97) % 260) - 130) + Math.abs(((x * 5) % 420) - 210) / 3;
      const isSky = y < height * 0.45 + hill * 0.5;
      const part = y / height;
      const red = isSky ? 12 + part * 18 : 6 + part * 4;
      const green = isSky ? 30 + part * 26 : 34 - part * 12;
      const blue = isSky ? 26 - part * 4 : 8 + part * 3;
      const cut = (value: number, most: number): number => Math.min(most, Math.round(value * bright));
      pixels[y * width + x] = (cut(red, 31) << 11) | (cut(green, 63) << 5) | cut(blue, 31);
    }
  }
  return pixels;
}

/** Average picture level of pixels in linear light, 0..1. */
export function levelOf(pixels: Uint16Array): number {
  let sum = 0;
  for (const pixel of pixels) sum += linearLight[pixel]!;
  return sum / pixels.length;
}

/** A wallpaper whose average picture level is `level`, found by halving. */
export function wallpaper(width: number, height: number, level: number): Uint16Array {
  let low = 0;
  let high = 3;
  for (let round = 0; round < 20; round += 1) {
    const middle = (low + high) / 2;
    if (levelOf(landscape(width, height, middle)) < level) low = middle;
    else high = middle;
  }
  return landscape(width, height, high);
}

/** Writes pixels into a surface of their size, high byte first. */
export function putPixels({ bytes }: Surface, pixels: Uint16Array): void {
  for (let at = 0; at < pixels.length; at += 1) {
    bytes[at * 2] = pixels[at]! >> 8;
    bytes[at * 2 + 1] = pixels[at]! & 255;
  }
}
