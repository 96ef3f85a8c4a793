import test from 'ava';
import fc from 'fast-check';
import { FrameDecoder, FrameEvent } from '../../firmware/decode/frame-decoder.js';
import { DropReason, FRAME_DELTA, FRAME_END_CRC, FRAME_KEY, MessageType } from '../../firmware/link/messages.js';
import { createSurface } from '../../firmware/surface/surface-memory.js';
import { plainMemory, twins } from '../support/memory.js';

const WIDTH = 16;
const HEIGHT = 12;

/** Payloads typed from docs/PROTOCOL.md, not by the code under test. */
const u16 = (value: number): number[] => [value & 255, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const begin = (frame: number, base: number, flags: number): number[] => [
  ...u16(frame),
  ...u16(base),
  flags,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
];
const end = (frame: number, crc?: number): number[] => [
  ...u16(frame),
  crc === undefined ? 0 : FRAME_END_CRC,
  0,
  ...u32(crc ?? 0),
];
const region = (x: number, y: number, w: number, h: number, codec: number, data: readonly number[]): number[] => [
  ...[x, y, w, h].flatMap(u16),
  codec,
  0,
  ...u32(data.length),
  ...data,
];
const fill = (x: number, y: number, w: number, h: number, colour: number): number[] => [
  ...[x, y, w, h].flatMap(u16),
  colour >> 8,
  colour & 255,
];
const copy = (x: number, y: number, w: number, h: number, toX: number, toY: number): number[] =>
  [x, y, w, h, toX, toY].flatMap(u16);

class Rig {
  readonly decoder = new FrameDecoder(plainMemory, twins, WIDTH, HEIGHT);
  send(type: number, payload: readonly number[], isFirst = true, isLast = true): FrameEvent {
    const lead = (1 << 5) | (2 << 2) | (isFirst ? 2 : 0) | (isLast ? 1 : 0);
    const bytes = new Uint8Array(2048);
    bytes.set([lead, type, 0, 0, 0, 0, ...payload]);
    return this.decoder.message({ bytes, words: new Uint16Array(bytes.buffer), length: 10 + payload.length });
  }
  pixel(x: number, y: number): number {
    const { bytes, stride } = this.decoder.surface;
    return (bytes[y * stride + x * 2]! << 8) | bytes[y * stride + x * 2 + 1]!;
  }
}

test('a key frame of a fill and a raw region is accepted, and its pixels lie where it said', (t) => {
  const rig = new Rig();
  t.is(rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY)), FrameEvent.none);
  t.is(rig.send(MessageType.fill, fill(0, 0, WIDTH, HEIGHT, 0x1234)), FrameEvent.none);
  t.is(rig.send(MessageType.region, region(2, 3, 2, 1, 0, [0xab, 0xcd, 0xef, 0x01])), FrameEvent.none);
  t.is(rig.send(MessageType.frameEnd, end(1)), FrameEvent.accepted);
  t.is(rig.pixel(0, 0), 0x1234);
  t.is(rig.pixel(2, 3), 0xabcd);
  t.is(rig.pixel(3, 3), 0xef01);
  t.is(rig.decoder.baseId, 1);
});

test('a stream that is forgotten in the middle of a region takes no more of it', (t) => {
  const rig = new Rig();
  rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
  const [data, cut] = [region(0, 0, 2, 2, 0, [1, 2, 3, 4, 5, 6, 7, 8]), 16];
  t.is(rig.send(MessageType.region, data.slice(0, cut), true, false), FrameEvent.none);
  rig.decoder.reset();
  t.is(rig.send(MessageType.region, data.slice(cut, cut + 2), false, false), FrameEvent.none);
  t.is(rig.pixel(1, 0), 0);
  t.is(rig.send(MessageType.region, data.slice(cut + 2), false, true), FrameEvent.none);
  t.is(rig.send(MessageType.frameEnd, end(1)), FrameEvent.none);
});

test('raw data are placed alike however the packets cut them', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 30 }), (cuts) => {
      const data = Array.from({ length: 5 * 2 * 4 }, (_, at) => (at * 7) & 255);
      const payload = region(3, 2, 5, 4, 0, data);
      const rig = new Rig();
      rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
      let at = 0;
      let first = true;
      let event: FrameEvent = FrameEvent.none;
      for (let cut = 0; at < payload.length; cut += 1) {
        const length = Math.min(payload.length - at, (cuts[cut % cuts.length] ?? 1) + (first ? 14 : 0));
        event = rig.send(MessageType.region, payload.slice(at, at + length), first, at + length === payload.length);
        at += length;
        first = false;
      }
      t.is(event, FrameEvent.none);
      t.is(rig.send(MessageType.frameEnd, end(1)), FrameEvent.accepted);
      for (let y = 0; y < 4; y += 1) {
        for (let x = 0; x < 5; x += 1)
          t.is(rig.pixel(3 + x, 2 + y), (data[(y * 5 + x) * 2]! << 8) | data[(y * 5 + x) * 2 + 1]!);
      }
    }),
  );
});

