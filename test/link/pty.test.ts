import test, { type ExecutionContext } from 'ava';
import { SerialPort } from 'serialport';
import { serialEndpoint } from '../../hosts/node/serial-endpoint.js';
import { connect, type Device } from '../../hosts/sdk/device.js';
import { RealTime } from '../../simulator/clock/real-time.js';
import { VirtualClock } from '../../simulator/clock/virtual-clock.js';
import { Random } from '../../simulator/random.js';
import {
  bitErrors,
  droppedBytes,
  type Fault,
  insertedBytes,
  randomPacketFaults,
} from '../../simulator/serial/faults.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { DeviceRig } from '../support/link/device-rig.js';
import { openPtyPair } from '../support/link/pty-pair.js';
import { hasProgram } from '../support/system-program.js';

const FRAMES = 40;
const WIDTH = 64;
const HEIGHT = 48;

interface Faults {
  readonly toDevice?: readonly Fault[];
  readonly toHost?: readonly Fault[];
}

/** A device in real time behind one end of a pty pair; hands the host's end to `use`. */
async function overPty(
  t: ExecutionContext,
  faults: Faults,
  use: (path: string, rig: DeviceRig) => Promise<void>,
): Promise<void> {
  if (!hasProgram(t, 'socat', ['-V'])) return;
  const pair = await openPtyPair();
  const clock = new VirtualClock();
  const rig = new DeviceRig(clock);
  const line = new VirtualLine(clock, rig.ports[0]!, {
    toDevice: { bytesPerSecond: 800_000, faults: faults.toDevice ?? [] },
    toHost: { bytesPerSecond: 800_000, faults: faults.toHost ?? [] },
  });
  const time = new RealTime(clock);
  const port = new SerialPort({ path: pair.paths[0], baudRate: 115200 });
  port.on('data', (bytes: Buffer) => time.enter(() => line.toDevice.send(bytes)));
  line.toHost.deliver = (bytes) => port.write(Buffer.from(bytes));
  try {
    await new Promise((resolve) => port.once('open', resolve));
    await use(pair.paths[1], rig);
  } finally {
    time.stop();
    // What it was still writing when it is closed is nobody's any more.
    port.on('error', () => {});
    await new Promise((resolve) => port.close(resolve));
    pair.close();
  }
}

/** Sends frames of random pixels, two under way at a time; all have to be accepted, exact and in order. */
async function sendFrames(t: ExecutionContext, device: Device, rig: DeviceRig, seed: number): Promise<void> {
  const random = new Random(seed);
  const region = { left: 0, top: 0, right: WIDTH, bottom: HEIGHT };
  const sent: Uint8Array[] = [];
  const got: Uint8Array[] = [];
  rig.handler.onAccepted = (_, picture) => got.push(picture.slice());
  let longest = 0;
  for (let frame = 0; frame < FRAMES; frame++) {
    const data = Uint8Array.from({ length: WIDTH * HEIGHT * 2 }, () => random.below(256));
    sent.push(data);
    const start = performance.now();
    const { written, accepted } = device.sendFrame([{ kind: 'region', region, codec: 0, data }], { key: frame === 0 });
    await written;
    if (frame % 2 === 1) t.deepEqual(await accepted, { state: 'accepted' });
    longest = Math.max(longest, performance.now() - start);
  }
  t.is(got.length, FRAMES);
  t.true(got.every((picture, index) => Buffer.compare(picture, sent[index]!) === 0));
  t.log(`longest wait for a frame ${longest.toFixed(0)} ms, ${rig.link.counters.packetsBad} bad packets`);
}

for (const rate of [1e-6, 1e-5, 1e-4]) {
  test.serial(`over a real pty with a bit error rate of ${rate} every frame arrives exact`, async (t) => {
    const faults = { toDevice: [bitErrors(new Random(1), rate)], toHost: [bitErrors(new Random(2), rate)] };
    await overPty(t, faults, async (path, rig) => {
      const device = await connect(serialEndpoint(path));
      await sendFrames(t, device, rig, 3);
      await device.close();
    });
  });
}

test.serial(
  'over a real pty that drops, inserts, doubles and loses acknowledges every frame arrives exact',
  async (t) => {
    const faults = {
      toDevice: [
        randomPacketFaults(new Random(4), 0, 0.05),
        droppedBytes(new Random(5), 1e-4),
        insertedBytes(new Random(6), 1e-5),
      ],
      toHost: [randomPacketFaults(new Random(7), 0.2, 0)],
    };
    await overPty(t, faults, async (path, rig) => {
      const device = await connect(serialEndpoint(path));
      await sendFrames(t, device, rig, 8);
      await device.close();
    });
  },
);

test.serial('over a real pty nothing is lost while the device stalls for 50, 200 and 1000 ms', async (t) => {
  await overPty(t, {}, async (path, rig) => {
    const device = await connect(serialEndpoint(path));
    for (const millis of [50, 200, 1000]) {
      rig.stall(millis * 1000);
      await sendFrames(t, device, rig, millis);
    }
    t.is(rig.ports[0]!.overflowed, 0);
    t.is(rig.link.counters.gaps, 0);
    t.deepEqual(rig.handler.events, ['open']);
    await device.close();
  });
});

test.serial('over a real pty a session opens after noise, AT commands and a boot log', async (t) => {
  await overPty(t, {}, async (path, rig) => {
    const random = new Random(9);
    const noise = Buffer.from(Uint8Array.from({ length: 65536 }, () => random.below(256)));
    const port = new SerialPort({ path, baudRate: 115200 });
    await new Promise((resolve) => port.once('open', resolve));
    for (const bytes of [noise, Buffer.from('AT\r\nATE0\r\nAT+GMI\r\n'), Buffer.from('rst:0x1 (POWERON)\r\n')])
      port.write(bytes);
    await new Promise((resolve) => port.drain(resolve));
    await new Promise((resolve) => port.close(resolve));
    t.is(rig.link.bytesSent, 0);
    const device = await connect(serialEndpoint(path));
    await sendFrames(t, device, rig, 10);
    await device.close();
  });
});
