import { mix } from './blend-rows.js';

/** The twin of blend-bits.c; see `Kernels.blendBits`. */
export function blendBits(
  to: Uint8Array,
  toAt: number,
  toStride: number,
  from: Uint8Array,
  fromAt: number,
  fromStride: number,
  alpha: Uint8Array,
  alphaAt: number,
  alphaStride: number,
  skip: number,
  bits: number,
  pixels: number,
  rows: number,
): void {
  const most = (1 << bits) - 1;
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < pixels; x++) {
      const bit = (skip + x) * bits;
      const value = (alpha[alphaAt + row * alphaStride + (bit >> 3)]! >> (8 - bits - (bit & 7))) & most;
      if (value === 0) continue;
      const a = (value * 255) / most;
      const at = toAt + row * toStride + 2 * x;
      const fromPixel = fromAt + row * fromStride + 2 * x;
      const below = (to[at]! << 8) | to[at + 1]!;
      const above = (from[fromPixel]! << 8) | from[fromPixel + 1]!;
      const red = mix(below >> 11, above >> 11, a);
      const green = mix((below >> 5) & 63, (above >> 5) & 63, a);
      const blue = mix(below & 31, above & 31, a);
      to[at] = (red << 3) | (green >> 3);
      to[at + 1] = ((green & 7) << 5) | blue;
    }
  }
}
