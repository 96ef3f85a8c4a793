import test from 'ava';
import fc from 'fast-check';
import { Beam } from '../../firmware/blit/beam.js';
import { Pacer, Slot } from '../../firmware/blit/pacer.js';
import { PACK_BYTES_PER_SECOND, STRIP_BYTES, WindowTiming } from '../../firmware/bus/timing.js';
import { RegionList } from '../../firmware/geometry/region-list.js';
import { PaceWord } from '../../firmware/kernels/pace-word.js';
import type { Board } from '../../firmware/platform/board.js';
import { plainMemory, twins } from '../support/memory.js';

const LINES = 510;
const HEIGHT = 502;
const board: Board = {
  name: 'test',
  panel: 'test',
  framing: 'qspi',
  clockHz: 40_000_000,
  te: true,
  windowCycles: 160,
};

type Box = [left: number, top: number, right: number, bottom: number];

function list(boxes: readonly Box[]): RegionList {
  const regions = new RegionList(new Uint16Array(boxes.length * 4));
  for (const [left, top, right, bottom] of boxes) regions.add(left, top, right, bottom);
  return regions;
}

/** Painter's truth: does any scan of a panel with this period show rows of both frames? */
function tears(boxes: readonly Box[], start: number, scanZero: number, period: number): boolean {
  const line = period / LINES;
  const timing = new WindowTiming(board);
  timing.restart();
  const rows = boxes.flatMap(([left, top, right, bottom]) => {
    timing.next(right - left, bottom - top);
    const rowMicros = timing.micros(timing.rowCycles);
    const firstPixel = start + timing.micros(timing.firstPixel);
    return Array.from({ length: bottom - top }, (_, row) => {
      return { y: top + row, begin: firstPixel + row * rowMicros, end: firstPixel + (row + 1) * rowMicros };
    });
  });
  const first = Math.floor((start - scanZero) / period) - 2;
  for (let scan = first; scan < first + 8; scan += 1) {
    const at = scanZero + scan * period;
    let old = 0;
    let fresh = 0;
    for (const { begin, end, y } of rows) {
      // The line is read somewhere between its start and its end.
      if (at + y * line >= end) fresh += 1;
      else if (at + (y + 1) * line <= begin) old += 1;
      else return true;
    }
    if (old > 0 && fresh > 0) return true;
  }
  return false;
}

const boxes: fc.Arbitrary<Box[]> = fc
  .array(
    fc
      .tuple(fc.nat(200), fc.nat(240), fc.integer({ min: 1, max: 105 }), fc.integer({ min: 1, max: 130 }))
      .map(
        ([x, y, width, height]): Box => [
          x * 2,
          y * 2,
          Math.min(410, (x + width) * 2),
          Math.min(HEIGHT, (y + height) * 2),
        ],
      ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.sort((a, b) => a[1] - b[1]));

test('a start the pacer admits shows every frame whole, whatever the oscillator does within 8 %', (t) => {
  let open = 0;
  fc.assert(
    fc.property(
      boxes,
      fc.double({ min: -0.08, max: 0.08, noNaN: true }),
      fc.double({ min: 0, max: 20_000, noNaN: true }),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 0, max: 4 }),
      (windows, error, phase, wait, edges) => {
        const period = (1e6 / 60) * (1 + error);
        const line = period / LINES;
        const beam = new Beam(60, LINES, HEIGHT);
        const pacer = new Pacer(beam, new WindowTiming(board), twins, plainMemory);
        // Edges come at the start of the porch, stamped in whole microseconds.
        const edgeAt = (index: number): number => phase + index * period;
        for (let index = 0; index <= edges; index += 1) beam.edge(Math.floor(edgeAt(index)));
        const now = Math.ceil(edgeAt(edges)) + wait;
        const scanZero = phase + (LINES - HEIGHT) * line;
        if (pacer.find(list(windows), now, 0) !== Slot.open) return;
        open += 1;
        t.true(pacer.startAt >= now && pacer.startAt <= pacer.closesAt);
        t.false(tears(windows, pacer.startAt, scanZero, period));
        t.false(tears(windows, pacer.closesAt, scanZero, period));
      },
    ),
    { numRuns: 1500 },
  );
  t.true(open > 500);
});

