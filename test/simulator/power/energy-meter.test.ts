import test from 'ava';
import { Counter, Ledger } from '../../../firmware/power/ledger.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { Reckoning } from '../../../simulator/power/reckoning.js';
import { Session } from '../../support/session.js';

test('what work would have taken is paid out of the rest after it, and what that does not cover out of the next', (t) => {
  const ledger = new Ledger(0);
  const reckoning = new Reckoning(ledger, 32);
  ledger.rest(Counter.lightSleep, 0);
  reckoning.owe(300);
  reckoning.settle(100);
  ledger.wake(100);
  ledger.rest(Counter.wait240, 100);
  reckoning.settle(1100);
  ledger.settle(1100);
  t.is(reckoning.moved[Counter.lightSleep], -100);
  t.is(reckoning.moved[Counter.wait240], -200);
  t.is(reckoning.moved[Counter.awake240], 300);
  t.is(ledger.total(Counter.lightSleep) + ledger.total(Counter.wait240), 1100);
});

test('modes and sources each add up to the whole, and the whole is what its parts come to by hand', (t) => {
  const session = new Session({ oscillatorError: 0 });
  const { simulation } = session;
  session.send([session.picture(() => 0xffff)]);
  simulation.clock.runForMillis(500);
  const before = simulation.energy();
  const { bytes } = simulation.bus.counts;
  simulation.clock.runForMillis(10_000);
  const after = simulation.energy();
  for (const name of ['controller', 'bus', 'panel'] as const) {
    const whole = after.total[name];
    const byMode = after.modes.reduce((sum, { energy }) => sum + energy[name], 0);
    const bySource = Object.values(after.sources).reduce((sum, energy) => sum + energy[name], 0);
    t.true(Math.abs(byMode - whole) < 1e-6 * whole && Math.abs(bySource - whole) < 1e-6 * whole);
  }
  const micros = after.modes.reduce((sum, mode) => sum + mode.micros, 0);
  t.is(micros, Math.floor(simulation.clock.time));
  // White at 255 of 255 and 60 Hz: 12 + 18 + 0.7 x 600 mW, if nothing dims it.
  const milliwatts = (after.total.panel - before.total.panel) / 10_000;
  t.true(Math.abs(milliwatts - 450) < 0.5 || simulation.controller.driver.brightness < 255, `${milliwatts} mW`);
  t.is(simulation.bus.counts.bytes, bytes);
  t.is(after.total.bus, before.total.bus);
});

test('a processor that is charged and one that is reckoned come to the same energy', (t) => {
  const [free, charged] = [false, true].map((chargeCpu) => {
    const simulation = new Simulation({ chargeCpu, oscillatorError: 0 });
    simulation.clock.runForMillis(20_000);
    return simulation.energy().total;
  });
  for (const name of ['controller', 'bus', 'panel'] as const) {
    const [a, b] = [free![name], charged![name]];
    t.true(Math.abs(a - b) < 0.02 * a, `${name}: ${a} and ${b} uJ`);
  }
});

test('reading a meter changes nothing of what happens', (t) => {
  const [read, unread] = [true, false].map((reads) => {
    const simulation = new Simulation({ seed: 3 });
    for (let millis = 0; millis < 3000; millis += 7) {
      simulation.clock.runForMillis(7);
      if (reads) simulation.energy();
    }
    return { statistics: simulation.statistics(), energy: simulation.energy().total, glass: simulation.glass() };
  });
  t.deepEqual(read!.statistics, unread!.statistics);
  t.deepEqual(read!.glass, unread!.glass);
  for (const name of ['controller', 'bus', 'panel'] as const) {
    t.true(Math.abs(read!.energy[name] - unread!.energy[name]) < 1e-3 * unread!.energy[name]);
  }
});
