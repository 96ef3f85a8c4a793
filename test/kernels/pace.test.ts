import test from 'ava';
import fc from 'fast-check';
import { PACK_BYTES_PER_SECOND, STRIP_BYTES, WindowTiming } from '../../firmware/bus/timing.js';
import { PaceWord } from '../../firmware/kernels/pace-word.js';
import { PACE_STATE_BYTES } from '../../firmware/kernels/state-sizes.js';
import { boardFor } from '../../firmware/panel/boards.js';
import { kernelSides } from '../support/kernel-sides.js';

const LINES = 510;
const MOST = 40;
const sides = kernelSides(PACE_STATE_BYTES + 8 * MOST);

const windows = fc.array(
  fc
    .record({
      left: fc.nat(300),
      top: fc.nat(400),
      width: fc.integer({ min: 1, max: 110 }),
      height: fc.integer({ min: 1, max: 102 }),
    })
    .map(({ left, top, width, height }) => [left, top, left + width, top + height] as const),
  { minLength: 1, maxLength: MOST },
);

/** Row by row, by the bus's own timing: no closed form, no ends that are enough. */
function walk(panel: string, list: readonly (readonly number[])[], period: number) {
  const timing = new WindowTiming(boardFor(panel));
  timing.restart();
  let [least, greatest, pixels, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const [left, top, right, end] of list as [number, number, number, number][]) {
    timing.next(right - left, end - top);
    for (let y = top; y < end; y += 1) {
      const begins = timing.firstPixel + (y - top) * timing.rowCycles;
      least = Math.min(least, timing.micros(begins) * 1000 - ((y + 1) * period) / LINES);
      greatest = Math.max(greatest, timing.micros(begins + timing.rowCycles) * 1000 - (y * period) / LINES);
    }
    pixels += (right - left) * (end - top);
    bottom = Math.max(bottom, end);
  }
  return { least, greatest, pixels, bottom, cycles: timing.end };
}

for (const panel of ['co5300-410x502', 'st7789-240x280']) {
  test(`no scan may start while rows of both frames are seen, on the bus of ${panel}: the pace is that of every single row`, (t) => {
    const { framing, clockHz, windowCycles } = new WindowTiming(boardFor(panel));
    fc.assert(
      fc.property(windows, fc.integer({ min: 15_000_000, max: 18_000_000 }), (list, period) => {
        const periodHigh = period + 90_000;
        const results = sides.map(({ kernels, bytes }) => {
          const words = new Int32Array(bytes.buffer, bytes.byteOffset, PACE_STATE_BYTES / 4);
          words.set([windowCycles, framing.pixelCycles, clockHz, STRIP_BYTES, PACK_BYTES_PER_SECOND, LINES]);
          const view = new Uint16Array(bytes.buffer, bytes.byteOffset + PACE_STATE_BYTES, 4 * MOST);
          list.forEach((window, index) => void view.set(window, index * 4));
          kernels.pace(bytes, 0, bytes, PACE_STATE_BYTES, list.length, period, periodHigh);
          return [...words];
        });
        t.deepEqual(results[0], results[1]);
        const words = results[0]!;
        for (const [side, time] of [period, periodHigh].entries()) {
          const { least, greatest, pixels, bottom, cycles } = walk(panel, list, time);
          // Stamps of rows are rounded down to nanoseconds, of which the last row takes two.
          t.true(Math.abs(words[PaceWord.leastLow + side]! - least) <= 3);
          t.true(Math.abs(words[PaceWord.greatestLow + side]! - greatest) <= 3);
          t.is(words[PaceWord.pixels], pixels);
          t.is(words[PaceWord.bottom], bottom);
          t.is(words[PaceWord.cycles], cycles);
        }
      }),
      { numRuns: 200 },
    );
  });
}

test('windows that hold nothing, and a bus that is none, are nothing', (t) => {
  for (const { kernels, bytes } of sides) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, PACE_STATE_BYTES / 4);
    words.fill(0);
    kernels.pace(bytes, 0, bytes, PACE_STATE_BYTES, 1, 16_000_000, 17_000_000);
    words.set([160, 4, 40_000_000, STRIP_BYTES, PACK_BYTES_PER_SECOND, LINES]);
    new Uint16Array(bytes.buffer, bytes.byteOffset + PACE_STATE_BYTES, 8).set([8, 8, 8, 20, 9, 9, 4, 4]);
    kernels.pace(bytes, 0, bytes, PACE_STATE_BYTES, 2, 16_000_000, 17_000_000);
    t.deepEqual([...words.slice(6)], [0, 0, 0, 0, 0, 0, 0, 0]);
  }
});
