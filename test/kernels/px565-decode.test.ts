import test from 'ava';
import fc from 'fast-check';
import { PX565_BOX, PX565_STATE_BYTES } from '../../firmware/kernels/state-sizes.js';
import { Px565Encoder } from '../../firmware/px565/encode.js';
import { Random } from '../../simulator/random.js';
import { px565Vectors } from '../support/golden-vectors.js';
import { type KernelSide, kernelSides } from '../support/kernel-sides.js';
import { changedPicture, mixedPicture } from '../support/px565-pictures.js';

const SIZE = 32768;
const FROM = 128;
const TO = 16384;
const sides = kernelSides(SIZE);
const encoder = new Px565Encoder();
const guard = 0xa5;
const untouchedBytes = new Uint8Array(SIZE).fill(guard);

interface Region {
  width: number;
  height: number;
  stride: number;
  reference: Uint8Array | null;
}

/** Decodes `coded` in pieces; answers the last result, the box of what was written, the region's pixels, and whether all other bytes stayed. */
function decode({ kernels, bytes }: KernelSide, coded: Uint8Array, region: Region, pieces: readonly number[]) {
  const { width, height, stride, reference } = region;
  bytes.fill(guard);
  bytes.set(coded, FROM);
  for (let y = 0; y < height; y++) {
    const at = TO + y * stride;
    if (reference !== null) bytes.set(reference.subarray(2 * y * width, 2 * (y + 1) * width), at);
  }
  kernels.px565Begin(bytes, 0, width, height, reference === null ? 0 : 1);
  let result = 0;
  let at = 0;
  for (let turn = 0; at < coded.length; turn++) {
    const length = Math.min(pieces[turn % pieces.length]!, coded.length - at);
    result = kernels.px565Decode(bytes, 0, bytes, FROM + at, length, bytes, TO, stride);
    at += length;
  }
  const pixels = Buffer.alloc(2 * width * height);
  for (let y = 0; y < height; y++) {
    const row = TO + y * stride;
    pixels.set(bytes.subarray(row, row + 2 * width), 2 * y * width);
    bytes.fill(guard, row, row + 2 * width);
  }
  const box = [0, 2, 4, 6].map((word) => bytes[PX565_BOX + word]! | (bytes[PX565_BOX + word + 1]! << 8));
  bytes.fill(guard, 0, PX565_STATE_BYTES);
  bytes.fill(guard, FROM, FROM + coded.length);
  return { result, box, pixels, untouched: Buffer.compare(bytes, untouchedBytes) === 0 };
}

test('every golden vector decodes to its pixels, whole and byte by byte', (t) => {
  for (const { width, height, pixels, reference, coded } of px565Vectors()) {
    for (const side of sides) {
      for (const piece of [coded.length, 1]) {
        const region = { width, height, stride: 2 * width + 6, reference };
        const decoded = decode(side, coded, region, [piece]);
        t.is(decoded.result, 1, side.name);
        t.is(Buffer.compare(decoded.pixels, pixels), 0, side.name);
        t.true(decoded.untouched, side.name);
      }
    }
  }
});

test('what the encoder makes of a picture decodes to it, however the bytes are cut', (t) => {
  const pieces = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 7 });
  const size = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 60 }), fc.nat(9));
  fc.assert(
    fc.property(fc.integer(), size, fc.boolean(), pieces, (seed, [width, height, gap], delta, sizes) => {
      const picture = mixedPicture(seed, width, height);
      const reference = delta ? changedPicture(picture, seed) : null;
      const coded = encoder.encode(picture, 0, 2 * width, width, height, reference, 0, 2 * width, 0);
      for (const side of sides) {
        const decoded = decode(side, coded, { width, height, stride: 2 * width + gap, reference }, sizes);
        t.is(decoded.result, 1, side.name);
        t.is(Buffer.compare(decoded.pixels, picture), 0, side.name);
        t.true(decoded.untouched, side.name);
      }
    }),
  );
});

test('broken, cut and random bytes write nothing outside the region, and C and twin agree on them', (t) => {
  const pieces = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 7 });
  const size = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));
  const kinds = fc.constantFrom('mutated', 'cut', 'random', 'longer');
  fc.assert(
    fc.property(fc.integer(), size, fc.boolean(), kinds, pieces, (seed, [width, height], delta, kind, sizes) => {
      const random = new Random(seed);
      const next = () => random.uint32();
      const picture = mixedPicture(seed, width, height);
      const reference = delta ? changedPicture(picture, seed) : null;
      let coded = encoder.encode(picture, 0, 2 * width, width, height, reference, 0, 2 * width, 0).slice();
      if (kind === 'mutated')
        for (let count = 1 + (next() % 4); count > 0; count--) coded[next() % coded.length] = next();
      if (kind === 'cut') coded = coded.subarray(0, next() % coded.length);
      if (kind === 'random') coded = coded.map(() => next() >>> 3);
      if (kind === 'longer') coded = Uint8Array.from([...coded, next() & 255]);
      const region = { width, height, stride: 2 * width + 3, reference };
      const [c, twin, whole] = [
        decode(sides[0]!, coded, region, sizes),
        decode(sides[1]!, coded, region, sizes),
        decode(sides[0]!, coded, region, [Math.max(1, coded.length)]),
      ];
      t.is(c.result, twin.result);
      t.is(c.result, whole.result);
      t.is(Buffer.compare(c.pixels, twin.pixels), 0);
      t.is(Buffer.compare(c.pixels, whole.pixels), 0);
      t.true(c.untouched && twin.untouched);
      if (kind === 'cut') t.is(c.result, 0);
      if (kind === 'longer') t.is(c.result, -1);
    }),
    { numRuns: 300 },
  );
});

