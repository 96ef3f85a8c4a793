import { crc32 } from 'node:zlib';
import test from 'ava';
import { boardFor, boardNamed } from '../../firmware/panel/boards.js';
import type { FrameMessage } from '../../hosts/sdk/device-types.js';
import { Simulation } from '../../simulator/headless/simulation.js';
import { Random } from '../../simulator/random.js';
import {
  bitErrors,
  droppedBytes,
  type Fault,
  insertedBytes,
  randomPacketFaults,
} from '../../simulator/serial/faults.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { drawMessages } from '../support/frame-interpreter.js';
import { HostRig } from '../support/link/host-rig.js';

const WIDTH = 240;
const HEIGHT = 280;

interface Row {
  readonly what: string;
  readonly faults: (seed: number) => { toDevice: Fault[]; toHost: Fault[] };
  readonly abandonOnLoss: boolean;
}

const errors = (rate: number) => (seed: number) => ({
  toDevice: [bitErrors(new Random(seed), rate)],
  toHost: [bitErrors(new Random(seed + 1), rate)],
});

const rows: Row[] = [
  { what: 'a bit error rate of 1e-5', faults: errors(1e-5), abandonOnLoss: false },
  { what: 'a bit error rate of 1e-4', faults: errors(1e-4), abandonOnLoss: false },
  { what: 'a bit error rate of 1e-4 and frames given up at a loss', faults: errors(1e-4), abandonOnLoss: true },
  {
    what: 'bytes dropped and inserted, packets doubled, acknowledges lost',
    faults: (seed) => ({
      toDevice: [
        randomPacketFaults(new Random(seed), 0, 0.1),
        droppedBytes(new Random(seed + 1), 1e-4),
        insertedBytes(new Random(seed + 2), 1e-5),
      ],
      toHost: [randomPacketFaults(new Random(seed + 3), 0.2, 0)],
    }),
    abandonOnLoss: false,
  },
];

const boards = [
  { where: '', board: boardFor('st7789-240x280') },
  { where: ' (two surfaces)', board: boardNamed('waveshare-rp2350-lcd-1.69') },
];

for (const { what, faults, abandonOnLoss, where, board } of rows.flatMap((row) =>
  boards.map((it) => ({ ...row, ...it })),
)) {
  test(`with ${what} the panel is given whole frames alone, and the glass ends with the last one${where}`, (t) => {
    const simulation = new Simulation({ panel: 'st7789-240x280', board, seed: 5 });
    const { clock } = simulation;
    clock.runForMillis(300);
    const { toDevice, toHost } = faults(40);
    const wire = { bytesPerSecond: 800_000, latencyMicros: 500, chunkBytes: 64 };
    const line = new VirtualLine(clock, simulation.ports[0]!, {
      toDevice: { ...wire, faults: toDevice },
      toHost: { ...wire, faults: toHost },
    });
    const host = new HostRig(clock, line, 71);
    host.greet();
    while (host.info === null) clock.runForMillis(1);

    const random = new Random(6);
    const whole = new Set<number>();
    let picture = new Uint8Array(WIDTH * HEIGHT * 2);
    let isKey = true;
    let wrong = 0;
    let presents = 0;
    let accepted = 0;
    simulation.onWindows(() => {
      // Until a frame is accepted the device shows its own face.
      if (accepted === 0) return;
      presents += 1;
      if (!whole.has(frontCrc(simulation))) wrong += 1;
    });
    let givenUp = 0;
    for (let frame = 0; frame < 60; frame++) {
      const messages = draw(random, isKey);
      const next = picture.slice();
      drawMessages(next, WIDTH, HEIGHT, messages, isKey);
      whole.add(crc32(next));
      const crc = frame % 3 === 0 ? { crc: crc32(next) } : {};
      const log = host.sendFrame(messages, { key: isKey, abandonOnLoss, ...crc });
      for (let wait = 0; log.accepted === null && wait < 5000; wait++) clock.runForMillis(1);
      if (log.accepted?.state === 'accepted') {
        accepted += 1;
        picture = next;
        isKey = false;
      } else {
        givenUp += 1;
        t.true(abandonOnLoss, JSON.stringify(log.accepted));
        isKey = log.accepted?.state === 'needKey';
      }
    }
    line.toDevice.faults = [];
    line.toHost.faults = [];
    const last: FrameMessage[] = draw(random, isKey);
    const shown = host.sendFrame(last, { key: isKey });
    drawMessages(picture, WIDTH, HEIGHT, last, isKey);
    whole.add(crc32(picture));
    for (let wait = 0; shown.shown === null && wait < 2000; wait++) clock.runForMillis(1);
    clock.runForMillis(50);
    t.is(shown.shown?.state, 'shown');
    t.is(wrong, 0);
    t.true(presents >= 10 && accepted >= (abandonOnLoss ? 10 : 60), `${presents} presents, ${accepted} accepted`);
    t.is(givenUp > 0, abandonOnLoss);
    const glass = simulation.glass();
    let differing = 0;
    for (let at = 0; at < glass.length; at++) {
      if (glass[at] !== picture[2 * at]! * 256 + picture[2 * at + 1]!) differing += 1;
    }
    t.is(differing, 0);
    t.is(host.closed, null);
    simulation.close();
  });
}

/** CRC of what is being presented. */
function frontCrc(simulation: Simulation): number {
  const { bytes, stride } = simulation.controller.chain.front;
  if (stride !== 2 * WIDTH) throw new Error('rows have gaps');
  return crc32(bytes.subarray(0, stride * HEIGHT));
}

/** A frame of every kind of message; a key frame begins with a fill of the whole panel. */
function draw(random: Random, isKey: boolean): FrameMessage[] {
  const messages: FrameMessage[] = [];
  const colour = random.below(65536);
  if (isKey) messages.push({ kind: 'fill', region: { left: 0, top: 0, right: WIDTH, bottom: HEIGHT }, colour });
  for (let count = 0; count < 3; count++) {
    const left = random.below(WIDTH - 70);
    const top = random.below(HEIGHT - 50);
    const region = { left, top, right: left + 10 + random.below(60), bottom: top + 5 + random.below(40) };
    const bytes = 2 * (region.right - region.left) * (region.bottom - region.top);
    messages.push({
      kind: 'region',
      region,
      codec: 0,
      data: Uint8Array.from({ length: bytes }, () => random.below(256)),
    });
    messages.push({ kind: 'copy', source: region, x: random.below(WIDTH - 70), y: random.below(HEIGHT - 50) });
  }
  messages.push({ kind: 'fill', region: { left: 1, top: 2, right: 9, bottom: 12 }, colour: random.below(65536) });
  return messages;
}
