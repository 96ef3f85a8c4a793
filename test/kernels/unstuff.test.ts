import { crc32 } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { get32 } from '../../firmware/kernels/reference/state-words.js';
import { UNSTUFF_CRC, UNSTUFF_STATE_BYTES } from '../../firmware/kernels/state-sizes.js';
import { type KernelSide, kernelSides } from '../support/kernel-sides.js';

const FROM = 64;
const TO = 8192;
const MALFORMED = 0xffffffff;
const sides = kernelSides(16384);

/** Feeds `stream` in pieces; answers what each packet came out as: its bytes, or null where it was malformed. */
function receive({ kernels, bytes }: KernelSide, stream: Uint8Array, capacity: number, pieces: readonly number[]) {
  bytes.fill(0xa5);
  bytes.fill(0, 0, UNSTUFF_STATE_BYTES);
  bytes.set(stream, FROM);
  const packets: (number[] | null)[] = [];
  let at = 0;
  for (let turn = 0; at < stream.length; turn++) {
    const length = Math.min(pieces[turn % pieces.length] ?? stream.length, stream.length - at);
    const taken = kernels.unstuff(bytes, 0, bytes, FROM + at, length, bytes, TO, capacity);
    const result = get32(bytes, 0);
    const isWhole = result !== 0 && result !== MALFORMED;
    const sum = isWhole ? crc32(bytes.subarray(TO, TO + result)) : 0;
    if (get32(bytes, UNSTUFF_CRC) !== sum) throw new Error('the sum is not that of the packet that ended');
    if (result === MALFORMED) packets.push(null);
    else if (result > 0) packets.push([...bytes.subarray(TO, TO + result)]);
    else if (taken !== length) throw new Error('fewer bytes were taken though no packet ended');
    at += taken;
  }
  const guard = bytes.subarray(TO + capacity).every((byte) => byte === 0xa5);
  return { packets, guard };
}

/** COBS by its definition: split at the zeros, undo each block. */
function naive(stream: Uint8Array, capacity: number): (number[] | null)[] {
  const packets: (number[] | null)[] = [];
  let open: number[] = [];
  for (const byte of stream) {
    if (byte !== 0) {
      open.push(byte);
      continue;
    }
    const packet: number[] = [];
    let whole = true;
    for (let at = 0; at < open.length; ) {
      const code = open[at]!;
      if (at + code > open.length) whole = false;
      packet.push(...open.slice(at + 1, at + code));
      at += code;
      if (code < 255 && at < open.length) packet.push(0);
    }
    if (!whole || packet.length > capacity) packets.push(null);
    else if (packet.length > 0) packets.push(packet);
    open = [];
  }
  return packets;
}

function stuff(packet: readonly number[]): number[] {
  const stuffed: number[] = [];
  let block: number[] = [];
  for (const byte of packet) {
    if (byte === 0) {
      stuffed.push(block.length + 1, ...block);
      block = [];
      continue;
    }
    block.push(byte);
    if (block.length === 254) {
      stuffed.push(255, ...block);
      block = [];
    }
  }
  return [...stuffed, block.length + 1, ...block, 0];
}

test('COBS vectors: zeros inside, at the ends, and blocks of 254', (t) => {
  const long = Array.from({ length: 254 }, (_, index) => index + 1);
  const vectors: [number[], number[]][] = [
    [[1, 1, 0], [0]],
    [
      [1, 1, 1, 0],
      [0, 0],
    ],
    [
      [3, 0x11, 0x22, 2, 0x33, 0],
      [0x11, 0x22, 0, 0x33],
    ],
    [
      [2, 0x11, 1, 1, 1, 0],
      [0x11, 0, 0, 0],
    ],
    [[255, ...long, 0], long],
    [[255, ...long, 1, 0], long],
    [
      [255, ...long, 2, 0xff, 0],
      [...long, 0xff],
    ],
  ];
  for (const side of sides) {
    for (const [stuffed, packet] of vectors) {
      t.deepEqual(receive(side, Uint8Array.from(stuffed), 300, [7]).packets, [packet], side.name);
    }
  }
});

test('a packet comes out as it went in, however the bytes are cut', (t) => {
  const packet = fc.array(fc.oneof(fc.constant(0), fc.nat(255)), { minLength: 1, maxLength: 700 });
  const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 4 }), pieces, (packets, sizes) => {
      const stream = Uint8Array.from([0, ...packets.flatMap(stuff)]);
      for (const side of sides) t.deepEqual(receive(side, stream, 1034, sizes).packets, packets, side.name);
    }),
  );
});

test('any bytes at all give what COBS says, never a byte beyond the capacity', (t) => {
  const byte = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 24 }) },
  );
  const rare = fc.oneof({ weight: 20, arbitrary: byte }, { weight: 1, arbitrary: fc.nat(255) });
  const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(rare, { maxLength: 400 }), fc.nat(40), pieces, (content, capacity, sizes) => {
      const stream = Uint8Array.from(content);
      for (const side of sides) {
        const { packets, guard } = receive(side, stream, capacity, sizes);
        t.deepEqual(packets, naive(stream, capacity), side.name);
        t.true(guard, side.name);
      }
    }),
    { numRuns: 300 },
  );
});

test('delimiters alone are no packets, and all are taken in one call', (t) => {
  for (const { kernels, bytes, name } of sides) {
    bytes.fill(0, 0, 128);
    t.is(kernels.unstuff(bytes, 0, bytes, FROM, 32, bytes, TO, 10), 32, name);
    t.is(get32(bytes, 0), 0, name);
  }
});
