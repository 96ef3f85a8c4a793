import test from 'ava';
import { BURN_IN_BUDGET } from '../../../firmware/compose/face/always-on-face.js';
import { Mode } from '../../../firmware/power/modes.js';
import { wakesOf } from '../../bench/power/measure.js';
import {
  alwaysOnBlob,
  filmBlob,
  pictureOf,
  spritesBlob,
  type TestPicture,
  wallBlob,
} from '../../support/packs/blobs.js';
import { FaceDevice } from '../../support/packs/face-device.js';
import { kinds, own, type TestNode, type TestPack } from '../../support/packs/pack-writer.js';
import { Painter } from '../../support/packs/painter.js';
import { strokeGlyphs } from '../../support/packs/stroke-glyphs.js';
import { dayOfFace } from '../../support/power/burn-in.js';
import { bestCycles } from '../../support/traces/best-cover.js';
import type { TraceFrame } from '../../support/traces/trace.js';

const FILM = [96, 96] as const;
const FILM_AT = [150, 300] as const;
const illustration = (width: number, height: number): TestPicture =>
  pictureOf(width, height, (x, y) => ((x >> 2) << 11) ^ ((y >> 1) << 5) ^ (((x * y) >> 6) & 31));
const frames = Array.from({ length: 10 }, (_, frame) =>
  pictureOf(...FILM, (x, y) => ((x - 48) ** 2 + (y - 48 + frame) ** 2 < 1600 ? 0xf800 + frame * 40 + (x & 7) : 0x0011)),
);
const glyphs = strokeGlyphs(20, 4, 6);
const CLOCK = [60, 60, 290, 100] as const;
const clock: TestNode = { kind: 5, box: CLOCK, blob: 3, colour: 0xffff, source: 16, own: own.text(1) };

function packOf(nodes: readonly TestNode[], alwaysOn?: readonly TestNode[], millis = [17, 17, 16]) {
  return (width: number, height: number): TestPack => ({
    ...{ width, height },
    scenes: [
      { face: 0, layer: 0, nodes },
      ...(alwaysOn === undefined ? [] : [{ face: 0, layer: 1 as const, nodes: alwaysOn }]),
    ],
    blobs: [
      { kind: kinds.WALL, codec: 1, id: 1, width, height, bytes: wallBlob(illustration(width, height), 1) },
      {
        ...{ kind: kinds.ANIM, id: 2, frames: 10, width: FILM[0], height: FILM[1] },
        bytes: filmBlob(
          frames,
          0,
          frames.map((_, index) => millis[index % millis.length]!),
        ),
      },
      { kind: kinds.SPRT, id: 3, bytes: spritesBlob(4, false, 100, glyphs) },
      { kind: kinds.SPRT, id: 4, bytes: spritesBlob(1, false, 100, strokeGlyphs(14, 1, 1)) },
      {
        ...{ kind: kinds.AODL, id: 5, width: 120, height: 40 },
        bytes: alwaysOnBlob(
          1,
          120,
          40,
          Array.from({ length: 4800 }, (_, at) => (Math.floor(at / 120) % 8 === 0 ? 1 : 0)),
        ),
      },
    ],
  });
}

const wall: TestNode = { kind: 1, box: [0, 0, 410, 502], blob: 1 };
const film: TestNode = { kind: 4, box: [...FILM_AT, ...FILM], blob: 2 };

test('a loop of sixty frames a second is shown frame for frame with the host away, without a tear', (t) => {
  const device = new FaceDevice(packOf([wall, film]));
  const { simulation } = device;
  const base = illustration(410, 502);
  const expected = frames.map(
    (frame) => new Painter(410, 502, 0).picture(base, 0, 0).picture(frame, ...FILM_AT).pixels,
  );
  device.clock.runForMillis(300);
  const shown: number[] = [];
  simulation.onWindows(() => {
    const gram = device.gram;
    shown.push(expected.findIndex((picture) => picture.every((pixel, at) => pixel === gram[at])));
  });
  device.clock.runForMillis(1000);
  t.false(shown.includes(-1), 'whatever is in GRAM is a whole frame');
  t.true(shown.length >= 59 && shown.length <= 61, `${shown.length} frames in a second`);
  shown.forEach((frame, at) => {
    if (at > 0) t.is(frame, (shown[at - 1]! + 1) % 10, 'none is left out');
  });
  t.is(simulation.tears.torn, 0);
  t.is(simulation.panel.warnings.count, 0);
  t.is(simulation.statistics().frames.dropped, 0);
});

test('the first picture comes within a second of the start, and nothing else before it but black', (t) => {
  const device = new FaceDevice();
  t.true(device.play(packOf([wall])(410, 502)));
  device.clock.runForMillis(200);
  t.deepEqual(device.glass, illustration(410, 502).pixels);
});

