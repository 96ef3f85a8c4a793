import test from 'ava';
import { VirtualClock } from '../../simulator/clock/virtual-clock.js';
import { Random } from '../../simulator/random.js';
import {
  bitErrors,
  droppedBytes,
  type Fault,
  insertedBytes,
  packetFaults,
  randomPacketFaults,
} from '../../simulator/serial/faults.js';
import type { LineOptions } from '../../simulator/serial/virtual-line.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { HostRig } from '../support/link/host-rig.js';
import { StreamRig } from '../support/link/stream-rig.js';

/** Full-speed USB as small controllers manage it. */
const BYTES_PER_SECOND = 800_000;

function line(faults: () => { toDevice?: Fault[]; toHost?: Fault[] } = () => ({})): LineOptions {
  const { toDevice = [], toHost = [] } = faults();
  const wire = { bytesPerSecond: BYTES_PER_SECOND, latencyMicros: 500, chunkBytes: 64 };
  return { toDevice: { ...wire, faults: toDevice }, toHost: { ...wire, faults: toHost } };
}

/** Streams for so long; answers pixels a second over the line's bytes a second. */
function goodput(rig: StreamRig, millis: number): number {
  rig.open();
  rig.stream(millis);
  return rig.acceptedBytes / (millis / 1000) / BYTES_PER_SECOND;
}

const bitErrorRows = [
  { rate: 0, payload: 1024, least: 95 },
  { rate: 1e-6, payload: 1024, least: 90 },
  { rate: 1e-5, payload: 1024, least: 55 },
  { rate: 1e-4, payload: 1024, least: 5 },
  { rate: 0, payload: 256, least: 93 },
  { rate: 1e-6, payload: 256, least: 90 },
  { rate: 1e-5, payload: 256, least: 65 },
  { rate: 1e-4, payload: 256, least: 10 },
];

for (const { rate, payload, least } of bitErrorRows) {
  test(`at a bit error rate of ${rate}, packets of ${payload} carry at least ${least} % of the line, and no wrong pixel`, (t) => {
    const clock = new VirtualClock();
    const options = line(() => ({
      toDevice: [bitErrors(new Random(11), rate)],
      toHost: [bitErrors(new Random(12), rate)],
    }));
    const rig = new StreamRig(clock, 13, options, payload, 160, 120);
    const share = 100 * goodput(rig, 4000);
    t.is(rig.wrongFrames, 0);
    t.true(share >= least, `${share.toFixed(1)} %`);
    t.is(rig.device.link.counters.packetsBad > 0, rate > 0);
    t.is(rig.host.closed, null);
    // It never wedges: once the line is clean, what is sent arrives.
    rig.line.toDevice.faults = [];
    rig.line.toHost.faults = [];
    const last = rig.sendRandomFrame();
    clock.runForMillis(1000);
    t.deepEqual(last.accepted, { state: 'accepted' });
    t.is(last.shown?.state, 'shown');
  });
}

const lossRows: { what: string; faults: (seed: number) => { toDevice?: Fault[]; toHost?: Fault[] } }[] = [
  { what: 'one byte in 10,000 dropped', faults: (seed) => ({ toDevice: [droppedBytes(new Random(seed), 1e-4)] }) },
  { what: 'one byte in 100,000 inserted', faults: (seed) => ({ toDevice: [insertedBytes(new Random(seed), 1e-5)] }) },
  {
    what: 'a tenth of packets doubled',
    faults: (seed) => ({ toDevice: [randomPacketFaults(new Random(seed), 0, 0.1)] }),
  },
  {
    what: 'a fifth of acknowledges and grants lost',
    faults: (seed) => ({ toHost: [randomPacketFaults(new Random(seed), 0.2, 0)] }),
  },
  {
    what: 'all of it at once',
    faults: (seed) => ({
      toDevice: [
        randomPacketFaults(new Random(seed), 0.01, 0.05),
        droppedBytes(new Random(seed + 1), 1e-4),
        insertedBytes(new Random(seed + 2), 1e-5),
      ],
      toHost: [randomPacketFaults(new Random(seed + 3), 0.2, 0.1)],
    }),
  },
];

