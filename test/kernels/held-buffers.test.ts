import test from 'ava';
import fc from 'fast-check';
import { RegionList } from '../../firmware/geometry/region-list.js';
import { coverRegions } from '../../firmware/kernels/checked-cover.js';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { CoverWord } from '../../firmware/kernels/cover-word.js';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import type { Surface } from '../../firmware/pixels/surface.js';
import type { Kernels } from '../../firmware/platform/kernels.js';
import { plainMemory } from '../support/memory.js';

const WIDTH = 24;
const HEIGHT = 18;
const STRIDE = 2 * WIDTH;
const NEVER_GIVES_UP = 0xffffffff;
const setup = {
  width: WIDTH,
  height: HEIGHT,
  alignX: 2,
  alignY: 2,
  windowCycles: 160,
  pixelCycles: 4,
  compareCost: 488,
  most: 16,
};

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Kernels of which the named one tells that it was reached. */
function counted(name: keyof Kernels): { kernels: CheckedKernels; calls: () => number } {
  let calls = 0;
  const kernel = referenceKernels[name] as (...job: unknown[]) => unknown;
  const counting = (...job: unknown[]): unknown => {
    calls += 1;
    return kernel(...job);
  };
  const raw = { ...referenceKernels, [name]: counting } as Kernels;
  return { kernels: new CheckedKernels(raw), calls: () => calls };
}

function surface(height = HEIGHT, stride = STRIDE): Surface {
  return { bytes: plainMemory.allocate(stride * height), width: WIDTH, height, stride };
}

function list(...boxes: readonly Box[]): RegionList {
  const regions = new RegionList(new Uint16Array(4 * Math.max(boxes.length, 1)));
  for (const [left, top, right, bottom] of boxes) regions.add(left, top, right, bottom);
  return regions;
}

const wrong: readonly Box[] = [
  [4, 4, 4, 8],
  [0, 9, 4, 3],
  [0, 0, WIDTH + 1, 4],
  [0, 0, 4, HEIGHT + 1],
];

const box: fc.Arbitrary<Box> = fc
  .tuple(fc.nat(WIDTH - 1), fc.nat(HEIGHT - 1), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .map(([x, y, width, height]) => [x, y, Math.min(WIDTH, x + width), Math.min(HEIGHT, y + height)]);

test('a pair copies its regions and not a byte beside them, either way', (t) => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 5 }), fc.boolean(), (boxes, turned) => {
      const [one, other] = [surface(), surface()];
      const pair = new CheckedKernels(referenceKernels).pair(one, other);
      const [to, from] = turned ? [one, other] : [other, one];
      to.bytes.fill(1);
      from.bytes.fill(2);
      pair.copy(to, from, list(...boxes));
      to.bytes.forEach((byte, at) => {
        const [x, y] = [(at % STRIDE) >> 1, Math.floor(at / STRIDE)];
        t.is(byte, boxes.some(([l, u, r, b]) => x >= l && x < r && y >= u && y < b) ? 2 : 1);
      });
      t.true(from.bytes.every((byte) => byte === 2));
    }),
  );
});

test('a pair takes no surfaces that differ in shape, are short or lie over each other, and copies between no others', (t) => {
  const { kernels, calls } = counted('copyRows');
  const [one, other, third] = [surface(), surface(), surface()];
  const both = plainMemory.allocate(2 * STRIDE * HEIGHT - 1);
  const half = (at: number): Surface => ({ ...one, bytes: both.subarray(at, at + STRIDE * HEIGHT) });
  t.throws(() => kernels.pair(one, surface(HEIGHT + 1)), { instanceOf: RangeError, message: /shapes/ });
  t.throws(() => kernels.pair(one, surface(HEIGHT, STRIDE + 4)), { instanceOf: RangeError, message: /shapes/ });
  t.throws(() => kernels.pair(one, { ...other, bytes: other.bytes.subarray(1) }), { instanceOf: RangeError });
  t.throws(() => kernels.pair(half(0), half(STRIDE * HEIGHT - 1)), { instanceOf: RangeError, message: /overlap/ });
  const pair = kernels.pair(one, other);
  for (const region of wrong) t.throws(() => pair.copy(one, other, list(region)), { instanceOf: RangeError });
  for (const [to, from] of [
    [one, one],
    [third, one],
    [one, third],
    [other, third],
  ] as const) {
    t.throws(() => pair.copy(to, from, list([0, 0, 2, 2])), { instanceOf: RangeError, message: /another surface/ });
  }
  t.is(calls(), 0);
  const few = list([0, 0, 2, 2]);
  few.count = 2;
  t.throws(() => pair.copy(one, other, few), { instanceOf: RangeError });
  t.is(calls(), 1);
});

