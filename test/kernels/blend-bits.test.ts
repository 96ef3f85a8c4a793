import test from 'ava';
import fc from 'fast-check';
import { kernelSides } from '../support/kernel-sides.js';
import { fillNoise } from '../support/noise.js';

/** Alpha of one pixel, bit by bit as PACKS.md has it: the first in the highest bits. */
function alphaOf(bytes: Uint8Array, rowAt: number, pixel: number, bits: number): number {
  let value = 0;
  for (let bit = pixel * bits; bit < (pixel + 1) * bits; bit++)
    value = value * 2 + ((bytes[rowAt + Math.floor(bit / 8)]! >> (7 - (bit % 8))) & 1);
  return (value * 255) / (2 ** bits - 1);
}

test('packed alpha blends as the same alpha a byte a pixel does, from any first pixel on, in C and twin', (t) => {
  const sides = kernelSides(16384);
  const runs = fc.array(fc.tuple(fc.constantFrom(0, 255, -1), fc.integer({ min: 1, max: 12 })), { maxLength: 30 });
  const gaps = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5));
  fc.assert(
    fc.property(
      fc.integer(),
      fc.nat(60),
      fc.nat(6),
      fc.nat(17),
      fc.constantFrom(1, 2, 4),
      gaps,
      runs,
      (seed, pixels, rows, skip, bits, gap, alphas) => {
        for (const { kernels, bytes, name } of sides) {
          fillNoise(bytes, seed);
          let at = 8192;
          for (const [value, length] of alphas) {
            if (value >= 0) bytes.fill(value, at, at + length);
            at += length;
          }
          const rowBytes = 2 * pixels;
          const fromStride = gap[1] === 0 ? 0 : rowBytes + gap[1];
          const toStride = rowBytes + gap[0];
          const alphaStride = (((skip + pixels) * bits + 7) >> 3) + gap[2];
          // The same by `blendRows`, which has tests of its own, beside it in the same buffer.
          for (let y = 0; y < rows; y++) {
            for (let x = 0; x < pixels; x++)
              bytes[12288 + y * pixels + x] = alphaOf(bytes, 8192 + y * alphaStride, skip + x, bits);
          }
          bytes.copyWithin(2048, 0, 1024);
          kernels.blendRows(bytes, 2048, toStride, bytes, 4096, fromStride, bytes, 12288, pixels, pixels, rows);
          kernels.blendBits(
            bytes,
            0,
            toStride,
            bytes,
            4096,
            fromStride,
            bytes,
            8192,
            alphaStride,
            skip,
            bits,
            pixels,
            rows,
          );
          t.deepEqual(bytes.subarray(0, 1024), bytes.subarray(2048, 3072), name);
        }
        t.is(Buffer.compare(sides[0]!.bytes, sides[1]!.bytes), 0);
      },
    ),
  );
});
