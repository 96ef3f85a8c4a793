import test from 'ava';
import fc from 'fast-check';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { coverStateBytes } from '../../firmware/kernels/cover-size.js';
import { CoverWord } from '../../firmware/kernels/cover-word.js';
import { type KernelSide, kernelSides } from '../support/kernel-sides.js';

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** What a cover is asked for. */
interface Job {
  readonly width: number;
  readonly height: number;
  readonly align: readonly [x: number, y: number];
  readonly windowCycles: number;
  readonly most: number;
  readonly patience: number;
  readonly compared: readonly Box[];
  readonly taken: readonly Box[];
  /** Pixels that differ. */
  readonly pixels: readonly (readonly [x: number, y: number])[];
  /** Whether nothing is asked but what differs. */
  readonly looks?: boolean;
  /** Parts of the region's sides between which it is also cut. */
  readonly cuts?: number;
}

interface Answer {
  readonly windows: Box[];
  readonly boxes: Box[];
  readonly cycles: number;
  readonly declared: number;
  readonly compared: number;
  readonly changed: number;
  readonly runs: number;
}

const PIXEL_CYCLES = 4;
const NEVER_GIVES_UP = 0xffffffff;
const SIZE = 1 << 19;
const sides = kernelSides(SIZE);

function run({ kernels, bytes }: KernelSide, job: Job): Answer {
  const { width, height, align, windowCycles, most, patience } = job;
  const [alignX, alignY] = align;
  bytes.fill(0);
  const stride = 2 * width + 4;
  const b = stride * height;
  const regions = 2 * b + ((2 * b) & 1);
  const windows = regions + 8 * 192;
  const state = (windows + 8 * most + 7) & ~7;
  for (let at = 0; at < b; at += 1) bytes[at] = bytes[b + at] = at * 7;
  for (const [x, y] of job.pixels) bytes[b + y * stride + 2 * x + (x & 1)]! ^= 1 + (y & 7);
  const put = new Uint16Array(bytes.buffer, bytes.byteOffset + regions, 4 * 192);
  put.set([...job.compared, ...job.taken].flat());
  const checked = new CheckedKernels(kernels);
  // What lies in the state before does not matter.
  bytes.fill(0xa5, state, state + coverStateBytes(width, height, alignX, alignY, most));
  checked.coverBegin(bytes, state, width, height, alignX, alignY, windowCycles, PIXEL_CYCLES, 488, most);
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset + state, 16);
  head[CoverWord.looks] = job.looks ? 1 : 0;
  head[CoverWord.runs] = 0;
  head[CoverWord.cuts] = job.cuts ?? 0;
  const { compared, taken } = job;
  const numbers = [compared.length, taken.length, patience] as const;
  const count = checked.cover(
    bytes,
    state,
    bytes,
    0,
    stride,
    bytes,
    b,
    stride,
    bytes,
    regions,
    ...numbers,
    bytes,
    windows,
  );
  const boxesAt = (at: number, boxes: number): Box[] =>
    Array.from({ length: boxes }, (_, box) => {
      const [left, top, right, bottom] = new Uint16Array(bytes.buffer, bytes.byteOffset + at + 8 * box, 4);
      return [left!, top!, right!, bottom!];
    });
  return {
    windows: boxesAt(windows, count),
    boxes: boxesAt(regions, job.cuts === undefined ? head[CoverWord.regions]! : 1),
    cycles: head[CoverWord.cycles]!,
    declared: head[CoverWord.declared]!,
    compared: head[CoverWord.compared]!,
    changed: head[CoverWord.changed]!,
    runs: head[CoverWord.runs]!,
  };
}

const both = (job: Job): Answer[] => sides.map((side) => run(side, job));
const base: Job = {
  width: 64,
  height: 48,
  align: [2, 2],
  windowCycles: 160,
  most: 64,
  patience: NEVER_GIVES_UP,
  compared: [[0, 0, 64, 48]],
  taken: [],
  pixels: [],
};

const holds = ([l, t, r, b]: Box, [x, y]: readonly [number, number]): boolean => x >= l && x < r && y >= t && y < b;
const pixelsOf = ([l, t, r, b]: Box): [number, number][] =>
  Array.from({ length: (r - l) * (b - t) }, (_, at) => [l + (at % (r - l)), t + Math.floor(at / (r - l))]);