/** An operation for each run of pixels that are kept (SKIP) or written (RUN, which admits any length as SKIP does). */
function runs(kept: readonly boolean[]): number[] {
  const coded: number[] = [];
  for (let at = 0; at < kept.length; ) {
    let end = at + 1;
    while (end < kept.length && kept[end] === kept[at]) end += 1;
    const [first, most] = kept[at] ? [0xf0, 8] : [0xc0, 16];
    for (let left = end - at; left > 0; ) {
      if (left < most) {
        coded.push(first + left - 1);
        break;
      }
      const more = Math.min(left - most, 254);
      coded.push(first + most - 1, more);
      left -= most + more;
    }
    at = end;
  }
  return coded;
}

test('the state tells the box of the pixels that were written, however the bytes are cut; all kept, it is empty', (t) => {
  const size = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }));
  const lengths = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 12 });
  const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(size, lengths, pieces, ([width, height], ends, sizes) => {
      const kept = ends.flatMap((length, at) => Array<boolean>(length).fill(at % 2 === 0)).slice(0, width * height);
      while (kept.length < width * height) kept.push(true);
      const written = kept.flatMap((isKept, at) => (isKept ? [] : [[at % width, Math.floor(at / width)] as const]));
      const [columns, rows] = [written.map(([x]) => x), written.map(([, y]) => y)];
      const box = [Math.min(...columns), Math.min(...rows), Math.max(...columns) + 1, Math.max(...rows) + 1];
      const region = { width, height, stride: 2 * width + 4, reference: new Uint8Array(2 * width * height) };
      for (const side of sides) {
        const decoded = decode(side, Uint8Array.from(runs(kept)), region, sizes);
        t.is(decoded.result, 1, side.name);
        t.deepEqual(decoded.box, written.length > 0 ? box : [0xffff, 0xffff, 0, 0], side.name);
      }
    }),
    { numRuns: 300 },
  );
});

test('nothing that the encoder changes lies outside that box, and C and twin agree on it', (t) => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      (seed, width, height) => {
        const before = mixedPicture(seed, width, height);
        const after = changedPicture(before, seed);
        const coded = encoder.encode(after, 0, 2 * width, width, height, before, 0, 2 * width, 0);
        const region = { width, height, stride: 2 * width, reference: before };
        const [c, twin] = [decode(sides[0]!, coded, region, [7]), decode(sides[1]!, coded, region, [1000])];
        t.deepEqual(c.box, twin.box);
        const [left, top, right, bottom] = c.box as [number, number, number, number];
        for (let at = 0; at < width * height; at += 1) {
          const isSame = before[2 * at] === after[2 * at] && before[2 * at + 1] === after[2 * at + 1];
          const [x, y] = [at % width, Math.floor(at / width)];
          if (!isSame && !(x >= left && x < right && y >= top && y < bottom)) t.fail(`(${x}, ${y}) changed`);
        }
      },
    ),
  );
});

const forbidden: [string, number[], Region][] = [
  ['UP in the first row', [0xd0], { width: 4, height: 2, stride: 8, reference: null }],
  ['SKIP without a reference', [0xf0], { width: 4, height: 2, stride: 8, reference: null }],
  ['RUN beyond the region', [0xc8], { width: 4, height: 2, stride: 8, reference: null }],
  ['LIT beyond the region', [0xff], { width: 2, height: 2, stride: 4, reference: null }],
  ['PAIR with one pixel left', [0x80], { width: 1, height: 1, stride: 2, reference: null }],
  ['TRI with two pixels left', [0xe0, 0x00], { width: 2, height: 1, stride: 4, reference: null }],
  ['a byte after the last pixel', [0xc0, 0x00], { width: 1, height: 1, stride: 2, reference: null }],
  ['SKIP beyond the region', [0xf7, 0x00], { width: 1, height: 1, stride: 2, reference: new Uint8Array(2) }],
];
for (const [what, coded, region] of forbidden) {
  test(`${what} is an error, and stays one`, (t) => {
    for (const side of sides) {
      t.is(decode(side, Uint8Array.from(coded), region, [1]).result, -1, side.name);
      t.is(decode(side, Uint8Array.from([...coded, 0xc0]), region, [1]).result, -1, side.name);
    }
  });
}

test('a run with all its extensions covers 65,806 pixels', (t) => {
  for (const { kernels, bytes, name } of kernelSides(256 * 1024)) {
    bytes.set([0xf8, 0x12, 0x34, 0xcf, 0xff, 0xff, 0xff], FROM);
    kernels.px565Begin(bytes, 0, 9401, 7, 0); // 65,807 pixels: one literal and the run
    t.is(kernels.px565Decode(bytes, 0, bytes, FROM, 7, bytes, 1024, 2 * 9401), 1, name);
    t.deepEqual([...bytes.subarray(1024 + 2 * 65806, 1024 + 2 * 65808)], [0x12, 0x34, 0, 0], name);
  }
});
