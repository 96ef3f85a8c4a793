import test from 'ava';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import { DeviceLink } from '../../firmware/link/device-link.js';
import { DeskRig } from '../support/link/desk-rig.js';
import { testInfo } from '../support/link/device-rig.js';
import { naivePacket, naivePackets, u16, u32, u48 } from '../support/link/naive-packets.js';
import { plainMemory } from '../support/memory.js';

const HELLO = 0x01;
const BYE = 0x02;
const PARK = 0x03;
const PING = 0x04;
const RESTART = 0x05;
const control = 0;
const reliable = 1;
const display = 2;

const hello = (nonce: number, ...tlvs: number[]) => ({ type: HELLO, payload: [...u32(nonce), 1, 1, ...tlvs] });

/** A FRAME_END of a frame that was never begun: it is in order, and its meaning does not matter here. */
const displayPacket = (session: number, sequence: number) => ({
  type: 0x24,
  class: display,
  sequence,
  session,
  payload: [1, 0, 0, 0, 0, 0, 0, 0],
});

/** What an ACK or NAK says: its type, class, epoch, next, credit, seen. */
const ack = ({ type, payload: p }: { type: number; payload: number[] }) => ({
  type,
  class: p[0],
  epoch: p[1],
  next: p[2]! | (p[3]! << 8),
  credit: p[4]! | (p[5]! << 8) | (p[6]! << 16) | (p[7]! << 24),
  seen: p[8]! | (p[9]! << 8),
});

test('the device answers nothing before it is greeted, whatever it hears', (t) => {
  const rig = new DeskRig();
  for (const type of [PING, BYE, 0x24, 0x81]) t.deepEqual(rig.ask({ type, session: 5 }), []);
  t.is(rig.link.counters.packetsGood, 4);
});

test('a HELLO is answered with WELCOME: nonce, protocol, panel and TLVs', (t) => {
  const rig = new DeskRig();
  const [welcome, ...rest] = rig.ask(hello(0xa1b2c3d4));
  t.deepEqual(rest, []);
  const session = welcome!.session;
  t.not(session, 0);
  t.deepEqual(welcome, {
    version: 1,
    direction: 1,
    class: control,
    flags: 3,
    type: 0x81,
    sequence: 0,
    session,
    payload: [
      ...u32(0xa1b2c3d4),
      1, // protocol
      1, // a quarter turn
      ...u16(session),
      ...[1, 2, 3, 4, 5, 6, 7, 8], // device id
      ...u16(64),
      ...u16(48),
      1, // RGB565
      0,
      ...u16(3), // raw and PX565
      ...u16(1024),
      ...u32(12288),
      ...u32(4096),
      ...u32(3), // brightness and screenshot
      ...[1, 10, ...Buffer.from('test-64x48')],
      ...[2, 14, ...Buffer.from('localhost:8080')],
      ...[3, 5, ...Buffer.from('0.1.0')],
      ...[4, 1, 1], // round
      ...[5, 2, 12, 0], // corner radius
      ...[6, 8, 1, 0, 2, 0, 3, 0, 4, 0],
    ],
  });
  t.deepEqual(rig.handler.events, ['open']);
});

test('the same HELLO again is the same session; another nonce is another one', (t) => {
  const rig = new DeskRig();
  const session = rig.greet(1);
  t.is(rig.greet(1), session);
  t.deepEqual(rig.handler.events, ['open']);
  t.not(rig.greet(2), session);
  t.deepEqual(rig.handler.events, ['open', 'closed replaced', 'open']);
});

test('nonce 0 only asks who is there', (t) => {
  const rig = new DeskRig();
  const [welcome] = rig.ask(hello(0));
  t.is(welcome!.type, 0x81);
  t.is(welcome!.session, 0);
  t.deepEqual(rig.handler.events, []);
  t.deepEqual(rig.ask({ type: PING, session: 0 }), []);
});

