import { readFileSync } from 'node:fs';
import test from 'ava';
import { PNG } from 'pngjs';
import { BURN_IN_BUDGET } from '../../../firmware/compose/face/always-on-face.js';
import { InputKind } from '../../../firmware/platform/inputs.js';
import { Mode } from '../../../firmware/power/modes.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { dayOfFace } from '../../support/power/burn-in.js';

const MOST_LIT = 0.1;

for (const panel of ['co5300-410x502', 'phone-904x572', 'st7789-240x280']) {
  test(`in 24 hours of the always-on face no pixel of ${panel} is lit beyond its budget, and a tenth at most at once`, (t) => {
    const simulation = new Simulation({ panel });
    const { minutes, inARow, mostLit } = dayOfFace(simulation);
    const greatest = (of: Uint16Array): number => of.reduce((most, value) => Math.max(most, value), 0);
    const lit = mostLit / minutes.length;
    t.log(`${(lit * 100).toFixed(1)} % lit, ${greatest(inARow)} minutes in a row, ${greatest(minutes)} of 1440`);
    t.true(lit > 0.005 && lit <= MOST_LIT);
    t.true(greatest(inARow) <= BURN_IN_BUDGET.minutesInARow);
    t.true(greatest(minutes) <= BURN_IN_BUDGET.minutesADay);
    t.is(simulation.tears.torn, 0);
    t.is(simulation.panel.warnings.count, 0);
    if (panel !== 'co5300-410x502') return;
    const golden = PNG.sync.read(readFileSync(new URL('../../golden/aod-burn-in.png', import.meta.url)));
    const changed = minutes.reduce((count, lit, at) => count + (lit === golden.data[at * 4]! ? 0 : 1), 0);
    t.is(changed, 0, 'the map is the golden one');
  });
}

/** A device that shows the face at this time of day. */
function shows(hour: number, minute: number, seconds = false, battery = -1): Simulation {
  const simulation = new Simulation();
  simulation.clock.runForMillis(1000);
  const now = Math.ceil(simulation.clock.time);
  simulation.controller.tellTime(Date.UTC(2026, 10, 22, hour, minute), 0, now);
  if (battery >= 0) simulation.press(InputKind.battery, battery);
  simulation.controller.governor.wishMode(Mode.aod, seconds, now);
  simulation.controller.step(now);
  simulation.clock.runForMillis(500);
  return simulation;
}

function differ(a: Uint16Array, b: Uint16Array): boolean {
  return a.some((pixel, at) => pixel !== b[at]);
}

/** Rows of the glass on which anything is lit. */
function litRows(simulation: Simulation): number {
  const { width, height } = simulation.model;
  const glass = simulation.glass();
  let rows = 0;
  for (let y = 0; y < height; y += 1)
    if (glass.subarray(y * width, (y + 1) * width).some((pixel) => pixel !== 0)) rows += 1;
  return rows;
}

test('the panel shows the face in eight colours, at 50 nits by day and 20 by night', (t) => {
  const nits = (simulation: Simulation): number => (simulation.panel.brightnessAt(simulation.clock.time) / 255) * 600;
  const day = shows(12, 0);
  t.true(new Set(day.glass()).size === 2);
  t.true(Math.abs(nits(day) - 50) < 2);
  const night = shows(21, 59);
  t.true(Math.abs(nits(night) - 50) < 2);
  night.clock.runForMillis(61_000);
  t.true(Math.abs(nits(night) - 20) < 2);
});

test('the face moves with every minute, and shows another one', (t) => {
  const simulation = shows(20, 58);
  const before = simulation.glass();
  simulation.clock.runForMillis(59_000);
  t.false(differ(simulation.glass(), before));
  simulation.clock.runForMillis(1500);
  t.true(differ(simulation.glass(), before));
});

test('with seconds something changes every second', (t) => {
  const simulation = shows(20, 58, true);
  const seen = new Set<string>();
  for (let second = 0; second < 10; second += 1) {
    simulation.clock.runForMillis(1000);
    seen.add(simulation.glass().join());
  }
  t.is(seen.size, 10);
});

test('the charge is shown where it is known: with the date it is one line, and the charger adds a sign', (t) => {
  const without = shows(12, 0);
  const known = shows(12, 0, false, 42);
  t.true(differ(known.glass(), without.glass()));
  t.true(Math.abs(litRows(known) - litRows(without)) <= 2);
  const charging = shows(12, 0, false, 42);
  charging.press(InputKind.charger, 1);
  known.clock.runForMillis(60_000);
  charging.clock.runForMillis(60_000);
  t.true(differ(charging.glass(), known.glass()));
});

test('a clock that jumps back is drawn anew within a second, and goes on', (t) => {
  const simulation = shows(20, 0);
  const before = simulation.glass();
  simulation.controller.tellTime(Date.UTC(2026, 10, 22, 8, 15), 0, Math.ceil(simulation.clock.time));
  simulation.clock.runForMillis(1000);
  const after = simulation.glass();
  t.true(differ(after, before));
  t.is(simulation.mode, 'aod');
  simulation.clock.runForMillis(60_000);
  t.true(differ(simulation.glass(), after));
});
