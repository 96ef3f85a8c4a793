import test from 'ava';
import fc from 'fast-check';
import { WindowTiming } from '../../../firmware/bus/timing.js';
import { definePanel } from '../../../firmware/panel/define-panel.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import { WrittenWindows } from '../../../simulator/bus/written-windows.js';
import { TearJudge } from '../../../simulator/panel/tear.js';
import { Random } from '../../../simulator/random.js';
import { paint, rig } from '../../panel/rig.js';

const OLD = 0x0000;
const NEW = 0xffff;

/** A small RM67162, so that a present is quick to judge by pixels; it turns the picture in every way. */
const model = definePanel({
  ...panelModel('rm67162-240x536'),
  name: 'small',
  width: 40,
  height: 60,
  gram: { width: 40, height: 60 },
  scan: { hz: 60.5, lines: 68 },
});

/** Whether any scan that begins while the write is seen shows some of its pixels new and some old. */
function tornByPixels(r: ReturnType<typeof rig>, windows: readonly number[], until: number): boolean {
  const { beam } = r.panel;
  const { width, height } = model;
  for (let scan = beam.scanFrom(r.clock.time - 2 * beam.scanMicros); scan < until; scan += beam.scanMicros) {
    // The last visible line was copied; the next scan has not begun.
    const look = scan + (height - 0.5) * beam.lineMicros;
    if (look <= r.clock.time) continue;
    r.clock.runUntil(look);
    const pixels = r.panel.look(look);
    let seenOld = false;
    let seenNew = false;
    for (let at = 0; at < windows.length; at += 4) {
      const [left, top, right, bottom] = windows.slice(at, at + 4) as [number, number, number, number];
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          if (pixels[y * width + x] === NEW) seenNew = true;
          else seenOld = true;
        }
      }
    }
    if (seenOld && seenNew) return true;
  }
  return false;
}

function meetsOne(windows: readonly number[], left: number, top: number, right: number, bottom: number): boolean {
  for (let at = 0; at < windows.length; at += 4) {
    const [l, t, r, b] = windows.slice(at, at + 4) as [number, number, number, number];
    if (left < r && l < right && top < b && t < bottom) return true;
  }
  return false;
}

test('torn by timestamps is torn by pixels, whatever the windows, the phase, the oscillator and the bus', (t) => {
  const old = paint(40, 60, () => OLD);
  const next = paint(40, 60, () => NEW);
  const random = new Random(20_26);
  const seen = { torn: 0, whole: 0 };
  for (let round = 0; round < 40; round += 1) {
    const r = rig(model, {
      seed: random.uint32(),
      oscillatorError: (random.fraction() - 0.5) * 0.16,
      // From a crawl that takes several scans to one that takes a line.
      board: { clockHz: [1_000_000, 2_000_000, 8_000_000, 40_000_000][round % 4]! },
    });
    r.light(old);
    const judge = new TearJudge(r.panel);
    let verdict = false;
    r.bus.onWritten = (written) => {
      verdict = judge.judge(written);
    };
    for (let present = 0; present < 10; present += 1) {
      const windows: number[] = [];
      for (let i = 1 + random.below(4); i > 0; i -= 1) {
        const [left, top] = [random.below(40) & ~1, random.below(60) & ~1];
        const right = Math.min(40, left + 2 + (random.below(40 - left) & ~1));
        const bottom = Math.min(60, top + 2 + (random.below(60 - top) & ~1));
        // A pixel that two windows hold is new after the first: the criterion is about windows that share none.
        if (!meetsOne(windows, left, top, right, bottom)) windows.push(left, top, right, bottom);
      }
      r.write([0, 0, 40, 60], old);
      r.clock.runForMicros(40_000 + random.fraction() * 20_000);
      r.driver.hold(true, r.now());
      r.bus.write(Uint16Array.from(windows), windows.length / 4, next, 0);
      const begun = r.clock.time;
      const timing = new WindowTiming(r.board);
      timing.restart();
      for (let at = 0; at < windows.length; at += 4)
        timing.next(windows[at + 2]! - windows[at]!, windows[at + 3]! - windows[at + 1]!);
      const end = begun + 100 + timing.micros(timing.end) + 2 * r.panel.beam.scanMicros;
      const pixels = tornByPixels(r, windows, end);
      r.clock.runUntil(end);
      t.is(verdict, pixels, `round ${round}, present ${present}, windows ${windows}`);
      seen[verdict ? 'torn' : 'whole'] += 1;
    }
  }
  t.true(seen.torn > 40 && seen.whole > 40, `${seen.torn} torn, ${seen.whole} whole`);
});

