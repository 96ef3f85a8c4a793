import test from 'ava';
import fc from 'fast-check';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';

const WIDTH = 9;
const HEIGHT = 7;
const STRIDE = 2 * WIDTH + 2;
const surface = (bytes = new Uint8Array(STRIDE * HEIGHT)) => ({ bytes, width: WIDTH, height: HEIGHT, stride: STRIDE });

test('a mask that moves leaves its ground behind and is blended as by the kernels called one by one', (t) => {
  const kernels = new CheckedKernels(referenceKernels);
  const at = (most: number) => fc.nat({ max: most });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: WIDTH }),
      fc.integer({ min: 1, max: HEIGHT }),
      fc.uint8Array({ minLength: STRIDE * HEIGHT, maxLength: STRIDE * HEIGHT }),
      fc.uint8Array({ minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT }),
      fc.nat({ max: 0xffff }),
      fc.array(fc.tuple(at(WIDTH), at(HEIGHT), at(WIDTH), at(HEIGHT)), { minLength: 1, maxLength: 4 }),
      (width, height, was, mask, ground, moves) => {
        const ink = Uint8Array.from({ length: 2 * WIDTH }, (_, index) => 37 * index);
        const stamp = kernels.stamp(mask, width, height, ink);
        const surfaces = [surface(was.slice()), surface(was.slice()), surface(was.slice())];
        const expected = surfaces.map(({ bytes }) => bytes.slice());
        moves.forEach(([a, b, c, d], index) => {
          const [fromX, fromY] = [a % (WIDTH - width + 1), b % (HEIGHT - height + 1)];
          const [x, y] = [c % (WIDTH - width + 1), d % (HEIGHT - height + 1)];
          stamp.move(surfaces[index % 3]!, ground, fromX, fromY, x, y);
          const to = expected[index % 3]!;
          referenceKernels.fillRows(to, fromY * STRIDE + 2 * fromX, STRIDE, width, height, ground);
          referenceKernels.blendRows(to, y * STRIDE + 2 * x, STRIDE, ink, 0, 0, mask, 0, width, width, height);
        });
        surfaces.forEach(({ bytes }, index) => {
          t.deepEqual(bytes, expected[index]);
        });
      },
    ),
    { numRuns: 200 },
  );
});

test('a stamp throws for a place off the surface, for buffers that are too short, and for those that meet', (t) => {
  const kernels = new CheckedKernels(referenceKernels);
  const memory = new Uint8Array(1000);
  const to = surface(memory.subarray(0, STRIDE * HEIGHT));
  const mask = memory.subarray(200, 212);
  const ink = memory.subarray(300, 308);
  const stamp = kernels.stamp(mask, 4, 3, ink);
  stamp.move(to, 0, 0, 0, 5, 4);
  const range = { instanceOf: RangeError };
  for (const [x, y] of [
    [-1, 0],
    [0, -1],
    [6, 0],
    [0, 5],
    [0.5, 0],
    [0, Number.NaN],
    [2 ** 32, 0],
  ] as const) {
    t.throws(() => stamp.move(to, 0, x, y, 0, 0), { ...range, message: /stamp: at/ }, `from ${x}, ${y}`);
    t.throws(() => stamp.move(to, 0, 0, 0, x, y), { ...range, message: /stamp: at/ }, `to ${x}, ${y}`);
  }
  t.throws(() => stamp.move(to, 0x10000, 0, 0, 0, 0), { ...range, message: /ground/ });
  t.throws(() => stamp.move({ ...to, width: 3 }, 0, 0, 0, 0, 0), { ...range, message: /stamp: at/ });
  t.throws(() => stamp.move({ ...to, height: HEIGHT + 1 }, 0, 0, 0, 0, 0), { ...range, message: /stamp: to/ });
  t.throws(() => stamp.move(surface(memory.subarray(150, 290)), 0, 0, 0, 0, 0), { ...range, message: /to and mask/ });
  t.throws(() => stamp.move(surface(memory.subarray(212, 352)), 0, 0, 0, 0, 0), { ...range, message: /to and ink/ });
  t.throws(() => kernels.stamp(mask, 5, 3, ink), { ...range, message: /stamp: mask/ });
  t.throws(() => kernels.stamp(mask, 4, 3, ink.subarray(1)), { ...range, message: /stamp: ink/ });
  t.throws(() => kernels.stamp(mask, -1, 3, ink), range);
});
