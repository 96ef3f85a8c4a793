import { crc32 } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { px565Decode } from '../../firmware/kernels/reference/px565-decode.js';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import { PX565_STATE_BYTES, UNSTUFF_STATE_BYTES } from '../../firmware/kernels/state-sizes.js';
import { naiveStuff, u32 } from '../support/link/naive-packets.js';

const kernels = new CheckedKernels(referenceKernels);
const memory = (): ArrayBuffer => new ArrayBuffer(4096);
const outOfRange = (message: RegExp) => ({ instanceOf: RangeError, message });

test('un-stuffing with buffers that are too short, misaligned or not apart throws when they are given', (t) => {
  const buffer = memory();
  const from = new Uint8Array(buffer, 0, 100);
  const into = new Uint8Array(buffer, 200, 50);
  const state = new Uint8Array(buffer, 400, UNSTUFF_STATE_BYTES);
  t.notThrows(() => kernels.unstuffer(from, state, into, 10));
  t.throws(() => kernels.unstuffer(from, state.subarray(1), into, 10), outOfRange(/unstuff: state/));
  t.throws(() => kernels.unstuffer(from, new Uint8Array(buffer, 402, 40), into, 10), outOfRange(/state.*aligned/));
  t.throws(() => kernels.unstuffer(from, state, new Uint8Array(buffer, 201, 50), 10), outOfRange(/to.*aligned/));
  t.throws(() => kernels.unstuffer(from, state, new Uint8Array(buffer, 98, 50), 10), outOfRange(/to and from overlap/));
  t.throws(
    () => kernels.unstuffer(from, state, new Uint8Array(buffer, 418, 50), 10),
    outOfRange(/to and state overlap/),
  );
  const unstuffer = kernels.unstuffer(from, state, into, 10);
  t.notThrows(() => unstuffer.take(60, 40));
  for (const [at, length] of [
    [60, 41],
    [-1, 4],
    [0, -1],
    [0.5, 4],
    [0, 1.5],
    [Number.NaN, 1],
  ] as const) {
    t.throws(() => unstuffer.take(at, length), outOfRange(/unstuff: from/), `${at} ${length}`);
  }
});

test('what ends in its CRC is a packet, and what does not or is too short is none, with nothing in its first word', (t) => {
  const content = fc.array(fc.nat(255), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(content, fc.boolean()), { minLength: 1, maxLength: 5 }), (packets) => {
      const line = packets.flatMap(([body, isSealed]) => {
        const sum = crc32(Uint8Array.from(body));
        return [0, ...naiveStuff([...body, ...u32(isSealed ? sum : (sum ^ 0x100) >>> 0)]), 0];
      });
      const from = Uint8Array.from(line);
      const unstuffer = kernels.unstuffer(
        from,
        new Uint8Array(new ArrayBuffer(UNSTUFF_STATE_BYTES)),
        new Uint8Array(64),
        10,
      );
      let at = 0;
      for (const [body, isSealed] of packets) {
        at += unstuffer.take(at, line.length - at);
        const isPacket = isSealed && body.length >= 6;
        t.is(unstuffer.length, isPacket ? body.length + 4 : -1);
        if (isPacket) t.deepEqual([...unstuffer.bytes.subarray(0, body.length)], body);
        else t.is(unstuffer.words[0], 0);
      }
      t.is(at + unstuffer.take(at, line.length - at), line.length);
    }),
  );
});

test('a packet is sealed with zlib’s CRC and stuffed as the textbook has it, into any buffer with room', (t) => {
  const packet = new Uint8Array(64);
  const stuffer = kernels.stuffer(packet);
  const queues = [new Uint8Array(200), new Uint8Array(300)];
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 60 }), fc.nat(100), fc.nat(1), (body, at, which) => {
      const to = queues[which]!.fill(0xaa);
      packet.set(body);
      const expected = [0, ...naiveStuff([...body, ...u32(crc32(Uint8Array.from(body)))]), 0];
      t.is(stuffer.stuff(body.length, to, at), expected.length);
      t.deepEqual([...to.subarray(at, at + expected.length)], expected);
      t.is(to[at + expected.length], 0xaa);
    }),
  );
});

test('sealing a packet that is too long for its buffer or for where it goes throws, the first time and later', (t) => {
  const buffer = memory();
  const packet = new Uint8Array(buffer, 0, 64);
  const to = new Uint8Array(buffer, 1000, 100);
  t.throws(() => kernels.stuffer(new Uint8Array(buffer, 1, 64)), outOfRange(/stuff: from.*aligned/));
  const stuffer = kernels.stuffer(packet);
  for (let turn = 0; turn < 2; turn++) {
    t.throws(() => stuffer.stuff(61, to, 0), outOfRange(/stuff: from/));
    t.throws(() => stuffer.stuff(-1, to, 0), outOfRange(/stuff: from/));
    t.throws(() => stuffer.stuff(0.5, to, 0), outOfRange(/stuff: from/));
    t.throws(() => stuffer.stuff(60, to, 34), outOfRange(/stuff: to/));
    t.throws(() => stuffer.stuff(10, to, -1), outOfRange(/stuff: to/));
    t.throws(() => stuffer.stuff(10, new Uint8Array(buffer, 60, 100), 0), outOfRange(/stuff: to and from overlap/));
    t.notThrows(() => stuffer.stuff(60, to, 33));
  }
});