test('it is the earliest slot of all: scans tried one by one have none before it', (t) => {
  const margin = 6000;
  let open = 0;
  fc.assert(
    fc.property(
      boxes,
      fc.constantFrom(12_000_000, 40_000_000),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: HEIGHT })), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.oneof(fc.nat(40_000), fc.nat(2_000_000), fc.nat(200_000_000)),
      fc.double({ min: -0.08, max: 0.08, noNaN: true }),
      (windows, clockHz, edges, wait, error) => {
        const period = (1e6 / 60) * (1 + error);
        const beam = new Beam(60, LINES, HEIGHT);
        let scans = 0;
        for (const [gap, line] of edges) {
          scans += gap;
          beam.expectLine(line);
          beam.edge(Math.floor((scans + line / LINES) * period));
        }
        const timing = new WindowTiming({ ...board, clockHz });
        const pacer = new Pacer(beam, timing, twins, plainMemory);
        const pace = twins.openPace(plainMemory);
        const { words } = pace;
        const { framing, windowCycles } = timing;
        words.set([windowCycles, framing.pixelCycles, clockHz, STRIP_BYTES, PACK_BYTES_PER_SECOND, LINES]);
        pace.walk(list(windows), beam.periodLow, beam.periodHigh);
        const opened: string[] = [];
        const lead = 100 + 8 * windows.length;
        const now = beam.edgeAt + wait;
        const slot = pacer.find(list(windows), now, lead);
        const from = wait * 1000;
        const packed = Math.ceil((words[PaceWord.firstBytes]! * 1e6) / PACK_BYTES_PER_SECOND);
        const by = from + (lead + packed) * 1000 + 2 * margin;
        const ends = [
          [beam.periodLow, words[PaceWord.leastLow]!, words[PaceWord.greatestLow]!],
          [beam.periodHigh, words[PaceWord.leastHigh]!, words[PaceWord.greatestHigh]!],
        ] as const;
        for (let scan = -2; scan <= from / beam.periodLow + 2 && opened.length === 0; scan += 1) {
          const opens = Math.max(from - margin, ...ends.map(([time, least]) => beam.scanStart(scan, time) - least));
          const closes = Math.min(...ends.map(([time, , greatest]) => beam.scanStart(scan + 1, time) - greatest));
          if (by > closes || opens + 2 * margin > closes) continue;
          const startAt = Math.max(now, beam.edgeAt + Math.ceil((opens + margin) / 1000));
          opened.push(`${startAt} ${beam.edgeAt + Math.floor((closes - margin) / 1000)}`);
        }
        t.is(slot === Slot.open, opened.length > 0);
        if (slot !== Slot.open) {
          const fits = ends.some(([time, least, greatest]) => greatest - least + 2 * margin <= time);
          t.is(slot, fits ? Slot.needsEdge : Slot.none);
          return;
        }
        open += 1;
        t.is(`${pacer.startAt} ${pacer.closesAt}`, opened[0]!);
      },
    ),
    { numRuns: 1000 },
  );
  t.true(open > 200, `${open}`);
});

test('a whole frame at 40 MHz has a slot: it is written behind the beam over two scans', (t) => {
  const beam = new Beam(60, LINES, HEIGHT);
  const pacer = new Pacer(beam, new WindowTiming(board), twins, plainMemory);
  beam.edge(1000);
  t.is(pacer.find(list([[0, 0, 410, 502]]), 1000, 0), Slot.open);
  // The porch lasts 8 of 510 lines of 16,667 us.
  t.true(pacer.startAt > 1000 + 240 && pacer.startAt < 1000 + 2000);
});

