import test, { type ExecutionContext } from 'ava';
import { connect, type Device } from '../../../hosts/sdk/device.js';
import type { ConnectOptions, FrameMessage } from '../../../hosts/sdk/device-types.js';
import { identify } from '../../../hosts/sdk/identify.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { Random } from '../../../simulator/random.js';
import { bitErrors, randomPacketFaults } from '../../../simulator/serial/faults.js';
import type { LineOptions } from '../../../simulator/serial/virtual-line.js';
import { DeviceRig, testInfo } from '../../support/link/device-rig.js';
import { runAsync, settle, VirtualSocket, virtualTimers } from '../../support/link/virtual-endpoint.js';

const usb: LineOptions = {
  toDevice: { bytesPerSecond: 800_000, latencyMicros: 500, chunkBytes: 64 },
  toHost: { bytesPerSecond: 800_000, latencyMicros: 500, chunkBytes: 64 },
};

interface Bench {
  readonly clock: VirtualClock;
  readonly rig: DeviceRig;
  readonly socket: VirtualSocket;
  readonly options: ConnectOptions;
  readonly device: Device;
}

async function bench(line: LineOptions = usb, more: ConnectOptions = {}): Promise<Bench> {
  const clock = new VirtualClock();
  const rig = new DeviceRig(clock, testInfo, 2);
  const socket = new VirtualSocket('first', clock, rig.ports[0]!, line);
  const random = new Random(77);
  const options = { timers: virtualTimers(clock), random: () => random.uint32(), ...more };
  const device = await settle(clock, connect(socket, options));
  return { clock, rig, socket, options, device };
}

function solid(value: number): FrameMessage[] {
  const region = { left: 0, top: 0, right: 64, bottom: 48 };
  return [{ kind: 'region', region, codec: 0, data: new Uint8Array(64 * 48 * 2).fill(value) }];
}

test('connect tells what the device says of itself', async (t) => {
  const { device } = await bench();
  t.deepEqual(device.info, {
    deviceId: '0102030405060708',
    panel: 'test-64x48',
    width: 64,
    height: 48,
    rotation: 90,
    shape: 'round',
    cornerRadius: 12,
    unsafe: [{ left: 1, top: 2, right: 3, bottom: 4 }],
    codecs: [0, 1],
    firmwareVersion: '0.1.0',
    features: ['brightness', 'screenshot'],
    address: 'localhost:8080',
    largestPayload: 1024,
  });
});

test('a frame is written, accepted and shown, and says when', async (t) => {
  const { device, clock, rig } = await bench();
  const frame = device.sendFrame(solid(0x5a), { key: true });
  t.is(frame.id, 1);
  await settle(clock, frame.written);
  t.deepEqual(await settle(clock, frame.accepted), { state: 'accepted' });
  const shown = await settle(clock, frame.shown);
  t.is(shown.state, 'shown');
  t.true(rig.handler.accepted.every((byte) => byte === 0x5a));
  if (shown.state !== 'shown' || shown.times === undefined) return t.fail();
  t.is(shown.times.lastRow - shown.times.decoded, 16_667);
  // The clocks of rig and host are the same one: a device time is that host time, up to half a round trip.
  t.true(Math.abs(device.hostMillis(shown.times.lastRow) - shown.times.lastRow / 1000) < 2);
});

test('a delta builds on the frame before it, and a wrong base is answered with the wish for a key frame', async (t) => {
  const { device, clock } = await bench();
  const key = device.sendFrame(solid(1), { key: true });
  const delta = device.sendFrame(solid(2), { key: false });
  const wrong = device.sendFrame(solid(3), { key: false, base: 77 });
  const after = device.sendFrame(solid(4), { key: false, base: delta.id });
  const results = [key.accepted, delta.accepted, wrong.accepted, after.accepted];
  t.deepEqual(await settle(clock, Promise.all(results)), [
    { state: 'accepted' },
    { state: 'accepted' },
    { state: 'needKey' },
    { state: 'accepted' },
  ]);
  t.deepEqual(await settle(clock, wrong.shown), { state: 'needKey' });
});