test('the criterion is exact to the microsecond at both ends of the unsafe starts', (t) => {
  const old = paint(40, 60, () => OLD);
  const next = paint(40, 60, () => NEW);
  const r = rig(model, { board: { clockHz: 10_000_000 } });
  r.light(old);
  const judge = new TearJudge(r.panel);
  let verdict = false;
  /** From the write's start to the scan starts it spoils. */
  let lead = { from: 0, until: 0 };
  r.bus.onWritten = (written) => {
    verdict = judge.judge(written);
    const { from, until } = judge.spread(written);
    lead = { from: from - written.start, until: until - written.start };
  };
  /** Writes the whole glass at `start`; answers what the timestamps and what the pixels say. */
  const attempt = (start: number) => {
    r.write([0, 0, 40, 60], old);
    r.clock.runUntil(start - 1000);
    r.driver.hold(true, r.now());
    r.bus.write(Uint16Array.of(0, 0, 40, 60), 1, next, start);
    const until = start + 3 * r.panel.beam.scanMicros;
    const pixels = tornByPixels(r, [0, 0, 40, 60], until);
    r.clock.runUntil(until);
    return { verdict, pixels };
  };
  attempt(Math.ceil(r.clock.time) + 50_000);
  for (const edge of ['from', 'until'] as const) {
    const seen = new Set<boolean>();
    for (let late = -3; late <= 3; late += 1) {
      // So that a scan starts where the spread begins or ends, and some microseconds beside it.
      const scan = r.panel.beam.scanFrom(r.clock.time + 60_000);
      const { verdict, pixels } = attempt(Math.round(scan - lead[edge]) + late);
      t.is(verdict, pixels, `${edge} ${late}`);
      seen.add(pixels);
    }
    t.is(seen.size, 2, `${edge}: torn on one side, whole on the other`);
  }
});

test('by hand: scans from the end of the first new pixel on, and before the end of the last one, are torn', (t) => {
  const r = rig(definePanel({ ...model, scan: { hz: 62.5, lines: 500 } }));
  r.light(paint(40, 60, () => OLD));
  const { beam } = r.panel;
  // Lines 10 to 13, 8 pixels wide, from 5000 us on; the beam takes 32 us a line.
  for (const { pixel, from, until } of [
    // Rows faster than the beam: the last line opens it, 5000 + 3 x 16 + 2 - 13 x 32, the first closes it, 5000 + 16 - 10 x 32.
    { pixel: 2, from: 4634, until: 4696 },
    // Rows slower than the beam: the first line opens it, 5000 + 8 - 10 x 32, the last closes it, 5000 + 4 x 64 - 13 x 32.
    { pixel: 8, from: 4688, until: 4840 },
  ]) {
    const judge = new TearJudge(r.panel);
    const written = new WrittenWindows();
    written.restart(4990, Uint16Array.of(4, 10, 12, 14), 1, pixel);
    written.add(4990, 5000, 5000 + 4 * 8 * pixel);
    written.end = 5000 + 4 * 8 * pixel;
    beam.begin(0, 62.5, 500);
    t.deepEqual(judge.spread(written), { from, until });
    const verdicts = [from - 1, from, until - 1, until].map((scan) => {
      beam.begin(scan, 62.5, 500);
      return judge.judge(written);
    });
    t.deepEqual(verdicts, [false, true, true, false]);
    t.deepEqual([judge.torn, judge.judged], [2, 4]);
  }
});

