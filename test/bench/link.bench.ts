import { MessageType } from '../../firmware/link/messages.js';
import { stuffedBytes } from '../../firmware/link/packet.js';
import { VirtualClock } from '../../simulator/clock/virtual-clock.js';
import { Random } from '../../simulator/random.js';
import { bitErrors } from '../../simulator/serial/faults.js';
import { type LineOptions, VirtualLine } from '../../simulator/serial/virtual-line.js';
import { HostRig } from '../support/link/host-rig.js';
import { StreamRig } from '../support/link/stream-rig.js';
import type { BenchResult } from './bench-result.js';

const USB = 800_000;
const SLOW = 200_000;
const STREAM_MILLIS = 10_000;
const PAYLOADS = [1024, 256] as const;
const BIT_ERROR_RATES = [0, 1e-6, 1e-5, 1e-4] as const;
/** What the protocol's design asks for, in percent of the line. */
const LEAST: Record<number, readonly number[]> = { 1024: [95, 90, 55, 5], 256: [93, 90, 65, 10] };

function line(rate: number, bitErrorRate = 0): LineOptions {
  const wire = (seed: number) => ({
    bytesPerSecond: rate,
    latencyMicros: 500,
    chunkBytes: 64,
    faults: bitErrorRate > 0 ? [bitErrors(new Random(seed), bitErrorRate)] : [],
  });
  return { toDevice: wire(1), toHost: wire(2) };
}

/** Framing, goodput, latency of control and recovery of the link, all in virtual time. */
export async function run(): Promise<BenchResult> {
  const counts: Record<string, number> = {};
  const framing = PAYLOADS.map((payload) => {
    const bytes = stuffedBytes(payload + 10);
    counts[`framing-${payload}`] = bytes;
    return [payload, bytes, percent(bytes / payload - 1), payload === 1024 ? '<= 2 %' : '<= 6 %'];
  });
  const goodput = PAYLOADS.flatMap((payload) =>
    BIT_ERROR_RATES.map((rate, index) => {
      const rig = new StreamRig(new VirtualClock(), 5, line(USB, rate), payload, 160, 120);
      rig.open();
      rig.stream(STREAM_MILLIS);
      if (rig.wrongFrames > 0) throw new Error('a wrong pixel was accepted');
      const share = rig.acceptedBytes / ((STREAM_MILLIS / 1000) * USB);
      counts[`goodput-${payload}-${rate}`] = rig.acceptedBytes;
      const { resent } = rig.host.link.losses;
      return [
        payload,
        rate === 0 ? '0' : rate.toExponential(),
        percent(share),
        `>= ${LEAST[payload]![index]} %`,
        rig.acceptedFrames,
        resent,
      ];
    }),
  );
  const waits = [USB, SLOW].map((rate) => {
    const sorted = controlWaits(rate).sort((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)]!);
    counts[`control-p99-${rate}`] = at(0.99);
    return [rate, sorted.length, millis(at(0.5)), millis(at(0.99)), millis(at(1)), rate === USB ? '<= 10 ms' : ''];
  });
  const recoveries = [USB, SLOW].map((rate) => {
    const { session, picture } = recovery(rate);
    counts[`recovery-${rate}`] = picture;
    return [rate, millis(session), millis(picture), rate === USB ? '<= 1000 ms' : '<= 1500 ms'];
  });
  const tables = [
    { title: 'Framing: a full packet on the line', columns: ['payload', 'bytes', 'more', 'asked'], rows: framing },
    {
      title: `Goodput: pixels accepted in ${STREAM_MILLIS / 1000} s at ${USB} bytes/s`,
      columns: ['payload', 'bit errors', 'of the line', 'asked', 'frames', 'packets resent'],
      rows: goodput,
    },
    {
      title: 'Control while pixels stream: PING to PONG',
      columns: ['bytes/s', 'times', 'median', 'p99', 'most', 'asked'],
      rows: waits,
    },
    {
      title: 'Recovery: from the reopened line to the session, and to a key frame of 153,600 bytes',
      columns: ['bytes/s', 'session', 'picture accepted', 'asked'],
      rows: recoveries,
    },
  ];
  return { tables, json: { framing, goodput, waits, recoveries }, counts };
}

/** Microseconds from a PING to its PONG, at random moments of a stream. */
function controlWaits(rate: number): number[] {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 7, line(rate), 1024, 160, 120);
  const random = new Random(9);
  const waits: number[] = [];
  rig.open();
  rig.host.onWritten = () => rig.sendRandomFrame();
  rig.sendRandomFrame();
  rig.sendRandomFrame();
  for (let times = 0; times < 1000; times++) {
    clock.runForMicros(5000 + random.below(10_000));
    const asked = clock.time;
    rig.host.ask(MessageType.ping, new Uint8Array(0), () => waits.push(clock.time - asked));
  }
  return waits;
}

/** A line is cut in a stream and opened again: microseconds to the session and to the next picture. */
function recovery(rate: number): { session: number; picture: number } {
  const clock = new VirtualClock();
  const rig = new StreamRig(clock, 8, line(rate), 1024, 320, 240);
  rig.open();
  rig.stream(1000);
  rig.host.kill(rig.line);
  rig.line.close();
  clock.runForMillis(300);
  const reopened = clock.time;
  const host = new HostRig(clock, new VirtualLine(clock, rig.device.ports[0]!, line(rate)), 99);
  host.greet();
  while (host.info === null) clock.runForMillis(1);
  const data = new Uint8Array(320 * 240 * 2).fill(0x33);
  rig.expected.set(1, data);
  const region = { left: 0, top: 0, right: 320, bottom: 240 };
  const frame = host.sendFrame([{ kind: 'region', region, codec: 0, data }], { key: true });
  clock.runForMillis(3000);
  return { session: Math.round(host.openedAt - reopened), picture: Math.round(frame.acceptedAt - reopened) };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function millis(micros: number): string {
  return `${(micros / 1000).toFixed(1)} ms`;
}