test('the present time of a frame is on the device’s clock, and the next FRAME_END waits for it and its slot', async (t) => {
  const { device, clock, rig } = await bench();
  const start = clock.time / 1000;
  const accepted: number[] = [];
  rig.handler.onAccepted = () => accepted.push(clock.time / 1000 - start);
  const first = device.sendFrame(solid(1), { key: true, presentAtMillis: start + 100 });
  const second = device.sendFrame(solid(2), { key: true, presentAtMillis: start + 200 });
  const shown = await settle(clock, Promise.all([first.shown, second.shown]));
  t.true(accepted[0]! < 20);
  t.true(accepted[1]! >= 118 && accepted[1]! < 128, `${accepted[1]}`);
  const lit = shown.map((one) => (one.state === 'shown' ? (one.times?.lastRow ?? 0) / 1000 - start : 0));
  t.true(Math.abs(lit[0]! - 116.667) < 1.5 && Math.abs(lit[1]! - 216.667) < 1.5, `${lit}`);
});

test('a frame that is abandoned leaves the picture, and the next one goes on', async (t) => {
  const { device, clock, rig } = await bench();
  const first = device.sendFrame(solid(1), { key: true });
  await settle(clock, first.shown);
  const second = device.sendFrame(solid(2), { key: false });
  clock.runForMillis(3);
  t.true(device.abandonFrame(second.id));
  const third = device.sendFrame(solid(3), { key: false });
  t.deepEqual(await settle(clock, second.shown), { state: 'dropped', cause: 'abandoned' });
  t.deepEqual(await settle(clock, third.accepted), { state: 'accepted' });
  t.deepEqual(rig.handler.events, ['open', 'restart']);
  t.false(device.abandonFrame(third.id));
});

test('a frame that asks for it is given up at the first loss and not resent', async (t) => {
  const drop = randomPacketFaults(new Random(1), 0.2, 0);
  let isBad = false;
  const faults = [(bytes: Uint8Array) => (isBad ? drop(bytes) : bytes)];
  const { device, clock, rig } = await bench({ ...usb, toDevice: { ...usb.toDevice, faults } });
  isBad = true;
  const frame = device.sendFrame(solid(9), { key: true, abandonOnLoss: true });
  t.deepEqual(await settle(clock, frame.accepted), { state: 'dropped', cause: 'abandoned' });
  isBad = false;
  const next = device.sendFrame(solid(8), { key: true });
  t.deepEqual(await settle(clock, next.accepted), { state: 'accepted' });
  t.true(rig.handler.events.includes('restart'));
  t.true(rig.handler.accepted.every((byte) => byte === 8));
});

test('requests are answered on a line that loses a third of all packets', async (t) => {
  const faults = (seed: number) => ({ ...usb.toDevice, faults: [randomPacketFaults(new Random(seed), 0.33, 0.1)] });
  const { device, clock, rig } = await bench({ toDevice: faults(5), toHost: faults(6) });
  await settle(clock, device.brightness(200));
  t.true(rig.handler.events.includes('brightness 200'));
  const statistics = await settle(clock, device.statistics());
  t.is(statistics.framesPresented, 7);
  t.is(statistics.busCycles, 2 ** 40 + 8);
  t.is(statistics.linkSessions, 1);
  t.true((statistics.linkPacketsGood ?? 0) >= 3);
  t.true((await settle(clock, device.ping())) > 0);
});

