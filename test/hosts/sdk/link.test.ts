import test from 'ava';
import { MessageType } from '../../../firmware/link/messages.js';
import { HostLink } from '../../../hosts/sdk/link.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { Random } from '../../../simulator/random.js';
import { bitErrors, type Fault, packetFaults } from '../../../simulator/serial/faults.js';
import type { LineOptions } from '../../../simulator/serial/virtual-line.js';
import { naivePacket, naivePackets, u16, u32 } from '../../support/link/naive-packets.js';
import { StreamRig } from '../../support/link/stream-rig.js';

const usb = (toDevice: Fault[] = [], toHost: Fault[] = []): LineOptions => {
  const wire = { bytesPerSecond: 800_000, latencyMicros: 500, chunkBytes: 64 };
  return { toDevice: { ...wire, faults: toDevice }, toHost: { ...wire, faults: toHost } };
};

/** A link on a desk: what it sends is kept, and no line delays it. */
function desk(nonce = 0x01020304) {
  const sent: number[] = [];
  const closed: Error[] = [];
  const output = { pending: 0, send: (bytes: Uint8Array) => sent.push(...bytes) };
  const link = new HostLink(output, { opened() {}, closed: (cause) => closed.push(cause) }, nonce);
  return { link, closed, output, packets: () => naivePackets(Uint8Array.from(sent.splice(0))) };
}

test('a host greets every 50 ms until it is answered', (t) => {
  const { link, packets } = desk();
  link.greet(0);
  for (let now = 0; now < 200_000; now += 10_000) if (link.wakeAt <= now) link.step(now);
  const greetings = packets();
  t.is(greetings.length, 4);
  for (const { type, session, payload } of greetings) {
    t.deepEqual([type, session, payload], [1, 0, [...u32(0x01020304), 1, 1]]);
  }
});

test('a refusal becomes a sentence that says which side to update', (t) => {
  const refusal = (reason: number, lowest: number, highest: number) => {
    const { link, closed } = desk();
    link.greet(0);
    const payload = [...u32(0x01020304), reason, lowest, highest, 0xd5];
    link.receive(naivePacket({ type: 0x82, direction: 1, payload: [...u32(5), ...payload.slice(4)] }), 10);
    t.deepEqual(closed, [], 'the answer to another greeting');
    link.receive(naivePacket({ type: 0x82, direction: 1, payload }), 10);
    return closed[0]?.message;
  };
  t.is(refusal(1, 2, 3), 'the device speaks protocol 2 to 3, this program 1; update this program');
  t.is(refusal(1, 0, 0), 'the device speaks protocol 0, this program 1; update the device’s firmware');
  t.is(refusal(2, 1, 1), 'the device does not know what this program asks of it (213); update its firmware');
});

test('a WELCOME with an unknown critical TLV is not accepted, one with an unknown other TLV is', (t) => {
  const welcome = (...tlv: number[]) => [
    ...[...u32(0x01020304), 1, 0, ...u16(77), 1, 2, 3, 4, 5, 6, 7, 8, ...u16(8), ...u16(8), 1, 0, ...u16(1)],
    ...[...u16(1024), ...u32(12288), ...u32(4096), ...u32(0), ...tlv],
  ];
  const open = (...tlv: number[]) => {
    const { link, closed } = desk();
    link.greet(0);
    link.receive(naivePacket({ type: 0x81, direction: 1, session: 77, payload: welcome(...tlv) }), 10);
    return { state: link.state, closed: closed.map(({ name }) => name) };
  };
  t.deepEqual(open(0x60, 1, 9), { state: 'measuring', closed: [] });
  t.deepEqual(open(0xe0, 1, 9), { state: 'closed', closed: ['RefusedError'] });
});

test('pixels are handed over at most 4 KiB ahead of the line', (t) => {
  const rig = new StreamRig(new VirtualClock(), 1, usb(), 1024, 160, 120);
  rig.open();
  let most = 0;
  const send = rig.line.toDevice.send.bind(rig.line.toDevice);
  rig.line.toDevice.send = (bytes) => {
    send(bytes);
    most = Math.max(most, rig.line.toDevice.pending);
  };
  rig.stream(500);
  t.true(most > 3072 && most <= 4096, `${most}`);
});

test('while pixels stream at 0.8 MB/s, 99 of 100 requests are answered within 10 ms', (t) => {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 2, usb(), 1024, 160, 120);
  const random = new Random(3);
  const waits: number[] = [];
  rig.open();
  rig.host.onWritten = () => rig.sendRandomFrame();
  rig.sendRandomFrame();
  rig.sendRandomFrame();
  for (let times = 0; times < 300; times++) {
    clock.runForMicros(2000 + random.below(9000));
    const asked = clock.time;
    rig.host.ask(MessageType.brightness, Uint8Array.of(times & 255), () => waits.push(clock.time - asked));
  }
  clock.runForMillis(50);
  t.is(waits.length, 300);
  waits.sort((a, b) => a - b);
  t.true(waits[296]! <= 10_000, `${waits[296]} us`);
  t.is(rig.device.handler.events.filter((event) => event.startsWith('brightness')).length, 300);
});