/** Shapes that change on real screens, and noise. */
const job: fc.Arbitrary<Job> = fc
  .record({
    columns: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 120 })),
    rows: fc.integer({ min: 1, max: 60 }),
    align: fc.constantFrom<[number, number]>([2, 2], [2, 2], [1, 1], [4, 2], [2, 1]),
    windowCycles: fc.constantFrom(88, 160, 1240),
    most: fc.constantFrom(1, 2, 5, 64),
    patience: fc.constantFrom(0, 500, NEVER_GIVES_UP, NEVER_GIVES_UP),
    shapes: fc.array(fc.tuple(fc.nat(4), fc.nat(), fc.nat(), fc.nat(40), fc.nat(40), fc.nat(99)), { maxLength: 9 }),
    compared: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { maxLength: 5 }),
    taken: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(9), fc.nat(9)), { maxLength: 2 }),
    whole: fc.boolean(),
    looks: fc.constantFrom(false, false, false, true),
  })
  .map(({ columns, rows, align, shapes, whole, ...rest }) => {
    const width = columns * align[0];
    const height = rows * align[1];
    const boxOf = ([x, y, w, h]: [number, number, number, number]): Box => {
      const left = x % width;
      const top = y % height;
      return [left, top, left + 1 + (w % (width - left)), top + 1 + (h % (height - top))];
    };
    const compared = whole ? [[0, 0, width, height] as Box] : rest.compared.map(boxOf);
    const pixels = shapes.flatMap(([kind, x, y, w, h, seed]) => {
      const box = boxOf([x, y, w, h]);
      const [l, t, r, b] = box;
      const disc = ([px, py]: [number, number]): boolean =>
        (2 * px - l - r + 1) ** 2 * (b - t) ** 2 + (2 * py - t - b + 1) ** 2 * (r - l) ** 2 < ((r - l) * (b - t)) ** 2;
      const frame = ([px, py]: [number, number]): boolean => px < l + 3 || px >= r - 3 || py < t + 3 || py >= b - 3;
      const noise = ([px, py]: [number, number]): boolean => (px * 7919 + py * 104729 + seed * 31) % 97 < seed;
      const dots = ([px, py]: [number, number]): boolean => px % 11 === seed % 11 && py % 7 === seed % 7;
      return pixelsOf(box).filter([() => true, disc, frame, noise, dots][kind]!);
    });
    const seen = new Map(pixels.map((pixel) => [pixel[0] * 4096 + pixel[1], pixel]));
    return {
      ...rest,
      width,
      height,
      align,
      compared,
      taken: rest.taken.map(boxOf),
      pixels: [...seen.values()].filter((pixel) => compared.some((box) => holds(box, pixel))),
    };
  });

test('C and twin choose the same windows, one for one, and count the same', (t) => {
  fc.assert(
    fc.property(job, (it) => {
      const [c, twin] = both(it);
      t.deepEqual(c, twin);
    }),
    { numRuns: 400 },
  );
});

/** A box whole and cut in two, each part covered by itself: the cheapest, by calls that know of no cuts. */
function cheapestByHand(it: Job, cuts: number): { windows: Box[]; cycles: number; compared: number } {
  const [left, top, right, bottom] = it.compared[0]!;
  const [x, y] = it.align;
  const ways: Box[][] = [[[left, top, right, bottom]]];
  for (let part = 1; part < cuts; part += 1) {
    const across = left + Math.round(((right - left) * part) / (cuts * x)) * x;
    const down = top + Math.round(((bottom - top) * part) / (cuts * y)) * y;
    const columns: Box[] = [
      [left, top, across, bottom],
      [across, top, right, bottom],
    ];
    const rows: Box[] = [
      [left, top, right, down],
      [left, down, right, bottom],
    ];
    if (across > left && across < right) ways.push(columns);
    if (down > top && down < bottom) ways.push(rows);
  }
  const costs = ways.map((parts) => {
    const most = parts.length > 1 ? it.most >> 1 : it.most;
    const answers = parts.map((box) => run(sides[0]!, { ...it, most, compared: [box] }));
    const sum = (key: 'cycles' | 'compared'): number => answers.reduce((total, answer) => total + answer[key], 0);
    return { windows: answers.flatMap(({ windows }) => windows), cycles: sum('cycles'), compared: sum('compared') };
  });
  const best = costs.reduce((least, cost) => (cost.cycles < least.cycles ? cost : least));
  return { ...best, compared: costs.reduce((total, cost) => total + cost.compared, best.compared) };
}

test('one region that may be cut is covered by the cheapest windows for it whole or in two, however small it is', (t) => {
  const narrow = fc.constantFrom(1, 2, 3, 4, 7, 20);
  const shapes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(30), fc.nat(30)), { maxLength: 5 });
  const cuttable = fc
    .record({
      columns: narrow,
      rows: narrow,
      most: fc.constantFrom(2, 5, 48),
      cuts: fc.integer({ min: 1, max: 7 }),
      shapes,
    })
    .map(({ columns, rows, shapes, ...rest }): Job & { cuts: number } => {
      const [width, height] = [2 * columns + 4, 2 * rows + 8];
      const box: Box = [2, 4, width - 2, height - 4];
      const boxes = shapes.map(([x, y, w, h]): Box => {
        const left = 2 + (x % (2 * columns));
        const top = 4 + (y % (2 * rows));
        return [left, top, Math.min(width - 2, left + 1 + w), Math.min(height - 4, top + 1 + h)];
      });
      const seen = new Map(boxes.flatMap(pixelsOf).map((pixel) => [pixel[0] * 4096 + pixel[1], pixel]));
      return { ...base, ...rest, width, height, compared: [box], pixels: [...seen.values()] };
    });
  fc.assert(
    fc.property(cuttable, (it) => {
      const { cuts, ...whole } = it;
      const wanted = cheapestByHand(whole, cuts);
      for (const { windows, boxes, cycles, compared } of both(it)) {
        t.deepEqual({ windows, cycles, compared }, wanted);
        t.deepEqual(boxes, it.compared);
      }
    }),
    { numRuns: 150 },
  );
});

