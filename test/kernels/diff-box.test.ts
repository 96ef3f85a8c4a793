import test from 'ava';
import fc from 'fast-check';
import { kernelSides } from '../support/kernel-sides.js';
import { fillNoise } from '../support/noise.js';

const SIZE = 20000;
const A = 0;
const B = 9001;
const BOX = 18008;
const sides = kernelSides(SIZE);

const change = fc.record({ x: fc.nat(79), y: fc.nat(29), bit: fc.nat(15) });

test('the box holds every pixel that differs, and touches one on each side', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 80 }),
      fc.integer({ min: 1, max: 30 }),
      fc.tuple(fc.nat(7), fc.nat(7)),
      fc.array(change, { maxLength: 6 }),
      fc.integer(),
      (pixels, rows, gaps, changes, seed) => {
        const aStride = 2 * pixels + gaps[0];
        const bStride = 2 * pixels + gaps[1];
        const start = new Uint8Array(SIZE);
        fillNoise(start, seed);
        for (let y = 0; y < rows; y++) {
          for (let x = 0; x < 2 * pixels; x++) start[B + y * bStride + x] = start[A + y * aStride + x]!;
        }
        const changed = changes.map(({ x, y, bit }) => ({ x: x % pixels, y: y % rows, bit }));
        const differing = new Map<number, number>();
        for (const { x, y, bit } of changed) {
          start[B + y * bStride + 2 * x + (bit >> 3)]! ^= 1 << (bit & 7);
          differing.set(y * 128 + x, (differing.get(y * 128 + x) ?? 0) ^ (1 << bit));
        }
        const points = [...differing].filter(([, bits]) => bits !== 0).map(([point]) => point);
        const expected = start.slice();
        if (points.length > 0) {
          const columns = points.map((point) => point % 128);
          const lines = points.map((point) => Math.floor(point / 128));
          const box = [Math.min(...columns), Math.min(...lines), Math.max(...columns) + 1, Math.max(...lines) + 1];
          expected.set(
            box.flatMap((value) => [value, 0]),
            BOX,
          );
        }
        for (const { kernels, bytes, name } of sides) {
          bytes.set(start);
          const answer = kernels.diffBox(bytes, A, aStride, bytes, B, bStride, pixels, rows, bytes, BOX);
          t.is(answer, points.length > 0 ? 1 : 0, name);
          t.is(Buffer.compare(bytes, expected), 0, name);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('an empty area has no differences', (t) => {
  for (const { kernels, bytes, name } of sides) {
    fillNoise(bytes, 1);
    t.is(kernels.diffBox(bytes, A, 10, bytes, B, 10, 0, 5, bytes, BOX), 0, name);
    t.is(kernels.diffBox(bytes, A, 10, bytes, B, 10, 5, 0, bytes, BOX), 0, name);
  }
});