for (const { what, faults } of lossRows) {
  test(`with ${what} the content is exact, and nothing stalls for a second`, (t) => {
    for (const seed of [1, 2, 3]) {
      const clock = new VirtualClock();
      const rig = new StreamRig(
        clock,
        seed,
        line(() => faults(seed * 10)),
      );
      let last = 0;
      let stall = 0;
      rig.open();
      rig.device.handler.onAccepted = wrap(rig.device.handler.onAccepted, () => {
        stall = Math.max(stall, clock.time - last);
        last = clock.time;
      });
      last = clock.time;
      rig.stream(4000);
      t.true(rig.acceptedFrames > 100);
      t.is(rig.wrongFrames, 0);
      t.true(stall < 1_000_000, `${stall} us`);
      t.is(rig.host.closed, null);
    }
  });
}

test('acknowledges of every single frame note may be lost, and every frame still learns its fate', (t) => {
  // ACCEPTED, SHOWN and DROPPED never arrive; ACK and PONG say the same.
  const notes = new Set([0x8c, 0x8d, 0x8e]);
  const clock = new VirtualClock();
  const noNotes = packetFaults((packet) => (notes.has(packet[2]!) || notes.has(packet[3]!) ? 'drop' : 'pass'));
  const rig = new StreamRig(
    clock,
    4,
    line(() => ({ toHost: [noNotes] })),
  );
  rig.open();
  const frames = [rig.sendRandomFrame(), rig.sendRandomFrame(), rig.sendRandomFrame()];
  clock.runForMillis(500);
  t.deepEqual(
    frames.map((frame) => frame.accepted?.state),
    ['accepted', 'accepted', 'accepted'],
  );
  t.is(frames[2]!.shown?.state, 'shown');
  t.true(frames.every((frame) => frame.shown !== null));
});

for (const millis of [50, 200, 1000]) {
  test(`while the device stalls for ${millis} ms, credit keeps its ring from running over, and nothing is lost`, (t) => {
    const clock = new VirtualClock();
    const rig = new StreamRig(clock, 5, line());
    rig.open();
    for (let times = 0; times < 3; times++) {
      rig.stream(300);
      rig.host.onWritten = () => rig.sendRandomFrame();
      rig.device.stall(millis * 1000);
      clock.runForMillis(millis + 200);
    }
    const port = rig.device.ports[0]!;
    t.is(port.overflowed, 0);
    t.true(port.highWater <= 20 * 1024, `${port.highWater}`);
    t.is(rig.wrongFrames, 0);
    t.is(rig.device.link.counters.gaps, 0);
    t.is(rig.host.link.losses.resent, 0);
    t.is(rig.host.closed, null);
  });
}

test('a stall on a line that loses packets too does not make the ring run over', (t) => {
  const clock = new VirtualClock();
  const rig = new StreamRig(
    clock,
    6,
    line(() => ({ toDevice: [randomPacketFaults(new Random(3), 0.05, 0)] })),
  );
  rig.open();
  for (let times = 0; times < 20; times++) {
    rig.stream(50);
    rig.host.onWritten = () => rig.sendRandomFrame();
    rig.device.stall(100_000);
    clock.runForMillis(150);
  }
  t.is(rig.device.ports[0]!.overflowed, 0);
  t.is(rig.wrongFrames, 0);
});

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const noises: { what: string; bytes: Uint8Array }[] = [
  { what: '64 KB of noise', bytes: Uint8Array.from({ length: 65536 }, noiseByte(7)) },
  { what: 'the AT commands of a modem manager', bytes: ascii('AT\r\nATE0\r\nAT+CPIN?\r\nAT+GMI\r\n'.repeat(10)) },
  { what: 'a boot log', bytes: ascii('ESP-ROM:esp32s3-20210327\r\nrst:0x1 (POWERON),boot:0x8\r\n'.repeat(20)) },
  // A byte of 115200 baud read at 921600: runs of 00, FF and what lies between.
  { what: 'the sound of the wrong baud rate', bytes: Uint8Array.from({ length: 8192 }, wrongBaud(8)) },
];

for (const { what, bytes } of noises) {
  test(`after ${what} a session opens at most 100 ms after the line is clean`, (t) => {
    const clock = new VirtualClock();
    const rig = new StreamRig(clock, 9, line());
    rig.host.greet();
    rig.line.toDevice.send(bytes);
    clock.runForMicros((bytes.length / BYTES_PER_SECOND) * 1e6);
    const clean = clock.time;
    t.true(rig.device.link.bytesSent <= 4096);
    clock.runForMillis(100);
    t.not(rig.host.info, null);
    t.true(rig.host.openedAt - clean <= 100_000);
    rig.sendRandomFrame();
    clock.runForMillis(100);
    t.is(rig.acceptedFrames, 1);
  });
}

