import test from 'ava';
import { bestCover, bestCycles } from '../../support/traces/best-cover.js';
import { withBest } from '../../support/traces/best-cycles.js';
import { ownTrace } from '../../support/traces/own-traces.js';
import { cyclesOf, type TraceFrame } from '../../support/traces/trace.js';

function frameOf(spans: TraceFrame['spans']): TraceFrame {
  return { declared: [], spans, values: new Uint16Array(0), best: null, lvgl: null };
}

test('the slow cover finds the best one where that can be seen: a ring is four sides, two dots far apart two windows', (t) => {
  const ring = [0, 1, ...Array.from({ length: 36 }, (_, at) => at + 2), 38, 39].flatMap((y): TraceFrame['spans'] =>
    y < 2 || y > 37
      ? [[y, 0, 60]]
      : [
          [y, 0, 2],
          [y, 58, 2],
        ],
  );
  t.is(bestCycles(frameOf(ring), 2, 160), 4 * 160 + 4 * (2 * 60 * 2 + 2 * 36 * 2));
  t.is(
    cyclesOf(
      bestCover(
        frameOf([
          [4, 4, 1],
          [30, 50, 1],
        ]),
        2,
        160,
      ),
      160,
    ),
    2 * (160 + 16),
  );
});

test('the best covers on file are what the slow search finds', (t) => {
  for (const name of ['widgets-410x502', 'typing-240x536', 'sprite-450x600']) {
    for (const cost of [160, 1240]) {
      const trace = withBest(ownTrace(name), cost);
      for (const frame of trace.frames.slice(2, 4)) t.is(bestCycles(frame, trace.align, cost), frame.best ?? -1, name);
    }
  }
});
