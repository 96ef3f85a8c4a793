import test from 'ava';
import fc from 'fast-check';
import { kernelSides } from '../support/kernel-sides.js';
import { fillNoise } from '../support/noise.js';

/** The definition, in exact integers: twice the sum against twice the divisor, so that nearest is plain to see. */
function nearest(above: number, below: number, alpha: number): number {
  const sum = above * alpha + below * (255 - alpha);
  let quotient = 0;
  while ((quotient + 1) * 255 <= sum) quotient += 1;
  return 2 * (sum - quotient * 255) > 255 ? quotient + 1 : quotient;
}

test('every value of a component blends to the nearest, for every alpha', (t) => {
  const pixels = 64 * 64;
  for (const { kernels, bytes, name } of kernelSides(5 * pixels)) {
    for (let alpha = 0; alpha < 256; alpha++) {
      for (let above = 0; above < 64; above++) {
        for (let below = 0; below < 64; below++) {
          const at = 2 * (above * 64 + below);
          put(bytes, at, (below >> 1) * 0x801 + (below << 5));
          put(bytes, 2 * pixels + at, (above >> 1) * 0x801 + (above << 5));
        }
      }
      bytes.fill(alpha, 4 * pixels);
      kernels.blendRows(bytes, 0, 0, bytes, 2 * pixels, 0, bytes, 4 * pixels, 0, pixels, 1);
      let wrong = 0;
      for (let above = 0; above < 64; above++) {
        for (let below = 0; below < 64; below++) {
          const at = 2 * (above * 64 + below);
          const fives = nearest(above >> 1, below >> 1, alpha);
          const expected = fives * 0x801 + (nearest(above, below, alpha) << 5);
          if (((bytes[at]! << 8) | bytes[at + 1]!) !== expected) wrong += 1;
        }
      }
      t.is(wrong, 0, `${name}, alpha ${alpha}`);
    }
  }
});

test('blending rows: C and twin leave the same bytes, whatever the geometry and the runs of alpha', (t) => {
  const sides = kernelSides(8192);
  const runs = fc.array(fc.tuple(fc.constantFrom(0, 255, 1, 77, 128, 254), fc.integer({ min: 1, max: 30 })), {
    maxLength: 30,
  });
  const gaps = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5));
  fc.assert(
    fc.property(fc.integer(), fc.nat(45), fc.nat(8), gaps, runs, (seed, pixels, rows, gap, alphas) => {
      for (const { kernels, bytes } of sides) {
        fillNoise(bytes, seed);
        let at = 4096;
        for (const [value, length] of alphas) {
          bytes.fill(value, at, at + length);
          at += length;
        }
        const rowBytes = 2 * pixels;
        const fromStride = gap[1] === 0 ? 0 : rowBytes + gap[1]; // 0: one row of colour for all
        const [toStride, alphaStride] = [rowBytes + gap[0], pixels + gap[2]];
        kernels.blendRows(bytes, 17, toStride, bytes, 2049, fromStride, bytes, 4096, alphaStride, pixels, rows);
      }
      t.is(Buffer.compare(sides[0]!.bytes, sides[1]!.bytes), 0);
    }),
  );
});

test('a clear pixel stays and an opaque one is taken over, bit for bit', (t) => {
  for (const { kernels, bytes, name } of kernelSides(4096)) {
    fillNoise(bytes, 7);
    const before = bytes.slice();
    for (let x = 0; x < 100; x++) bytes[2000 + x] = x % 2 === 0 ? 255 : 0;
    kernels.blendRows(bytes, 0, 0, bytes, 1000, 0, bytes, 2000, 0, 100, 1);
    for (let x = 0; x < 100; x++) {
      const at = 2 * x;
      const source = x % 2 === 0 ? 1000 + at : at;
      t.deepEqual([bytes[at], bytes[at + 1]], [before[source], before[source + 1]], name);
    }
  }
});

function put(bytes: Uint8Array, at: number, pixel: number): void {
  bytes[at] = pixel >> 8;
  bytes[at + 1] = pixel & 255;
}