test('an unknown TLV of a HELLO is ignored, an unknown critical one refuses it, and so does another protocol', (t) => {
  const rig = new DeskRig();
  t.is(rig.ask(hello(7, 0x55, 2, 1, 2))[0]!.type, 0x81);
  const [critical] = rig.ask(hello(8, 0x55, 0, 0xd5, 1, 9));
  t.deepEqual([critical!.type, critical!.payload], [0x82, [...u32(8), 2, 1, 1, 0xd5]]);
  const [version] = rig.ask({ type: HELLO, payload: [...u32(9), 2, 3] });
  t.deepEqual([version!.type, version!.payload], [0x82, [...u32(9), 1, 1, 1, 0]]);
  // A refused greeting ends no session; one that is cut short is noise.
  t.deepEqual(rig.ask({ type: HELLO, payload: [1, 2, 3] }), []);
  t.deepEqual(rig.ask(hello(10, 0x55, 9, 1)), []);
  t.deepEqual(rig.handler.events, ['open']);
});

test('the port that greeted last owns the device, and the other is told REPLACED whenever it speaks', (t) => {
  const rig = new DeskRig(2);
  const first = rig.greet(1, 0);
  const second = rig.greet(2, 1);
  t.deepEqual(
    rig.packets(0).map(({ type, session }) => [type, session]),
    [[0x83, first]],
  );
  t.deepEqual(
    rig.ask({ type: PING, session: first }, 0).map(({ type }) => type),
    [0x83],
  );
  t.is(rig.ask({ type: PING, session: second }, 1)[0]!.type, 0x84);
  // The owner's cookie is worth nothing at another port.
  t.is(rig.ask({ type: PING, session: second }, 0)[0]!.type, 0x83);
});

test('BYE ends the session, and is answered however often it is said', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  const bye = { type: BYE, session, sequence: 9, payload: [1, 0, 10, 0] };
  for (let times = 0; times < 2; times++) {
    const [done] = rig.ask(bye);
    t.deepEqual([done!.type, done!.sequence, done!.payload], [0x87, 9, [BYE, 0]]);
  }
  t.deepEqual(rig.handler.events, ['open', 'closed bye-keep 10000000']);
  t.is(rig.ask({ type: PING, session })[0]!.type, 0x90);
});

test('PING is answered with the device’s time, both credits and the state of frames', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.now = 2 ** 33 + 5;
  const [pong] = rig.ask({ type: PING, session, sequence: 777 });
  t.deepEqual([pong!.type, pong!.sequence], [0x84, 777]);
  t.deepEqual(pong!.payload, [
    ...u48(2 ** 33 + 5),
    ...[0, 0], // epoch
    ...u16(0),
    ...u16(0),
    ...u32(12288),
    ...u32(4096),
    ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ]);
});

test('what was accepted, shown, dropped and refused stands in every ACK from then on', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.link.frameAccepted(0x0102);
  rig.link.frameShown(0x0203, 2 ** 40 + 1, 2, 3, 4);
  rig.link.frameDropped(0x0304, 2);
  rig.link.frameRefused(0x0405, 6, true);
  rig.link.frameRefused(0x0506, 3, false);
  const notes = rig.packets().map(({ type, payload }) => [type, ...payload]);
  t.deepEqual(notes, [
    [0x8c, 2, 1],
    [0x8d, 3, 2, ...u48(2 ** 40 + 1), ...u48(2), ...u48(3), ...u48(4)],
    [0x8e, 4, 3, 2],
    [0x8f, 5, 4],
    [0x8e, 6, 5, 3],
  ]);
  const [pong] = rig.ask({ type: PING, session });
  t.deepEqual(pong!.payload.slice(20), [2, 1, 3, 2, 4, 3, 6, 5, 2, 3]);
  rig.greet(99);
  rig.output();
  const [fresh] = rig.ask({ type: PING, session: rig.greet(99) });
  t.deepEqual(fresh!.payload.slice(20), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('SHOWN has its four times in six bytes each, also when the device has run for hours', (t) => {
  const rig = new DeskRig();
  rig.greet();
  const times = [2 ** 32 - 1, 2 ** 32, 5 * 2 ** 32 + 0x89abcdef, 2 ** 47 + 3];
  rig.link.frameShown(0x1234, times[0]!, times[1]!, times[2]!, times[3]!);
  t.deepEqual(rig.packets()[0]!.payload, [...u16(0x1234), ...times.flatMap(u48)]);
});

test('an acknowledge follows every second packet at once, and a single one after 5 ms', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  t.deepEqual(rig.ask(displayPacket(session, 0)), []);
  t.is(rig.link.wakeAt, rig.now + 5000);
  rig.pass(4999);
  t.deepEqual(rig.packets(), []);
  rig.pass(1);
  const one = { type: 0x85, class: display, epoch: 0, next: 1, credit: 12288 + 18, seen: 0 };
  t.deepEqual(rig.packets().map(ack), [one]);
  t.deepEqual(rig.ask(displayPacket(session, 1)), []);
  t.deepEqual(rig.ask(displayPacket(session, 2)).map(ack), [{ ...one, next: 3, credit: 12288 + 54 }]);
});

test('a gap is told once, and again where the sender went back and the head is missing again', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.ask(displayPacket(session, 0));
  const nak = (next: number, seen: number) => ({
    type: 0x86,
    class: display,
    epoch: 0,
    next,
    credit: 12288 + 18 * next,
    seen,
  });
  t.deepEqual(rig.ask(displayPacket(session, 2)).map(ack), [nak(1, 2)]);
  t.deepEqual(rig.ask(displayPacket(session, 3)), []);
  t.deepEqual(rig.ask(displayPacket(session, 4)), []);
  t.deepEqual(rig.ask(displayPacket(session, 2)).map(ack), [nak(1, 2)]);
  rig.ask(displayPacket(session, 1));
  t.deepEqual(rig.ask(displayPacket(session, 2)).map(ack).at(-1)?.next, 3);
  t.is(rig.link.counters.gaps, 2);
});

