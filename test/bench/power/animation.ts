import { Px565Encoder } from '../../../firmware/px565/encode.js';

export const TILE = 128;
/** Frames after which the animation begins anew. */
export const LOOP = 30;
const STRIDE = TILE * 2;

/** Three discs that circle over a shaded ground, as an animated sticker has: RGB565, high byte first. */
function frame(index: number): Uint8Array {
  const bytes = new Uint8Array(TILE * STRIDE);
  for (let y = 0; y < TILE; y += 1) {
    for (let x = 0; x < TILE; x += 1) {
      let pixel = ((16 + (y >> 4)) << 11) | ((40 + ((x + y) >> 5)) << 5) | (20 + (x >> 5));
      for (let disc = 0; disc < 3; disc += 1) {
        const angle = ((index / LOOP + disc / 3) % 1) * 2 * Math.PI;
        const dx = x - 64 - 40 * Math.cos(angle);
        const dy = y - 64 - 40 * Math.sin(angle);
        const far = dx * dx + dy * dy;
        if (far < 400) pixel = far < 100 ? 0xffff : [0xfd20, 0x07ff, 0xf81f][disc]!;
      }
      bytes[y * STRIDE + x * 2] = pixel >> 8;
      bytes[y * STRIDE + x * 2 + 1] = pixel & 255;
    }
  }
  return bytes;
}

/** The loop as a host sends it: the first frame whole, each next one (and the first again, last) by what changed. */
export function animation(): { readonly first: Uint8Array; readonly deltas: readonly Uint8Array[] } {
  const encoder = new Px565Encoder();
  const frames = Array.from({ length: LOOP }, (_, index) => frame(index));
  const coded = (index: number, reference: Uint8Array | null): Uint8Array =>
    encoder.encode(frames[index]!, 0, STRIDE, TILE, TILE, reference, 0, STRIDE, 0).slice();
  return {
    first: coded(0, null),
    deltas: frames.map((_, index) => coded(index, frames[(index + LOOP - 1) % LOOP]!)),
  };
}
