import test from 'ava';
import fc from 'fast-check';
import { Beam } from '../../firmware/blit/beam.js';

test('the true period always lies within the bounds, however many scans lie between two edges', (t) => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.08, max: 0.08, noNaN: true }),
      fc.nat(1_000_000),
      fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }),
      (error, phase, gaps) => {
        const period = (1e9 / 60) * (1 + error);
        const beam = new Beam(60, 510, 502);
        let scan = 0;
        beam.edge(Math.floor(phase));
        for (const gap of gaps) {
          scan += gap;
          beam.edge(Math.floor(phase + (scan * period) / 1000));
          t.true(beam.periodLow <= period && period <= beam.periodHigh);
        }
      },
    ),
  );
});

test('two edges in a row tell the period to a few thousandths', (t) => {
  const beam = new Beam(60, 510, 502);
  beam.edge(0);
  beam.edge(17_500);
  t.true(beam.periodHigh - beam.periodLow < 17_500_000 / 200);
});

test('doubled edges and edges of another clock leave the bounds at those of the nominal rate', (t) => {
  const beam = new Beam(60, 510, 502);
  const { periodLow, periodHigh } = beam;
  beam.edge(0);
  beam.edge(3);
  beam.edge(40);
  t.deepEqual([beam.periodLow, beam.periodHigh], [periodLow, periodHigh]);
  beam.edge(40 + 24_000);
  t.deepEqual([beam.periodLow, beam.periodHigh], [periodLow, periodHigh]);
});

test('edges at changing lines tell phase and period as well', (t) => {
  const lines = 510;
  fc.assert(
    fc.property(
      fc.double({ min: -0.08, max: 0.08, noNaN: true }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 502 })), {
        minLength: 2,
        maxLength: 12,
      }),
      (error, edges) => {
        const period = (1e9 / 60) * (1 + error);
        const beam = new Beam(60, lines, 502);
        let scan = 0;
        for (const [scans, line] of edges) {
          scan += scans;
          beam.expectLine(line);
          const at = Math.floor((scan * period + (line * period) / lines) / 1000);
          beam.edge(at);
          t.true(beam.periodLow <= period && period <= beam.periodHigh);
          const next = at * 1000 + beam.scanStart(0, period);
          t.true(Math.abs(next - (scan + 1) * period) < 1500);
        }
      },
    ),
  );
});

test('its place is vague from when the bounds of the period leave 200 us open, and before the first edge', (t) => {
  const beam = new Beam(60, 510, 502);
  t.true(beam.vagueAfter < 0);
  let at = 0;
  for (const gap of [1, 1, 7, 60]) {
    at += Math.round((gap * 1e6) / 60.3);
    beam.edge(at);
    /** How far the last of so many whole scans may be off, microseconds. */
    const off = (scans: number): number => (scans * (beam.periodHigh - beam.periodLow)) / 1000;
    const scans = ((beam.vagueAfter - at) * 1000) / beam.periodLow;
    t.true(off(scans + 0.001) > 200 && off(scans - 0.001) < 200, `${scans}`);
  }
  beam.forget();
  t.true(beam.vagueAfter < 0);
});