test('a packet that was accepted before is not handled again, but acknowledged', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.ask(displayPacket(session, 0));
  rig.pass(5000);
  rig.output();
  rig.ask(displayPacket(session, 0));
  rig.pass(5000);
  t.deepEqual(
    rig
      .packets()
      .map(ack)
      .map(({ next }) => next),
    [1],
  );
  t.is(rig.link.counters.packetsRepeated, 1);
});

test('sequence numbers wrap', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.ask({ type: RESTART, session, payload: [1, 0, ...u16(0xffff), ...u32(0xfffffff0)] });
  rig.ask(displayPacket(session, 0xffff));
  const last = rig.ask(displayPacket(session, 0)).map(ack).at(-1);
  t.is(last?.next, 1);
  t.is(last?.credit, 0xfffffff0 + 36 + 12288 - 2 ** 32);
});

test('DISPLAY_RESTART sets the number and count to expect, is done once and acknowledged always', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.ask(displayPacket(session, 0));
  const restart = { type: RESTART, session, payload: [1, 0, ...u16(40), ...u32(5000)] };
  const acknowledge = { type: 0x85, class: display, epoch: 1, next: 40, credit: 5000 + 12288, seen: 0 };
  t.deepEqual(rig.ask(restart).map(ack), [acknowledge]);
  rig.ask(displayPacket(session, 40));
  t.deepEqual(rig.ask(restart).map(ack), [{ ...acknowledge, next: 41, credit: 5000 + 12288 + 18 }]);
  t.deepEqual(rig.handler.events, ['open', 'restart']);
});

test('every reserved or unknown message is answered NOT_SUPPORTED with its class and type', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  const types = [0x0e, 0x0f, 0x10, 0x11, 0x20, 0x40, 0x41, 0x42, 0x43, 0x44, 0x7f];
  for (const type of types) {
    const [answer] = rig.ask({ type, session, sequence: 3 });
    t.deepEqual([answer!.type, answer!.sequence, answer!.payload], [0x88, 3, [control, type]]);
  }
  [0x40, 0x0e].forEach((type, sequence) => {
    const [answer] = rig.ask({ type, class: reliable, session, sequence });
    t.deepEqual([answer!.type, answer!.payload], [0x88, [reliable, type]]);
  });
  const [answer] = rig.ask({ type: 0x30, class: display, session, sequence: 0 });
  t.deepEqual([answer!.type, answer!.payload], [0x88, [display, 0x30]]);
});

test('a request of the wrong length is answered as malformed, and nothing is done', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  for (const type of [BYE, PARK, 0x06, 0x07, 0x09, 0x0a, 0x0b, 0x0c, 0x0d]) {
    const [done] = rig.ask({ type, session, payload: [1, 2, 3] });
    t.deepEqual([done!.type, done!.payload], [0x87, [type, 1]]);
  }
  t.deepEqual(rig.handler.events, ['open']);
});

