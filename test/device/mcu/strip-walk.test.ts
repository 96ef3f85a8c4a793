import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { MOST_WINDOWS } from '../../../firmware/damage/cover.js';
import { boardFor } from '../../../firmware/panel/boards.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import { VirtualBus } from '../../../simulator/bus/virtual-bus.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { VirtualPanel } from '../../../simulator/panel/virtual-panel.js';
import { Random } from '../../../simulator/random.js';
import { cProgram } from '../../support/c-program.js';

interface Case {
  readonly framing: 'qspi' | 'spi';
  readonly surface: Surface;
  readonly windows: readonly number[];
  readonly originX: number;
  readonly originY: number;
  readonly stripBytes: number;
}

/** What goes over the wires: `wires d|c bytes`, joined where neither changes; `|` where chip select goes up. */
type Wires = string[];

function join(wires: Wires, head: string, bytes: Uint8Array): void {
  const hex = Buffer.from(bytes).toString('hex');
  const last = wires.at(-1);
  if (last?.startsWith(head)) wires[wires.length - 1] = last + hex;
  else wires.push(head + hex);
}

/** The bytes of the simulator's bus: the panel is one that only listens. */
function simulated({ framing, surface, windows, originX, originY, stripBytes }: Case): Wires {
  const model = panelModel(framing === 'qspi' ? 'co5300-410x502' : 'st7789-240x280');
  const board = boardFor(model.name);
  const clock = new VirtualClock();
  const panel = new VirtualPanel({ model, framing, clockHz: board.clockHz });
  const wires: Wires = [];
  panel.select = () => {};
  panel.send = (bytes, at, length, _start, _byteMicros, lines, data) =>
    join(wires, `${lines} ${data ? 'd' : 'c'} `, bytes.subarray(at, at + length));
  panel.deselect = () => wires.push('|');
  const bus = new VirtualBus({ clock, board, panel, stripBytes });
  bus.origin(originX, originY);
  bus.write(Uint16Array.from(windows), windows.length / 4, surface, 0);
  clock.runForMillis(1000);
  return wires;
}

const GOOD = 0;

function coded(it: Case, expected = GOOD): Buffer {
  const { surface, windows } = it;
  const words = [it.framing === 'spi' ? 1 : 0, surface.width, surface.height, surface.stride, windows.length / 4];
  const head = Uint32Array.from([...words, it.originX, it.originY, it.stripBytes, expected]);
  return Buffer.concat([new Uint8Array(head.buffer), new Uint8Array(Uint16Array.from(windows).buffer), surface.bytes]);
}

function read(output: Buffer): Wires {
  const wires: Wires = [];
  for (let at = 0; at < output.length; ) {
    const [lines, data, length] = [output[at]!, output[at + 1]!, output.readUInt32LE(at + 2)];
    if (lines === 0) wires.push('|');
    else join(wires, `${lines} ${data === 1 ? 'd' : 'c'} `, output.subarray(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return wires;
}

function noise(width: number, height: number, stride: number, seed: number): Surface {
  const random = new Random(seed);
  return { bytes: Uint8Array.from({ length: stride * height }, () => random.below(256)), width, height, stride };
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    width: fc.integer({ min: 1, max: 80 }),
    height: fc.integer({ min: 1, max: 40 }),
    gap: fc.integer({ min: 0, max: 5 }),
    seed: fc.nat(),
    framing: fc.constantFrom('qspi' as const, 'spi' as const),
    originX: fc.integer({ min: 0, max: 600 }),
    originY: fc.integer({ min: 0, max: 600 }),
    stripBytes: fc.integer({ min: 160, max: 700 }),
    corners: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 }),
  })
  .map(({ width, height, gap, seed, corners, ...rest }) => ({
    ...rest,
    surface: noise(width, height, width * 2 + gap, seed),
    windows: corners.flatMap(([a, b, c, d]) => {
      const [left, top] = [a % width, b % height];
      return [left, top, left + 1 + (c % (width - left)), top + 1 + (d % (height - top))];
    }),
  }));

function walker(t: ExecutionContext) {
  const sources = ['mcu/strip-walk.c', '../kernels/c/copy-rows.c'].map((name) => `firmware/device/${name}`);
  return cProgram(t, ['test/device/mcu/walk.c', ...sources]);
}

test('the device sends the bytes that the simulator’s bus sends, in the same order, on the same wires', (t) => {
  const run = walker(t);
  if (run === null) return;
  fc.assert(
    fc.property(cases, (it) => {
      t.deepEqual(read(run(coded(it))), simulated(it));
    }),
    { numRuns: 60 },
  );
});

test('a window is 2A, 2B and 2C with what the origin makes of it, typed by hand', (t) => {
  const surface = noise(410, 502, 820, 1);
  const it = { surface, windows: [2, 4, 4, 6], originX: 22, originY: 0, stripBytes: 4096 };
  const row = (y: number) => Buffer.from(surface.bytes.subarray(y * 820 + 4, y * 820 + 8)).toString('hex');
  const pixels = row(4) + row(5);
  const run = walker(t);
  if (run === null) return;
  t.deepEqual(read(run(coded({ ...it, framing: 'qspi' }))), [
    ...['1 c 02002a00', '1 d 00180019', '|', '1 c 02002b00', '1 d 00040005', '|', '1 c 32002c00', `4 d ${pixels}`, '|'],
  ]);
  t.deepEqual(read(run(coded({ ...it, framing: 'spi' }))), [
    ...['1 c 2a', '1 d 00180019', '|', '1 c 2b', '1 d 00040005', '|', '1 c 2c', `1 d ${pixels}`, '|'],
  ]);
});

test('what leaves the surface, the strip or 16 bits is refused before anything is sent', (t) => {
  const run = walker(t);
  if (run === null) return;
  const it: Case = {
    ...{ framing: 'qspi', surface: noise(64, 32, 128, 1), windows: [0, 0, 64, 32] },
    ...{ originX: 0, originY: 0, stripBytes: 128 },
  };
  const [COUNT, WINDOW, ORIGIN, ROW] = [1, 2, 3, 4];
  const refused: readonly (readonly [Partial<Case>, number])[] = [
    [{ windows: [] }, COUNT],
    [{ windows: Array.from({ length: (MOST_WINDOWS + 1) * 4 }, (_, at) => (at % 4 < 2 ? 0 : 1)) }, COUNT],
    [{ windows: [0, 0, 65, 32] }, WINDOW],
    [{ windows: [0, 0, 64, 33] }, WINDOW],
    [{ windows: [4, 0, 4, 32] }, WINDOW],
    [{ windows: [0, 9, 64, 8] }, WINDOW],
    [{ windows: [0, 0, 2, 2, 0, 0, 65535, 2] }, WINDOW],
    [{ originX: 65536 - 63 }, ORIGIN],
    [{ originY: 65536 - 31 }, ORIGIN],
    [{ stripBytes: 126 }, ROW],
  ];
  for (const [change, fault] of refused) t.is(run(coded({ ...it, ...change }, fault)).length, 0);
  t.true(run(coded({ ...it, originX: 65536 - 64 })).length > 0);
});