test('what is written to a dark glass is not torn', (t) => {
  const r = rig(model, { board: { clockHz: 1_000_000 } });
  r.light(paint(40, 60, () => OLD));
  const judge = new TearJudge(r.panel);
  r.bus.onWritten = (written) => {
    judge.judge(written);
  };
  // 9.8 ms of a scan of 16.5 ms: some of ten such writes meet the beam.
  for (let i = 0; i < 10; i += 1)
    r.write(
      [0, 0, 40, 60],
      paint(40, 60, () => NEW),
    );
  t.true(judge.torn > 0);
  const { torn } = judge;
  r.ask((d, now) => d.off(now));
  r.clock.runForMillis(20);
  for (let i = 0; i < 10; i += 1)
    r.write(
      [0, 0, 40, 60],
      paint(40, 60, () => OLD),
    );
  t.is(judge.torn, torn);
  t.is(judge.judged, 20);
});

test('in every rotation the criterion follows the beam, not the rows of the surface', (t) => {
  const random = new Random(7);
  for (const degrees of [90, 180, 270]) {
    const r = rig(model, { board: { clockHz: 2_000_000 } });
    r.ask((d, now) => {
      d.start(now);
      d.setRotation(degrees, now);
    });
    r.untilReady();
    const { width, height } = r.driver.alignment;
    const pictures = [paint(width, height, () => OLD), paint(width, height, () => NEW)] as const;
    r.write([0, 0, width, height], pictures[0]);
    r.ask((d, now) => d.frameWritten(now));
    r.clock.runForMillis(300);
    const judge = new TearJudge(r.panel);
    let verdict = false;
    r.bus.onWritten = (written) => {
      verdict = judge.judge(written);
    };
    const seen = new Set<boolean>();
    for (let present = 0; present < 30; present += 1) {
      r.write([0, 0, width, height], pictures[0]);
      r.clock.runForMicros(40_000 + random.fraction() * 20_000);
      const [left, top] = [random.below(width / 2) * 2, random.below(height / 2) * 2];
      const small = present % 2 === 0;
      const window = small ? [left, top, left + 2, top + 2] : [0, 0, width, height];
      r.driver.hold(true, r.now());
      r.bus.write(Uint16Array.from(window), 1, pictures[1], 0);
      const end = r.clock.time + 12_000 + 2 * r.panel.beam.scanMicros;
      const glassWindow = onGlass(degrees, window as [number, number, number, number]);
      const pixels = tornByPixels(r, glassWindow, end);
      r.clock.runUntil(end);
      t.is(verdict, pixels, `${degrees} degrees, present ${present}`);
      seen.add(pixels);
    }
    t.is(seen.size, 2);
  }

  /** Where a window of the turned surface lies on the glass. */
  function onGlass(degrees: number, [left, top, right, bottom]: [number, number, number, number]): number[] {
    if (degrees === 90) return [40 - bottom, left, 40 - top, right];
    if (degrees === 180) return [40 - right, 60 - bottom, 40 - left, 60 - top];
    return [top, 60 - right, bottom, 60 - left];
  }
});

test('the beam answers the first moment at or after a time, also for its own moments', (t) => {
  const r = rig(model);
  r.light(paint(40, 60, () => OLD));
  const { beam } = r.panel;
  const origin = beam.scanFrom(0);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 100_000 }), (line, scan) => {
      const moment = beam.at(line, origin + scan * beam.scanMicros + line * beam.lineMicros - 1e-3);
      return beam.at(line, moment) === moment && beam.at(line, moment + 1e-3) > moment;
    }),
  );
  t.pass();
});