test('a region outside its buffer, over its state or of no size throws when it begins', (t) => {
  const buffer = memory();
  const to = new Uint8Array(buffer, 0, 1000);
  const state = new Uint8Array(buffer, 2000, PX565_STATE_BYTES);
  t.throws(() => kernels.regionKernels(state.subarray(1)), outOfRange(/px565Begin: state/));
  const region = kernels.regionKernels(state);
  t.throws(() => region.data(to, 0, 0), outOfRange(/none has begun/));
  t.notThrows(() => region.begin(to, 0, 100, 50, 10, 1000, true, false));
  t.throws(() => region.begin(to, 0, 100, 50, 11, 1000, true, false), outOfRange(/region: to/));
  t.throws(() => region.begin(to, 2, 100, 50, 10, 1000, true, false), outOfRange(/region: to/));
  t.throws(() => region.begin(to, 0, 99, 50, 2, 200, true, false), outOfRange(/region: to.*stride/));
  t.throws(() => region.begin(to, 0, 100, 0, 2, 0, true, false), outOfRange(/region: width/));
  t.throws(() => region.begin(to, 0, 100, 2, 0x10000, 0, true, false), outOfRange(/region: height/));
  t.throws(() => region.begin(to, 0, 100, 50, 2, 201, true, false), outOfRange(/region: length/));
  t.throws(
    () => region.begin(new Uint8Array(buffer, 1900, 200), 0, 100, 50, 2, 9, false, false),
    outOfRange(/region: to and state overlap/),
  );
});

test('data out of a buffer that is too short or holds the region throws, whichever buffer came before', (t) => {
  const buffer = memory();
  const to = new Uint8Array(buffer, 0, 1000);
  const from = new Uint8Array(buffer, 1000, 300);
  const region = kernels.regionKernels(new Uint8Array(buffer, 2000, PX565_STATE_BYTES));
  for (const isRaw of [true, false]) {
    region.begin(to, 0, 100, 50, 10, 1000, isRaw, false);
    for (let turn = 0; turn < 2; turn++) {
      t.throws(() => region.data(from, 1, 300), outOfRange(/region: from/));
      t.throws(() => region.data(from, -1, 3), outOfRange(/region: from/));
      t.throws(() => region.data(from, 0, 0.5), outOfRange(/region: from/));
      t.throws(() => region.data(new Uint8Array(buffer, 999, 300), 0, 3), outOfRange(/region: to and from overlap/));
      // A literal pixel where it is PX565.
      from.set([0xf8, 1, 2]);
      t.is(region.data(from, 0, 3), 0);
    }
  }
});

test('data beyond a region’s length are none of it, and writes nothing', (t) => {
  const to = new Uint8Array(100);
  const region = kernels.regionKernels(new Uint8Array(new ArrayBuffer(PX565_STATE_BYTES)));
  region.begin(to, 10, 20, 4, 2, 16, true, false);
  const from = new Uint8Array(32).fill(7);
  t.is(region.data(from, 0, 15), 0);
  t.is(region.data(from, 0, 2), -1);
  t.is(region.data(from, 0, 1), 1);
  t.is(to.filter((byte) => byte === 7).length, 16);
  t.is(region.data(from, 0, 1), -1);
});

test('a region’s PX565 decodes as the kernel alone does, piece by piece', (t) => {
  // Two literals, a run of three, one more literal: six pixels of a region of 3 x 2.
  const coded = [0xf9, 0x12, 0x34, 0x56, 0x78, 0xc2, 0xf8, 0x9a, 0xbc];
  const expected = new Uint8Array(64);
  const state = new Uint8Array(new ArrayBuffer(PX565_STATE_BYTES));
  referenceKernels.px565Begin(state, 0, 3, 2, 0);
  t.is(px565Decode(state, 0, Uint8Array.from(coded), 0, coded.length, expected, 4, 10), 1);
  const region = kernels.regionKernels(new Uint8Array(new ArrayBuffer(PX565_STATE_BYTES)));
  for (let cut = 1; cut < coded.length; cut++) {
    const to = new Uint8Array(64);
    region.begin(to, 4, 10, 3, 2, coded.length, false, false);
    const from = Uint8Array.from(coded);
    t.is(region.data(from, 0, cut), 0);
    t.is(region.data(from, cut, coded.length - cut), 1);
    t.deepEqual(to, expected);
    // One byte more is said to come than does: the last pixel is not the last byte.
    region.begin(to, 4, 10, 3, 2, coded.length + 1, false, false);
    t.is(region.data(from, 0, coded.length), -1);
  }
});