for (const rate of [0, 1e-5]) {
  test(`on a UART whose system swallows all it is given, and with bit errors of ${rate}, control waits for 0.1 s at most`, (t) => {
    const clock = new VirtualClock();
    const wire = (seed: number) => {
      const faults = [bitErrors(new Random(seed), rate)];
      return { bytesPerSecond: 11_520, latencyMicros: 1000, chunkBytes: 64, faults };
    };
    const rig = new StreamRig(clock, 9, { toDevice: wire(1), toHost: wire(2) }, 256);
    Object.defineProperty(rig.line.toDevice, 'pending', { get: () => 0 });
    rig.open();
    rig.host.onWritten = () => rig.sendRandomFrame();
    rig.sendRandomFrame();
    rig.sendRandomFrame();
    clock.runForMillis(2000);
    const started = { time: clock.time, bytes: rig.acceptedBytes };
    const waits: number[] = [];
    for (let times = 0; times < 30; times++) {
      const asked = clock.time;
      rig.host.ask(MessageType.brightness, Uint8Array.of(times), () => waits.push(clock.time - asked));
      clock.runForMillis(700);
    }
    waits.sort((a, b) => a - b);
    t.is(waits.length, 30);
    t.true(waits[27]! <= 100_000, `${waits[27]} us`);
    const share = (rig.acceptedBytes - started.bytes) / (((clock.time - started.time) / 1e6) * 11_520);
    t.true(share > (rate === 0 ? 0.9 : 0.8), `${share}`);
    t.is(rig.wrongFrames, 0);
  });
}

test('a host that hears no acknowledge asks before it sends anything again', (t) => {
  const clock = new VirtualClock();
  let isMute = false;
  const mute: Fault = (bytes) => (isMute ? bytes.subarray(0, 0) : bytes);
  const rig = new StreamRig(clock, 4, usb([], [mute]));
  rig.open();
  isMute = true;
  const frame = rig.sendRandomFrame();
  clock.runForMillis(800);
  isMute = false;
  clock.runForMillis(300);
  t.deepEqual(frame.accepted, { state: 'accepted' });
  t.is(rig.host.link.losses.resent, 0);
  t.is(rig.device.link.counters.packetsRepeated, 0);
});

test('the tail of a burst that is lost whole is found by PING and sent again', (t) => {
  const clock = new VirtualClock();
  let lost = 0;
  const loseEnd = packetFaults((packet) => (naivePackets(packet)[0]?.type === 0x24 && lost++ === 0 ? 'drop' : 'pass'));
  const rig = new StreamRig(clock, 5, usb([loseEnd]));
  rig.open();
  const frame = rig.sendRandomFrame();
  clock.runForMillis(100);
  t.deepEqual(frame.accepted, { state: 'accepted' });
  t.is(rig.host.link.losses.resent, 1);
});

test('a DISPLAY_RESTART that is lost is repeated until it is acknowledged', (t) => {
  const clock = new VirtualClock();
  let restarts = 0;
  const loseTwo = packetFaults((packet) =>
    naivePackets(packet)[0]?.type === 0x05 && restarts++ < 2 ? 'drop' : 'pass',
  );
  const rig = new StreamRig(clock, 6, usb([loseTwo]));
  rig.open();
  const first = rig.sendRandomFrame();
  clock.runForMillis(3);
  t.true(rig.host.link.abandonFrame(first.id, Math.ceil(clock.time)));
  const second = rig.sendRandomFrame();
  clock.runForMillis(400);
  t.is(restarts, 3);
  t.deepEqual(first.accepted, { state: 'dropped', cause: 'abandoned' });
  t.deepEqual(second.accepted, { state: 'accepted' });
  t.is(rig.wrongFrames, 0);
  t.is(rig.device.handler.events.filter((event) => event === 'restart').length, 1);
});

test('a frame that the device refuses in the middle is not sent to its end', (t) => {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 7, usb(), 1024, 160, 120);
  rig.open();
  const region = { left: 0, top: 0, right: 160, bottom: 120 };
  const data = new Uint8Array(160 * 120 * 2);
  const frame = rig.host.sendFrame([{ kind: 'region', region, codec: 0, data }], { key: false, base: 999 });
  clock.runForMillis(100);
  t.deepEqual(frame.accepted, { state: 'needKey' });
  t.true(rig.line.toDevice.bytesSent < data.length / 2, `${rig.line.toDevice.bytesSent} bytes`);
  const next = rig.sendRandomFrame();
  clock.runForMillis(100);
  t.deepEqual(next.accepted, { state: 'accepted' });
});

test('frame ids and sequence numbers wrap in a long session', (t) => {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 8, usb(), 1024, 1, 1);
  rig.open();
  let frames = 0;
  let last = 0;
  // Three packets a frame: 66,000 frames are 198,000 packets, three times around.
  rig.host.onWritten = () => {
    if (frames++ < 66_000) last = rig.sendRandomFrame().id;
  };
  rig.sendRandomFrame();
  clock.runForMillis(40_000);
  t.is(rig.acceptedFrames, 66_001);
  t.is(rig.wrongFrames, 0);
  t.is(last, 66_001 - 65_535);
  t.is(rig.device.link.counters.gaps, 0);
});
