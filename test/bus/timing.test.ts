import test from 'ava';
import fc from 'fast-check';
import { WindowTiming } from '../../firmware/bus/timing.js';
import { boardFor, boards } from '../../firmware/panel/boards.js';
import type { Board } from '../../firmware/platform/board.js';

/** Strip by strip, as a driver with two strips works: packs one as soon as it is free, sends the other. */
function simulate(board: Board, windows: readonly (readonly [number, number])[], stripBytes: number) {
  const byteCycles = board.framing === 'qspi' ? 2 : 8;
  const free = [0, 0];
  let packer = 0;
  let strip = 0;
  let bus = 0;
  let isFirst = true;
  return windows.map(([width, height]) => {
    let rows = height;
    let firstPixel = -1;
    const begin = bus;
    while (rows > 0) {
      const take = Math.min(rows, Math.max(1, Math.floor(stripBytes / (width * 2))));
      const bytes = take * width * 2;
      const packed = isFirst ? 0 : Math.max(packer, free[strip]!) + Math.ceil((bytes * board.clockHz) / 84_000_000);
      packer = packed;
      isFirst = false;
      if (firstPixel < 0) bus += board.windowCycles;
      bus = Math.max(bus, packed);
      if (firstPixel < 0) firstPixel = bus;
      bus += bytes * byteCycles;
      free[strip] = bus;
      strip = 1 - strip;
      rows -= take;
    }
    return { begin, firstPixel, end: bus };
  });
}

test('windows are where a strip by strip simulation has them, to the cycle', (t) => {
  const size = fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 904 })),
    fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 600 })),
  );
  const anyBoard = fc.record({
    board: fc.constantFrom(...boards),
    gap: fc.constantFrom(0, 0, 1080),
    stripBytes: fc.constantFrom(4096, 4096, 1024, 16384),
  });
  fc.assert(
    fc.property(
      anyBoard,
      fc.array(size, { minLength: 1, maxLength: 30 }),
      ({ board: plain, gap, stripBytes }, sizes) => {
        const board = { ...plain, windowCycles: plain.windowCycles + gap };
        const timing = new WindowTiming(board, stripBytes);
        timing.restart();
        const expected = simulate(board, sizes, stripBytes);
        sizes.forEach(([width, height], i) => {
          timing.next(width, height);
          t.deepEqual({ begin: timing.begin, firstPixel: timing.firstPixel, end: timing.end }, expected[i]!);
        });
      },
    ),
    { numRuns: 300 },
  );
});

test('a whole frame is never kept waiting by packing', (t) => {
  const timing = new WindowTiming(boardFor('co5300-410x502'));
  timing.restart();
  timing.next(410, 502);
  t.is(timing.firstPixel, 160);
  t.is(timing.end, 160 + 410 * 502 * 4);
  t.is(timing.rowCycles, 1640);
  t.is(timing.nanos(timing.end), 20_586_000);
});

test('a big strip behind a small window waits until it is packed', (t) => {
  const timing = new WindowTiming(boardFor('co5300-410x502'));
  timing.restart();
  timing.next(2, 2);
  t.is(timing.end, 176);
  timing.next(410, 100);
  // Four rows of 820 bytes at 84 MB/s are 39.05 us: 1562 cycles of 40 MHz, rounded up.
  t.is(timing.firstPixel, 1562);
});

test('nanoseconds and microseconds of cycles are exact', (t) => {
  const at = (clockHz: number) => new WindowTiming({ ...boardFor('co5300-410x502'), clockHz });
  t.is(at(40_000_000).nanos(1), 25);
  t.is(at(80_000_000).nanos(3), 37);
  t.is(at(160_000_000).nanos(1_000_000_000), 6_250_000_000);
  t.is(at(40_000_000).micros(2), 0.05);
});

test('a bus faster than packing, or a window cheaper than its commands, throws', (t) => {
  const board = boardFor('co5300-410x502');
  t.throws(() => new WindowTiming({ ...board, clockHz: 169_000_000 }), { instanceOf: RangeError });
  t.throws(() => new WindowTiming({ ...board, windowCycles: 159 }), { instanceOf: RangeError });
});