test('a held cover answers what the kernel does, whichever surface is in front', (t) => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 4 }), fc.array(box, { maxLength: 2 }), fc.nat(), (drawn, owed, seed) => {
      const kernels = new CheckedKernels(referenceKernels);
      const [front, back] = [surface(), surface()];
      for (const [left, top, right, bottom] of drawn)
        if ((left + top + seed) % 3 !== 0) back.bytes[(bottom - 1) * STRIDE + 2 * (right - 1)] = 7;
      const held = kernels.openCover(plainMemory, setup);
      const plain = kernels.openCover(plainMemory, setup);
      const into = coverRegions(plainMemory);
      const answer = (a: Surface, b: Surface) => {
        const pixels = held.take(into, list(...drawn), 0);
        t.is(
          pixels,
          drawn.reduce((sum, [l, u, r, b]) => sum + (r - l) * (b - u), 0),
        );
        held.take(into, list(...owed), drawn.length);
        held.cover(a, b, into, drawn.length, NEVER_GIVES_UP);
        return [...held.windows.data.subarray(0, 4 * held.windows.count)];
      };
      // By the general entry, of which the C kernel's tests are.
      const state = plainMemory.allocate(1 << 16);
      const { width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most } = setup;
      kernels.coverBegin(state, 0, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most);
      const regions = list(...drawn, ...owed);
      const count = kernels.cover(
        ...([state, 0, front.bytes, 0, STRIDE, back.bytes, 0, STRIDE, regions.bytes, 0] as const),
        ...([drawn.length, owed.length, NEVER_GIVES_UP, plain.windows.bytes, 0] as const),
      );
      const wanted = [...plain.windows.data.subarray(0, 4 * count)];
      t.deepEqual(answer(front, back), wanted);
      const boxes = drawn.length === 0 ? 0 : new Uint32Array(state.buffer, 0, 16)[CoverWord.regions]!;
      if (boxes > 0) t.deepEqual([...into.data.subarray(0, 4 * into.count)], [...regions.data.subarray(0, 4 * boxes)]);
      t.deepEqual(answer(back, front), wanted);
    }),
  );
});

test('a held cover takes no wrong regions, compares nothing that was not taken in, and no short surfaces', (t) => {
  const { kernels, calls } = counted('cover');
  const [front, back] = [surface(), surface()];
  const held = kernels.openCover(plainMemory, setup);
  const into = coverRegions(plainMemory);
  const isRefused = (call: () => unknown): void => void t.throws(call, { instanceOf: RangeError, message: /cover/ });
  for (const region of wrong) isRefused(() => held.take(into, list([0, 0, 2, 2], region), 0));
  const few = list([0, 0, 2, 2]);
  few.count = 2;
  isRefused(() => held.take(into, few, 0));
  isRefused(() => held.take(coverRegions(plainMemory, 1), list([0, 0, 2, 2], [4, 4, 6, 6]), 0));
  isRefused(() => held.cover(front, back, into, 0, 0));
  held.take(into, list([0, 0, 2, 2]), 0);
  isRefused(() => held.take(into, list([0, 0, 2, 2]), 2));
  isRefused(() => held.take(coverRegions(plainMemory), list([0, 0, 2, 2]), 1));
  isRefused(() => held.cover(front, back, coverRegions(plainMemory), 0, 0));
  isRefused(() => held.cover(front, back, into, 2, 0));
  isRefused(() => held.cover(front, back, into, 0.5, 0));
  isRefused(() => held.cover(front, back, into, 1, -1));
  isRefused(() => held.cover(front, surface(HEIGHT - 1), into, 1, 0));
  isRefused(() => held.cover(surface(HEIGHT, STRIDE - 2), back, into, 1, 0));
  t.is(calls(), 0);
  held.cover(front, back, into, 1, 0);
  // What it left are boxes, and perhaps empty ones.
  isRefused(() => held.cover(front, back, into, 1, 0));
  t.is(calls(), 1);
  for (const bad of [{ most: 0 }, { width: 23 }, { alignX: 0 }, { windowCycles: 0 }, { pixelCycles: 257 }])
    t.throws(() => kernels.openCover(plainMemory, { ...setup, ...bad }), { instanceOf: RangeError });
});

test('a pace walks no more windows than its list has room for, and no period that is none', (t) => {
  const { kernels, calls } = counted('pace');
  const pace = kernels.openPace(plainMemory);
  const windows = list([0, 0, 2, 2]);
  const period = 16_666_667;
  pace.walk(windows, period, 0x7fffffff);
  t.is(calls(), 1);
  for (const count of [2, -1, 0.5, Number.NaN]) {
    windows.count = count;
    t.throws(() => pace.walk(windows, period, period), { instanceOf: RangeError, message: /pace: count/ });
  }
  windows.count = 1;
  for (const bad of [-1, 0.5, 0x80000000, Number.NaN]) {
    t.throws(() => pace.walk(windows, bad, period), { instanceOf: RangeError, message: /pace: periodLow/ });
    t.throws(() => pace.walk(windows, period, bad), { instanceOf: RangeError, message: /pace: periodHigh/ });
  }
  t.is(calls(), 1);
});