test('the device answers nothing at all before it is greeted', (t) => {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 10, line());
  for (const { bytes } of noises) rig.line.toDevice.send(bytes);
  clock.runForMillis(500);
  t.is(rig.device.link.bytesSent, 0);
});

test('a line cut at any byte of a three-frame script leaves the last picture, and the next session goes on in 300 ms', (t) => {
  const script = (rig: StreamRig): void => {
    rig.open();
    rig.sendRandomFrame();
    rig.sendRandomFrame();
    rig.sendRandomFrame();
  };
  const whole = new StreamRig(new VirtualClock(), 20, line(), 256, 16, 12);
  script(whole);
  whole.clock.runForMillis(100);
  const length = whole.line.toDevice.bytesSent;
  t.true(length > 1200);
  for (let cut = 0; cut < length; cut += 1) {
    const clock = new VirtualClock();
    const rig = new StreamRig(clock, 20, line(), 256, 16, 12);
    let left = cut;
    rig.line.toDevice.faults = [
      (bytes) => {
        const kept = bytes.subarray(0, Math.min(left, bytes.length));
        left -= kept.length;
        return kept;
      },
    ];
    rig.host.greet();
    clock.runForMillis(10);
    if (rig.host.info !== null) for (let frame = 0; frame < 3; frame++) rig.sendRandomFrame();
    clock.runForMillis(60);
    const before = rig.device.handler.accepted.slice();
    rig.line.close();
    rig.host.kill(rig.line);
    t.is(rig.wrongFrames, 0);
    t.deepEqual(rig.device.handler.accepted, before);
    const again = new VirtualLine(clock, rig.device.ports[0]!, line());
    const host = new HostRig(clock, again, 999, 256);
    const reopened = clock.time;
    host.greet();
    while (host.info === null && clock.time < reopened + 1e6) clock.runForMillis(1);
    // A packet that lacked its closing zero alone was completed by the new session's first.
    const accepted = rig.acceptedFrames;
    const data = new Uint8Array(16 * 12 * 2).fill(cut & 255);
    const region = { left: 0, top: 0, right: 16, bottom: 12 };
    rig.expected.set(1, data);
    const frame = host.sendFrame([{ kind: 'region', region, codec: 0, data }], { key: true });
    clock.runForMillis(50);
    t.is(rig.acceptedFrames, accepted + 1, `cut at ${cut}`);
    t.true(frame.acceptedAt - reopened <= 300_000);
    t.is(rig.wrongFrames, 0);
  }
});

test('when the host dies in a stream, the device is told so after two seconds, and not before', (t) => {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 30, line());
  rig.open();
  rig.stream(200);
  const last = clock.time;
  rig.host.kill(rig.line);
  clock.runUntil(last + 1_990_000);
  t.deepEqual(rig.device.handler.events, ['open']);
  clock.runUntil(last + 2_100_000);
  t.deepEqual(rig.device.handler.events, ['open', 'closed dead']);
});

test('a second HELLO ends the old session, and its holder is told', (t) => {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 31, line());
  rig.open();
  rig.stream(100);
  const old = rig.host;
  const pass = rig.line.toHost.deliver;
  const other = new HostRig(clock, rig.line, 4711);
  const mine = rig.line.toHost.deliver;
  rig.line.toHost.deliver = (bytes) => {
    pass(bytes);
    mine(bytes);
  };
  other.greet();
  clock.runForMillis(50);
  t.deepEqual(rig.device.handler.events, ['open', 'closed replaced', 'open']);
  t.is(old.closed?.name, 'ReplacedError');
  t.not(other.info, null);
  t.is(other.closed, null);
});

function wrap(first: (frame: number, picture: Uint8Array) => void, then: () => void): typeof first {
  return (frame, picture) => {
    first(frame, picture);
    then();
  };
}

function noiseByte(seed: number): () => number {
  const random = new Random(seed);
  return () => random.below(256);
}

function wrongBaud(seed: number): () => number {
  const random = new Random(seed);
  return () => [0x00, 0xff, 0xf8, 0x80, 0xe0, 0xfe][random.below(6)]!;
}