test('a mode is asked for and answered, and what the host knows of the phone arrives', async (t) => {
  const { device, clock, rig } = await bench();
  Object.assign(rig.handler.stands, { mode: 1, capped: 3, intervalMillis: 66, brightness: 40 });
  t.deepEqual(await settle(clock, device.power('active')), {
    wished: 'active',
    mode: 'idle',
    cappedBy: ['heat', 'battery'],
    seconds: false,
    framesPerSecond: 15.15,
    brightness: 40,
  });
  t.is((await settle(clock, device.power('auto'))).wished, null);
  t.is((await settle(clock, device.power())).wished, null);
  await settle(
    clock,
    device.hostState({ battery: 71, charging: true, heat: -1.25, night: { from: 1320, until: 420 } }),
  );
  await settle(clock, device.posture('down'));
  t.deepEqual(rig.handler.events, [
    'open',
    'mode 0',
    'mode 255',
    'charging true',
    'battery 71',
    'heat -12',
    'night 1320 420',
    'posture 2',
  ]);
  await t.throwsAsync(settle(clock, device.hostState({ heat: 900 })), { message: /would not/ });
  await t.throwsAsync(device.hostState({ battery: 101 }), { instanceOf: RangeError });
});

test('the time of day arrives with the moment at which it was true', async (t) => {
  const { device, clock, rig } = await bench();
  const date = new Date(Date.UTC(2026, 1, 3, 4, 5, 6));
  const zone = 0 - date.getTimezoneOffset();
  const sent = clock.time;
  await settle(clock, device.setTime(date));
  const [word, epoch, minutes, at] = rig.handler.events.at(-1)!.split(' ');
  t.deepEqual([word, Number(epoch), Number(minutes)], ['time', date.getTime(), zone]);
  t.true(Math.abs(Number(at) - sent) < 1000);
});

test('a screenshot is the whole picture at first, and later only what changed is fetched', async (t) => {
  const noisy = { ...usb.toHost, faults: [bitErrors(new Random(3), 2e-5)] };
  const { device, clock, rig } = await bench({ toDevice: usb.toDevice!, toHost: noisy });
  const random = new Random(8);
  const picture = Uint8Array.from({ length: 64 * 48 * 2 }, () => random.below(256));
  const region = { left: 0, top: 0, right: 64, bottom: 48 };
  await settle(clock, device.sendFrame([{ kind: 'region', region, codec: 0, data: picture }], { key: true }).shown);
  const first = await settle(clock, device.screenshot());
  t.deepEqual(first.box, region);
  t.deepEqual(Buffer.from(first.pixels), Buffer.from(picture));
  await settle(clock, device.sendFrame(solid(0x77), { key: true }).shown);
  const second = await settle(clock, device.screenshot());
  t.deepEqual(second.box, { left: 3, top: 2, right: 59, bottom: 47 });
  const expected = picture.slice();
  for (let y = 2; y < 47; y++) expected.fill(0x77, (y * 64 + 3) * 2, (y * 64 + 59) * 2);
  t.deepEqual(Buffer.from(second.pixels), Buffer.from(expected));
  await settle(clock, device.screenshot({ changedOnly: false }));
  t.deepEqual(
    rig.handler.events.filter((event) => event.startsWith('snapshot')),
    ['snapshot false', 'snapshot true', 'snapshot false'],
  );
});

test('a port that disappears and returns under another name is found again by device id in two seconds', async (t) => {
  const clock = new VirtualClock();
  const rig = new DeviceRig(clock, testInfo, 2);
  const stranger = new DeviceRig(clock, { ...testInfo, deviceId: Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9) });
  const old = new VirtualSocket('old', clock, rig.ports[0]!, usb);
  const renamed = new VirtualSocket('new', clock, null, usb);
  const other = new VirtualSocket('other', clock, stranger.ports[0]!, usb);
  const random = new Random(78);
  const options = { timers: virtualTimers(clock), random: () => random.uint32(), find: async () => [other, renamed] };
  const device = await settle(clock, connect(old, options));
  const events: string[] = [];
  device.listen({ lost: () => events.push('lost'), found: () => events.push('found') });
  const pending = device.sendFrame(solid(1), { key: true });
  old.unplug();
  t.deepEqual(await settle(clock, pending.shown), { state: 'dropped', cause: 'lost' });
  t.deepEqual(await device.sendFrame(solid(2), { key: true }).accepted, { state: 'dropped', cause: 'lost' });
  await runAsync(clock, 700);
  t.deepEqual(events, ['lost']);
  renamed.plug(rig.ports[1]!);
  const returned = clock.time;
  while (!device.isConnected && clock.time - returned < 2_000_000) await runAsync(clock, 1);
  t.deepEqual(events, ['lost', 'found']);
  t.is(device.endpoint.name, 'new');
  const frame = device.sendFrame(solid(3), { key: true });
  t.is((await settle(clock, frame.shown)).state, 'shown');
  t.true(clock.time - returned < 2_000_000);
  // The stranger was asked who it is, and kept whatever it had.
  t.is(stranger.link.counters.sessions, 0);
});