test('a digit’s tick over a whole illustration costs at most 1.1 times the best cover of its changed pixels', (t) => {
  const device = new FaceDevice(packOf([wall, clock]));
  const { simulation } = device;
  device.tellTime(20, 0, 58);
  device.controller.governor.wishMode(Mode.active, false, device.now);
  device.controller.step(device.now);
  device.clock.runForMillis(1000);
  let cycles = simulation.statistics().bus.cycles;
  let before = device.gram;
  let worst = 0;
  for (let minute = 1; minute <= 11; minute += 1) {
    device.clock.runForMillis(minute === 1 ? 2000 : 60_000);
    const after = device.gram;
    const text = `20:${minute < 10 ? '0' : ''}${minute}`;
    const expected = new Painter(410, 502, 0).picture(illustration(410, 502), 0, 0);
    t.deepEqual(after, expected.text(text, glyphs, 4, CLOCK, 1, 0xffff).pixels, text);
    const spent = simulation.statistics().bus.cycles - cycles;
    const best = bestCycles(changes(before, after, 410), 2, simulation.board.windowCycles);
    worst = Math.max(worst, spent / best);
    t.true(spent <= 1.1 * best, `${text}: ${spent} cycles, the best cover ${best}`);
    cycles += spent;
    before = after;
  }
  t.log(`at most ${worst.toFixed(3)} of the best cover`);
});

function changes(before: Uint16Array, after: Uint16Array, width: number): TraceFrame {
  const spans: [number, number, number][] = [];
  for (let at = 0; at < after.length; at += 1)
    if (before[at] !== after[at]) spans.push([Math.floor(at / width), at % width, 1]);
  return { spans } as unknown as TraceFrame;
}

const alwaysOn: readonly TestNode[] = [
  { kind: 3, box: [60, 100, 120, 40], blob: 5, colour: 0xffff },
  { kind: 5, box: [40, 150, 280, 90], blob: 4, colour: 0xffff, source: 16, own: own.text(1) },
];

test('the always-on scene of the pack is shown instead of the device’s own, in eight colours, once a minute', (t) => {
  const device = new FaceDevice(packOf([wall], alwaysOn));
  const { simulation } = device;
  device.tellTime(12, 34, 30);
  device.controller.governor.wishMode(Mode.aod, false, device.now);
  device.controller.step(device.now);
  device.clock.runForMillis(2000);
  t.is(simulation.mode, 'aod');
  t.true(simulation.panel.dcsIdle);
  const bars = (): [number, number] | undefined => {
    const { glass } = device;
    const at = glass.findIndex((pixel) => pixel !== 0);
    return at < 0 ? undefined : [at % 410, Math.floor(at / 410)];
  };
  const [x, y] = bars()!;
  const painter = new Painter(410, 502, 0);
  for (let row = 0; row < 40; row += 8) painter.fill(x, y + row, 120, 1, 0xffff);
  const box = [x - 20, y + 50, 280, 90] as const;
  t.deepEqual(device.glass, painter.text('12:34', strokeGlyphs(14, 1, 1), 1, box, 1, 0xffff).pixels);
  const wakes = wakesOf(simulation);
  device.clock.runForMillis(10 * 60_000);
  t.is(wakesOf(simulation) - wakes, 10, 'one wake a minute');
  t.notDeepEqual(bars(), [x, y], 'it has moved');
  simulation.press(0, 100);
  device.clock.runForMillis(300);
  t.deepEqual(device.glass, illustration(410, 502).pixels, 'a touch brings the face back');
  device.controller.faces.show(undefined, 0);
  device.controller.governor.wishMode(Mode.aod, false, device.now);
  device.controller.step(device.now);
  device.clock.runForMillis(2000);
  t.true(device.glass.some((pixel) => pixel !== 0));
  t.is(simulation.tears.torn, 0);
});

test('in 24 hours of a pack’s always-on scene no pixel is lit beyond its budget', (t) => {
  const device = new FaceDevice(packOf([wall], alwaysOn));
  device.clock.runForMillis(500);
  const { minutes, inARow, mostLit } = dayOfFace(device.simulation);
  const greatest = (of: Uint16Array): number => of.reduce((most, value) => Math.max(most, value), 0);
  t.log(`${greatest(inARow)} minutes in a row, ${greatest(minutes)} of 1440`);
  t.true(mostLit > 500 && mostLit <= minutes.length / 10);
  t.true(greatest(inARow) <= BURN_IN_BUDGET.minutesInARow);
  t.true(greatest(minutes) <= BURN_IN_BUDGET.minutesADay);
});

test('a pack whose pixels do not decode gives way to the start face', (t) => {
  const device = new FaceDevice();
  const start = device.controller.compositor.holder;
  const pack = packOf([wall, film])(410, 502);
  pack.blobs[1]!.bytes.fill(0xd0, 200);
  t.true(device.play(pack));
  device.clock.runForMillis(1500);
  t.is(device.controller.compositor.holder, start);
  t.is(device.simulation.tears.torn, 0);
});