test('COPY reads the surface as it stands, overlapping as memmove does', (t) => {
  const rig = new Rig();
  rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
  rig.send(MessageType.fill, fill(0, 0, WIDTH, HEIGHT, 0));
  rig.send(MessageType.region, region(0, 0, 4, 1, 0, [0, 1, 0, 2, 0, 3, 0, 4]));
  rig.send(MessageType.copy, copy(0, 0, 4, 1, 1, 0));
  t.is(rig.send(MessageType.frameEnd, end(1)), FrameEvent.accepted);
  t.deepEqual(
    [0, 1, 2, 3, 4].map((x) => rig.pixel(x, 0)),
    [1, 1, 2, 3, 4],
  );
});

test('FRAME_END’s CRC is zlib’s over all pixels of the stream surface', (t) => {
  // CRC-32 of 384 zero bytes, from Python's zlib.crc32(bytes(384)).
  const zeros = 0x88bad147;
  const rig = new Rig();
  rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
  rig.send(MessageType.fill, fill(0, 0, WIDTH, HEIGHT, 0));
  t.is(rig.send(MessageType.frameEnd, end(1, zeros)), FrameEvent.accepted);
  rig.send(MessageType.frameBegin, begin(2, 1, FRAME_DELTA));
  rig.send(MessageType.fill, fill(0, 0, 1, 1, 0xffff));
  t.is(rig.send(MessageType.frameEnd, end(2, zeros)), FrameEvent.refused);
  t.is(rig.decoder.reason, DropReason.crc);
});

test('a delta on anything but the last accepted frame needs a key', (t) => {
  const rig = new Rig();
  t.is(rig.send(MessageType.frameBegin, begin(1, 0, FRAME_DELTA)), FrameEvent.refused);
  t.is(rig.decoder.reason, DropReason.needKey);
  rig.send(MessageType.frameBegin, begin(2, 0, FRAME_KEY));
  rig.send(MessageType.frameEnd, end(2));
  t.is(rig.send(MessageType.frameBegin, begin(3, 1, FRAME_DELTA)), FrameEvent.refused);
  t.is(rig.send(MessageType.frameBegin, begin(4, 2, FRAME_DELTA)), FrameEvent.none);
});

test('an abandoned frame leaves no trace: what it wrote is restored, a half-sent region included', (t) => {
  const rig = new Rig();
  rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
  rig.send(MessageType.fill, fill(0, 0, WIDTH, HEIGHT, 0x0861));
  rig.send(MessageType.frameEnd, end(1));
  const composed = createSurface(plainMemory, WIDTH, HEIGHT);
  composed.bytes.set(rig.decoder.surface.bytes);
  rig.send(MessageType.frameBegin, begin(2, 1, FRAME_DELTA));
  rig.send(MessageType.fill, fill(1, 1, 3, 3, 0xffff));
  rig.send(MessageType.region, region(4, 4, 4, 4, 0, Array(32).fill(9)).slice(0, 22), true, false);
  t.is(rig.pixel(4, 4), 0x0909);
  rig.decoder.abandon();
  rig.decoder.restore(composed);
  t.deepEqual(rig.decoder.surface.bytes, composed.bytes);
  t.is(rig.decoder.baseId, 1);
  t.is(rig.send(MessageType.frameBegin, begin(3, 1, FRAME_DELTA)), FrameEvent.none);
});

/** PX565 for 16 x 12: so many pixels kept, the others written with one colour. 0xf7 and 0xcf count on from 8 and 16. */
const keep = (count: number): number[] => (count < 8 ? [0xef + count] : [0xf7, count - 8]);
const write = (count: number): number[] => [0xf8, 0x12, 0x34, ...(count < 17 ? [0xbe + count] : [0xcf, count - 17])];
const damageOf = ({ decoder }: Rig): number[][] =>
  Array.from({ length: decoder.damage.regions.count }, (_, at) => [
    ...decoder.damage.regions.data.subarray(4 * at, 4 * at + 4),
  ]);

test('a delta damages what its regions write, not what PX565 keeps around that', (t) => {
  const rig = new Rig();
  const delta = (frame: number, ...regions: readonly (readonly number[])[]): number[][] => {
    t.is(rig.send(MessageType.frameBegin, begin(frame, frame - 1, FRAME_DELTA)), FrameEvent.none);
    for (const payload of regions) t.is(rig.send(MessageType.region, payload), FrameEvent.none);
    t.is(rig.send(MessageType.frameEnd, end(frame)), FrameEvent.accepted);
    return damageOf(rig);
  };
  const whole = (...data: readonly number[][]): number[] => region(0, 0, WIDTH, HEIGHT, 1, data.flat());
  rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
  rig.send(MessageType.fill, fill(0, 0, WIDTH, HEIGHT, 0));
  rig.send(MessageType.frameEnd, end(1));
  t.deepEqual(damageOf(rig), [[0, 0, 16, 12]]);
  // Three pixels of row 2 from column 5 on, two of row 4 from column 3 on.
  t.deepEqual(delta(2, whole(keep(37), write(3), keep(27), write(2), keep(123))), [[3, 2, 8, 5]]);
  // Two at the end of row 2 and one at the begin of row 3: nothing is known of the columns between.
  t.deepEqual(delta(3, whole(keep(46), write(3), keep(143))), [[0, 2, 16, 4]]);
  // To the end of a row and no further.
  t.deepEqual(delta(4, whole(keep(46), write(2), keep(144))), [[14, 2, 16, 3]]);
  // In a region of its own, 4 x 2 at (8, 6); and a raw one, of which nothing is known.
  t.deepEqual(
    delta(5, region(8, 6, 4, 2, 1, [...keep(5), ...write(2), ...keep(1)]), region(0, 0, 2, 1, 0, [0, 0, 0, 0])),
    [
      [9, 7, 11, 8],
      [0, 0, 2, 1],
    ],
  );
  t.deepEqual(delta(6, whole(keep(192))), []);
});