test('a device that falls silent is lost after two seconds, and found when it speaks again', async (t) => {
  const { device, clock, rig } = await bench();
  const events: string[] = [];
  device.listen({ lost: (cause) => events.push(cause.name), found: () => events.push('found') });
  await settle(clock, device.sendFrame(solid(1), { key: true }).shown);
  rig.stall(4_000_000);
  device.sendFrame(solid(2), { key: true });
  await runAsync(clock, 2500);
  t.deepEqual(events, ['DeviceLostError']);
  await runAsync(clock, 3500);
  t.deepEqual(events, ['DeviceLostError', 'found']);
});

test('whoever is replaced is told, and does not come back by itself', async (t) => {
  const { device, clock, rig, options } = await bench();
  const events: string[] = [];
  device.listen({ replaced: () => events.push('replaced'), lost: () => events.push('lost') });
  const second = new VirtualSocket('second', clock, rig.ports[1]!, usb);
  const thief = await settle(clock, connect(second, options));
  await runAsync(clock, 3000);
  t.deepEqual(events, ['replaced']);
  t.false(device.isConnected);
  t.true(thief.isConnected);
  t.deepEqual(rig.handler.events, ['open', 'closed replaced', 'open']);
});

test('asking who is there takes the device from nobody', async (t) => {
  const { device, clock, rig, options } = await bench();
  const second = new VirtualSocket('second', clock, rig.ports[1]!, usb);
  const info = await settle(clock, identify(second, 500, options.timers));
  t.is(info.deviceId, '0102030405060708');
  await settle(clock, device.brightness(3));
  t.deepEqual(rig.handler.events, ['open', 'brightness 3']);
});

test('close takes leave, and says whether the picture stays', async (t) => {
  const { device, clock, rig, socket, options } = await bench();
  await settle(clock, device.close({ keep: true, keepSeconds: 90 }));
  t.deepEqual(rig.handler.events, ['open', 'closed bye-keep 90000000']);
  const again = await settle(clock, connect(socket, options));
  await settle(clock, again.close());
  t.is(rig.handler.events.at(-1), 'closed bye');
});

test('a session in which nothing happens is parked: the device may sleep, and nobody says a word until there is something to say', async (t) => {
  const { device, clock, rig } = await bench();
  await settle(clock, device.sendFrame(solid(1), { key: true }).shown);
  await runAsync(clock, 1500);
  t.false(rig.link.isStreaming);
  const good = rig.link.counters.packetsGood;
  await runAsync(clock, 65_000);
  t.true(device.isConnected);
  t.deepEqual(rig.handler.events, ['open']);
  t.is(rig.link.counters.packetsGood, good);
  t.is((await settle(clock, device.sendFrame(solid(2), { key: true }).shown)).state, 'shown');
});

test('a line on which nobody answers is an error that says what to do', async (t) => {
  const clock = new VirtualClock();
  const rig = new DeviceRig(clock);
  rig.stall(60_000_000);
  const socket = new VirtualSocket('mute', clock, rig.ports[0]!, usb);
  const error = await rejects(t, settle(clock, connect(socket, { timers: virtualTimers(clock), timeoutMillis: 800 })));
  t.is(error.name, 'NoAnswerError');
  t.regex(error.message, /mute.*check/);
  const empty = await rejects(t, connect(new VirtualSocket('hole', clock, null), { timers: virtualTimers(clock) }));
  t.is(empty.name, 'DeviceMissingError');
});

async function rejects(t: ExecutionContext, promise: Promise<unknown>): Promise<Error> {
  return (await t.throwsAsync(promise))!;
}