test('the time of day is signed minutes east, at a device time or now', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.ask({ type: 0x07, session, payload: [...u48(123), ...u48(1_770_000_000_000), ...u16(-90 & 0xffff)] });
  rig.ask({ type: 0x07, session, payload: [...u48(0), ...u48(5), ...u16(60)] });
  t.deepEqual(rig.handler.events.slice(1), ['time 1770000000000 -90 123', `time 5 60 ${rig.now}`]);
});

test('a repeated SCREENSHOT with the same number is the same snapshot, and reading an old one says gone', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  const [first] = rig.ask({ type: 0x09, session, sequence: 4, payload: [0] });
  t.deepEqual(first!.payload, [1, 0, 0, 0, 0, 0, 64, 0, 48, 0, 64, 0, 48, 0, ...u48(1_000_000)]);
  t.deepEqual(rig.ask({ type: 0x09, session, sequence: 4, payload: [0] })[0], first);
  rig.ask({ type: 0x09, session, sequence: 5, payload: [1] });
  t.deepEqual(rig.handler.events, ['open', 'snapshot false', 'snapshot true']);
  const read = { type: 0x0a, session, sequence: 6, payload: [1, 0, ...u16(16), ...u32(0)] };
  t.deepEqual(rig.ask(read)[0]!.payload, [0x0a, 2]);
});

test('SCREENSHOT_READ answers any part of the box, rows without gaps', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  rig.handler.accepted = Uint8Array.from({ length: 64 * 48 * 2 }, (_, at) => (at * 7 + (at >> 8)) & 255);
  rig.ask({ type: 0x09, session, sequence: 1, payload: [1] });
  const box: number[] = [];
  for (let y = 2; y < 47; y++) box.push(...rig.handler.accepted.subarray((y * 64 + 3) * 2, (y * 64 + 59) * 2));
  for (const [offset, length] of [
    [0, 16],
    [100, 300],
    [111, 1],
    [112, 112],
    [0, 1016],
    [5000, 1016],
    [9999, 9],
  ] as const) {
    const payload = [1, 0, ...u16(length), ...u32(offset)];
    const [data] = rig.ask({ type: 0x0a, session, sequence: 2, payload });
    t.is(data!.type, 0x8b);
    t.deepEqual(data!.payload, [1, 0, 0, 0, ...u32(offset), ...box.slice(offset, offset + length)]);
  }
});

test('silence ends a stream after two seconds, a parked session when it said, and an idle one never', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  t.is(rig.link.wakeAt, Number.POSITIVE_INFINITY);
  rig.ask(displayPacket(session, 0));
  rig.pass(1_999_999);
  rig.ask({ type: PING, session });
  rig.pass(1_999_999);
  t.deepEqual(rig.handler.events, ['open']);
  rig.ask({ type: PARK, session, payload: [30, 0] });
  rig.pass(29_999_999);
  t.deepEqual(rig.handler.events, ['open']);
  rig.ask(displayPacket(session, 1));
  rig.pass(2_000_000);
  t.deepEqual(rig.handler.events, ['open', 'closed dead']);
  t.is(rig.link.wakeAt, Number.POSITIVE_INFINITY);
  rig.output();
  t.is(rig.ask({ type: PING, session })[0]!.type, 0x90);
});

test('MODE asks for a mode and is answered how the device stands; an unknown mode is malformed', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  const ask = (mode: number, flags: number) =>
    rig.ask({ type: 0x0b, session, sequence: 9, payload: [mode, flags] })[0]!;
  t.deepEqual(ask(2, 1).payload, [2, 0, 0, 1, 0, 0, 255, 0]);
  t.is(ask(2, 1).type, 0x91);
  Object.assign(rig.handler.stands, { mode: 3, capped: 5, intervalMillis: 59_000, brightness: 0 });
  t.deepEqual(ask(0xfe, 0).payload, [2, 3, 5, 1, 0x78, 0xe6, 0, 0]);
  t.deepEqual(ask(0xff, 0).payload, [255, 3, 5, 0, 0x78, 0xe6, 0, 0]);
  t.deepEqual([ask(4, 0).type, ask(4, 0).payload], [0x87, [0x0b, 1]]);
  t.deepEqual(rig.handler.events, ['open', 'mode 2 seconds', 'mode 2 seconds', 'mode 255']);
});