test('windows hold every pixel that differs and every pixel taken, are aligned, few enough and never dearer than declared', (t) => {
  fc.assert(
    fc.property(job, (it) => {
      const { windows, boxes, cycles, declared } = run(sides[0]!, { ...it, looks: false });
      const covered = new Set(windows.flatMap(pixelsOf).map(([x, y]) => x * 4096 + y));
      for (const [x, y] of [...it.pixels, ...it.taken.flatMap(pixelsOf)]) t.true(covered.has(x * 4096 + y));
      for (const pixel of it.pixels) t.true(boxes.some((box) => holds(box, pixel)));
      let cost = 0;
      windows.forEach(([left, top, right, bottom], at) => {
        t.is(((left | right) % it.align[0]) + ((top | bottom) % it.align[1]), 0);
        t.true(left < right && top < bottom && right <= it.width && bottom <= it.height);
        cost += it.windowCycles + PIXEL_CYCLES * (right - left) * (bottom - top);
        const [nextLeft, nextTop] = windows[at + 1] ?? [left, top + 1];
        t.true(top < nextTop! || (top === nextTop && left <= nextLeft!));
      });
      t.is(cycles, cost);
      t.true(windows.length <= it.most);
      // With too few windows for the regions there is no such choice.
      if (it.compared.length + it.taken.length <= it.most) t.true(cycles <= declared);
    }),
    { numRuns: 300 },
  );
});

test('what the regions cost as they were declared is the sum over them, aligned, contained ones dropped, joined where cheaper', (t) => {
  const compared: Box[] = [
    [1, 1, 5, 3], // aligned: 0, 0, 6, 4
    [2, 2, 4, 3], // inside it
    [7, 1, 9, 3], // aligned 6, 0, 10, 4: joined with the first 10 x 4
    [40, 40, 50, 46], // far away
  ];
  for (const { declared } of both({ ...base, compared })) t.is(declared, 160 + 4 * 10 * 4 + (160 + 4 * 10 * 6));
});

test('two changes are sent apart exactly where the pixels between them cost a window and 48 cycles for the processor', (t) => {
  // Two cells of 2 x 2 in one row, `apart` pixels from left to left: 8 x (apart - 2) cycles between them, against 208.
  for (const [apart, count] of [
    [26, 1],
    [28, 2],
  ] as const) {
    for (const { windows } of both({
      ...base,
      pixels: [
        [4, 6],
        [4 + apart, 6],
      ],
    }))
      t.is(windows.length, count, `${apart}`);
  }
});

test('the ring of a frame is sent as its four sides', (t) => {
  const ring = pixelsOf([0, 0, 64, 48]).filter(([x, y]) => x < 2 || x >= 62 || y < 2 || y >= 46);
  for (const { windows, cycles } of both({ ...base, pixels: ring })) {
    t.is(windows.length, 4);
    t.is(cycles, 4 * 160 + 4 * (2 * 64 * 2 + 2 * 44 * 2));
  }
});

test('nothing that differs needs no window, and neither do no regions', (t) => {
  for (const { windows, boxes } of both(base)) t.deepEqual({ windows, boxes }, { windows: [], boxes: [[0, 0, 0, 0]] });
  for (const { windows } of both({ ...base, compared: [] })) t.deepEqual(windows, []);
});

test('a compare that does not pay is given up, and the rest of the region is sent', (t) => {
  const pixels = pixelsOf([0, 0, 64, 48]);
  for (const { windows, compared } of both({ ...base, pixels, patience: 300 })) {
    t.deepEqual(windows, [[0, 0, 64, 48]]);
    // A row of cells is 128 pixels, and costs 244 cycles to compare: two of them are more than 300.
    t.is(compared, 2 * 128);
  }
});

test('where it only looks it answers no window, but how many cells differ, in how many runs, and their box', (t) => {
  const pixels = [...pixelsOf([4, 6, 8, 10]), ...pixelsOf([12, 8, 13, 9]), ...pixelsOf([40, 20, 41, 21])];
  for (const { windows, boxes, changed, runs } of both({ ...base, pixels, looks: true })) {
    // 2 x 2 cells, one beside them in their second row, and one by itself.
    t.deepEqual({ windows, boxes, changed, runs }, { windows: [], boxes: [[4, 6, 42, 22]], changed: 6, runs: 4 });
  }
});

test('regions that are empty, leave the surface or are too many are refused', (t) => {
  for (const compared of [[[4, 4, 4, 8]], [[0, 0, 66, 4]], [[0, 9, 4, 3]]] as unknown as Box[][]) {
    t.throws(() => both({ ...base, compared }), { instanceOf: RangeError });
  }
  t.throws(() => both({ ...base, compared: new Array<Box>(193).fill([0, 0, 2, 2]) }), { instanceOf: RangeError });
  t.throws(() => both({ ...base, width: 63 }), { instanceOf: RangeError });
});