test('a half-sent region is restored wherever it wrote, though its box is not known yet', (t) => {
  const rig = new Rig();
  rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
  rig.send(MessageType.fill, fill(0, 0, WIDTH, HEIGHT, 0x0861));
  rig.send(MessageType.frameEnd, end(1));
  const composed = createSurface(plainMemory, WIDTH, HEIGHT);
  composed.bytes.set(rig.decoder.surface.bytes);
  const payload = region(0, 0, WIDTH, HEIGHT, 1, [...keep(100), ...write(40), ...keep(52)]);
  for (const faulty of [false, true]) {
    rig.send(MessageType.frameBegin, begin(2, 1, FRAME_DELTA));
    // All but SKIP's last two bytes; then, for the faulty one, a byte that asks for more pixels than there are.
    rig.send(MessageType.region, payload.slice(0, -2), true, false);
    t.is(rig.pixel(5, 7), 0x1234);
    if (faulty) t.is(rig.send(MessageType.region, [0xf7, 250], false, true), FrameEvent.refused);
    else rig.decoder.abandon();
    rig.decoder.restore(composed);
    t.deepEqual(rig.decoder.surface.bytes, composed.bytes);
  }
});

const invalid: readonly (readonly [what: string, type: number, payload: readonly number[]])[] = [
  ['a region over the edge', MessageType.region, region(10, 0, 7, 1, 0, Array(14).fill(0))],
  ['an empty region', MessageType.region, region(0, 0, 0, 1, 0, [])],
  ['an unknown codec', MessageType.region, region(0, 0, 1, 1, 9, [0, 0])],
  ['raw data of another length than the region', MessageType.region, region(0, 0, 2, 1, 0, [0, 0])],
  ['a header that is cut', MessageType.region, [0, 0, 0]],
  ['PX565 that ends early', MessageType.region, region(0, 0, 4, 4, 1, [0xf8, 1, 2])],
  ['PX565 that keeps pixels in a key frame', MessageType.region, region(0, 0, 1, 1, 1, [0xf0])],
  ['a copy from outside', MessageType.copy, copy(15, 0, 2, 2, 0, 0)],
  ['a copy to outside', MessageType.copy, copy(0, 0, 2, 2, 15, 0)],
  ['a fill over the edge', MessageType.fill, fill(0, 11, 1, 2, 0)],
  ['a short fill', MessageType.fill, [1, 2]],
  ['the end of another frame', MessageType.frameEnd, end(7)],
  ['a frame within a frame', MessageType.frameBegin, begin(2, 0, FRAME_KEY)],
];

for (const [what, type, payload] of invalid) {
  test(`${what} refuses the frame, and the next one is taken`, (t) => {
    const rig = new Rig();
    rig.send(MessageType.frameBegin, begin(1, 0, FRAME_KEY));
    t.is(rig.send(type, payload), FrameEvent.refused);
    t.is(rig.decoder.reason, DropReason.invalid);
    t.is(rig.send(MessageType.fill, fill(0, 0, 1, 1, 5)), FrameEvent.none);
    rig.send(MessageType.frameBegin, begin(5, 0, FRAME_KEY));
    t.is(rig.send(MessageType.frameEnd, end(5)), FrameEvent.accepted);
  });
}

test('whatever packets come in whatever order, nothing throws and a key frame after them is taken', (t) => {
  const anyPacket = fc.record({
    type: fc.constantFrom(0x20, 0x21, 0x22, 0x23, 0x24, 0x2f),
    payload: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 1, 2) }, fc.nat(255)), { maxLength: 40 }),
    isFirst: fc.boolean(),
    isLast: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyPacket, { maxLength: 30 }), (packets) => {
      const rig = new Rig();
      for (const { type, payload, isFirst, isLast } of packets) rig.send(type, payload, isFirst, isLast);
      if (rig.decoder.open) rig.decoder.abandon();
      t.is(rig.send(MessageType.frameBegin, begin(9, 0, FRAME_KEY)), FrameEvent.none);
      t.is(rig.send(MessageType.fill, fill(0, 0, WIDTH, HEIGHT, 0x4321)), FrameEvent.none);
      t.is(rig.send(MessageType.frameEnd, end(9)), FrameEvent.accepted);
      t.true([0, 5, 15].every((x) => rig.pixel(x, 11) === 0x4321));
    }),
  );
});
