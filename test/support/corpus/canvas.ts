import { packRgb565 } from '../../../firmware/pixels/rgb565.js';

/** Every frame of the corpus is this large. */
export const WIDTH = 410;
export const HEIGHT = 502;

/** A frame being drawn: RGB565 in wire order, no gaps. All drawing is integers, so that it is the same everywhere. */
export class Canvas {
  readonly bytes = new Uint8Array(2 * WIDTH * HEIGHT);

  /** Sets one pixel; outside the frame nothing happens. */
  put(x: number, y: number, red: number, green: number, blue: number): void {
    if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) return;
    const pixel = packRgb565(red, green, blue);
    const at = 2 * (y * WIDTH + x);
    this.bytes[at] = pixel >> 8;
    this.bytes[at + 1] = pixel & 255;
  }

  rectangle(left: number, top: number, width: number, height: number, colour: readonly [number, number, number]): void {
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) this.put(x, y, ...colour);
    }
  }

  disc(centreX: number, centreY: number, radius: number, colour: readonly [number, number, number]): void {
    for (let y = -radius; y <= radius; y++) {
      for (let x = -radius; x <= radius; x++) {
        if (x * x + y * y <= radius * radius) this.put(centreX + x, centreY + y, ...colour);
      }
    }
  }
}

/** `from` to `to` in `steps`, at `step`. */
export function blend(from: number, to: number, step: number, steps: number): number {
  return Math.trunc((from * (steps - step) + to * step) / steps);
}

/** A number from 0 to 255 that belongs to a place: the same in every frame. */
export function grain(x: number, y: number, seed: number): number {
  let value = (x * 374761393 + y * 668265263 + seed * 1442695041) | 0;
  value = Math.imul(value ^ (value >>> 13), 1274126177);
  return (value ^ (value >>> 16)) & 255;
}

/** Smooth noise, 0 to 255: grain at the corners of cells of `1 << shift` pixels, linear between them. */
export function smoothGrain(x: number, y: number, shift: number, seed: number): number {
  const size = 1 << shift;
  const [cellX, cellY] = [x >> shift, y >> shift];
  const [inX, inY] = [x & (size - 1), y & (size - 1)];
  const above = grain(cellX, cellY, seed) * (size - inX) + grain(cellX + 1, cellY, seed) * inX;
  const below = grain(cellX, cellY + 1, seed) * (size - inX) + grain(cellX + 1, cellY + 1, seed) * inX;
  return (above * (size - inY) + below * inY) >> (2 * shift);
}