test('a bus too slow for the panel has no slot', (t) => {
  const beam = new Beam(60, LINES, HEIGHT);
  const pacer = new Pacer(beam, new WindowTiming({ ...board, clockHz: 12_000_000 }), twins, plainMemory);
  beam.edge(1000);
  beam.edge(17_667);
  t.is(pacer.find(list([[0, 0, 410, 502]]), 17_700, 0), Slot.none);
});

test('before the first edge, and long after the last, an edge is needed', (t) => {
  const beam = new Beam(60, LINES, HEIGHT);
  const pacer = new Pacer(beam, new WindowTiming(board), twins, plainMemory);
  const small = list([[0, 0, 20, 20]]);
  t.is(pacer.find(small, 0, 0), Slot.needsEdge);
  beam.edge(1000);
  t.is(pacer.find(small, 1100, 0), Slot.open);
  t.is(pacer.find(small, 10_000_000, 0), Slot.needsEdge);
});

test('a few rows at the bottom beat the beam and are on the glass in the same scan', (t) => {
  const beam = new Beam(60, LINES, HEIGHT);
  const pacer = new Pacer(beam, new WindowTiming(board), twins, plainMemory);
  beam.edge(0);
  beam.edge(16_667);
  pacer.find(list([[0, 440, 100, 460]]), 16_700, 0);
  t.true(pacer.startAt < 16_700 + 200);
  t.true(pacer.shownScanAt < 16_667 + 300);
});

test('the edge is asked for at the last line from which every row still beats the beam', (t) => {
  const lead = 100;
  const period = 1e6 / 60;
  const line = period / LINES;
  const windows: Box[] = [[100, 300, 200, 360]];
  /** First scan after an edge at line `at` that shows the windows, when the bus begins as late as it may. */
  const shownScan = (at: number): number => {
    const beam = new Beam(60, LINES, HEIGHT);
    beam.expectLine(at);
    beam.edge(0);
    beam.edge(Math.round(period));
    const pacer = new Pacer(beam, new WindowTiming(board), twins, plainMemory);
    t.is(pacer.find(list(windows), Math.round(period), lead), Slot.open);
    const scanStart = period - at * line;
    return Math.abs(Math.round((pacer.shownScanAt - scanStart) / period));
  };
  const beam = new Beam(60, LINES, HEIGHT);
  beam.edge(0);
  beam.edge(Math.round(period));
  const pacer = new Pacer(beam, new WindowTiming(board), twins, plainMemory);
  pacer.find(list(windows), Math.round(period), lead);
  const best = pacer.edgeLine(lead, HEIGHT);
  t.is(shownScan(best), 0);
  t.is(shownScan(best + 3), 1);
  t.true(best > 280 && best < 300, `line ${best}`);
});

test('a whole frame, slower than the beam, may begin until its last row would be overtaken by the next scan', (t) => {
  const beam = new Beam(60, LINES, HEIGHT);
  beam.edge(0);
  beam.edge(16_667);
  const pacer = new Pacer(beam, new WindowTiming(board), twins, plainMemory);
  const whole = list([[0, 0, 410, 502]]);
  pacer.find(whole, 16_667, 100);
  const best = pacer.edgeLine(100, HEIGHT);
  // 20,590 us of writing against 501 lines of 32.7 us: 4.2 ms of the 16.7 must be left.
  t.true(best > 360 && best < 382, `line ${best}`);
  const startAfterEdgeAt = (line: number): number => {
    beam.expectLine(line);
    const edge = beam.edgeAt + 2 * 16_667 + Math.round(((line + LINES - HEIGHT) * 16_667) / LINES);
    beam.edge(edge);
    t.is(pacer.find(whole, edge, 100), Slot.open);
    beam.expectLine(HEIGHT);
    beam.edge(edge + Math.round(((HEIGHT - line) * 16_667) / LINES));
    return pacer.startAt - edge;
  };
  t.true(startAfterEdgeAt(best) < 60);
  t.true(startAfterEdgeAt(best + 12) > 3000);
});