test('HOST_STATE sets what it means alone, and is refused where a value cannot be; POSTURE knows four', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  const state = (payload: number[]) => rig.ask({ type: 0x0d, session, payload })[0]!.payload;
  t.deepEqual(state([5, 80, 1, 0, 0x9c, 0xff, 0, 0, 0, 0]), [0x0d, 0]);
  t.deepEqual(state([15, 101, 1, 0, 0x2c, 0x01, 0x28, 0x05, 0xa4, 0x01]), [0x0d, 3]);
  t.deepEqual(state([2, 80, 2, 0, 0, 0, 0, 0, 0, 0]), [0x0d, 3]);
  const posture = (value: number) => rig.ask({ type: 0x0c, session, payload: [value] })[0]!.payload;
  t.deepEqual(
    [posture(2), posture(4)],
    [
      [0x0c, 0],
      [0x0c, 1],
    ],
  );
  t.deepEqual(rig.handler.events, [
    'open',
    'battery 80',
    'heat -100',
    'charging true',
    'battery 101',
    'heat 300',
    'night 1320 420',
    'posture 2',
  ]);
});

test('packets that the device sent itself, as an echoing line gives back, are not taken for a host’s', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  const echo = rig.hear(naivePacket({ type: PING, session }));
  t.deepEqual(rig.hear(echo), new Uint8Array(0));
  t.is(rig.link.counters.packetsEchoed, 1);
});

test('a packet of another version, too long or with a wrong bit is dropped and counted', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  t.deepEqual(rig.ask({ type: PING, session, version: 2 }), []);
  t.deepEqual(rig.ask({ type: PING, session, payload: Array(1025).fill(7) }), []);
  const good = naivePacket({ type: PING, session });
  for (let bit = 8; bit < good.length * 8 - 8; bit++) {
    const bad = good.slice();
    bad[bit >> 3]! ^= 1 << (bit & 7);
    t.is(rig.hear(bad).length, 0, `bit ${bit}`);
  }
  t.true(rig.link.counters.packetsBad >= (good.length - 2) * 8);
  t.is(naivePackets(rig.hear(good)).length, 1);
});

test('a line that never runs dry does not keep the rest of the firmware from its work', (t) => {
  const endless = {
    read: (into: Uint8Array) => into.fill(0x55).length,
    write: (_from: Uint8Array, _at: number, length: number) => length,
  };
  const kernels = new CheckedKernels(referenceKernels);
  const { handler } = new DeskRig();
  const link = new DeviceLink({ ports: [endless], kernels, memory: plainMemory, info: testInfo, handler });
  link.readable(1000);
  t.true(link.counters.bytesReceived >= 20 * 1024 && link.counters.bytesReceived <= 64 * 1024);
  t.is(link.wakeAt, 1001);
  link.step(1001);
  t.is(link.wakeAt, 1002);
});

test('a panel name too long for WELCOME is the programmer’s fault and thrown at once', (t) => {
  t.throws(() => new DeskRig(1, { ...testInfo, panel: 'x'.repeat(65) }), { instanceOf: RangeError });
});

test('answers that a port does not take are sent when it can, and what has no room at all is left out', (t) => {
  const rig = new DeskRig();
  const session = rig.greet();
  let room = 5;
  const out: number[] = [];
  rig.ports[0]!.connect({
    get pending() {
      return 4096 - room;
    },
    send: (bytes) => {
      room -= bytes.length;
      out.push(...bytes);
    },
  });
  for (let times = 0; times < 200; times++) rig.hear(naivePacket({ type: PING, session, sequence: times }));
  t.is(out.length, 5);
  room = 100_000;
  rig.link.writable(rig.now);
  const pongs = naivePackets(Uint8Array.from(out));
  t.true(pongs.length > 50 && pongs.length < 200);
  t.deepEqual(
    pongs.map(({ sequence }) => sequence),
    pongs.map((_, index) => index),
  );
});
