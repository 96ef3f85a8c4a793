import test from 'ava';
import fc from 'fast-check';
import { kernelSides } from '../support/kernel-sides.js';
import { fillNoise } from '../support/noise.js';

const WIDTH = 48;
const HEIGHT = 40;

/** Distance of a point from a line between two points, in pixels: the definition, in floating point. */
function distance(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const length2 = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const along = length2 === 0 ? 0 : ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length2;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
}

const end = fc.integer({ min: -200, max: 700 });

test('a stroke covers each pixel by how near it is to the line, to a 16th or a little more', (t) => {
  for (const { kernels, bytes, name } of kernelSides(WIDTH * HEIGHT)) {
    fc.assert(
      fc.property(end, end, end, end, fc.integer({ min: 0, max: 160 }), (x0, y0, x1, y1, radius) => {
        bytes.fill(0);
        kernels.strokeLine(bytes, 0, WIDTH, WIDTH, HEIGHT, x0, y0, x1, y1, radius);
        for (let y = 0; y < HEIGHT; y++) {
          for (let x = 0; x < WIDTH; x++) {
            const away = distance(x + 0.5, y + 0.5, x0 / 8, y0 / 8, x1 / 8, y1 / 8);
            const cover = Math.max(0, Math.min(1, radius / 16 + 0.5 - away));
            // A 16th for the distance and one for the root of the length, which is a whole number of 8ths.
            const slack = 1 / 16 + away / Math.max(1, Math.hypot(x1 - x0, y1 - y0)) + 0.01;
            const error = Math.abs(bytes[y * WIDTH + x]! / 255 - cover);
            if (error > slack) t.fail(`${name}: ${x}, ${y} is off by ${error}`);
          }
        }
      }),
    );
  }
  t.pass();
});

test('strokes: C and twin leave the same bytes, and what was greater stays', (t) => {
  const sides = kernelSides(WIDTH * HEIGHT + 64);
  fc.assert(
    fc.property(fc.integer(), end, end, end, end, fc.nat(300), fc.nat(5), (seed, x0, y0, x1, y1, radius, gap) => {
      for (const { kernels, bytes } of sides) {
        fillNoise(bytes, seed);
        const before = bytes.slice();
        kernels.strokeLine(bytes, 7, WIDTH, WIDTH - gap, HEIGHT, x0, y0, x1, y1, radius);
        t.true(bytes.every((value, at) => value >= before[at]!));
      }
      t.is(Buffer.compare(sides[0]!.bytes, sides[1]!.bytes), 0);
    }),
    { numRuns: 50 },
  );
});
