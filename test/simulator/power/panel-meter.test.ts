import test, { type ExecutionContext } from 'ava';
import { PanelMeter } from '../../../simulator/power/panel-meter.js';
import { linearLight, PictureLevel } from '../../../simulator/power/picture-level.js';
import { PanelCounter, pricePanel } from '../../../simulator/power/price.js';
import { Session } from '../../support/session.js';

function near(t: ExecutionContext, value: number, expected: number, part = 1e-6): void {
  t.true(Math.abs(value - expected) <= part * Math.abs(expected), `${value} is not ${expected}`);
}

test('linear light: black is none, white is all, and a middling grey a fifth of it', (t) => {
  t.is(linearLight[0], 0);
  t.is(linearLight[0xffff], 1);
  near(t, linearLight[0xf800]!, 1 / 3);
  // 16 of 31 and 32 of 63: sRGB 0.516 and 0.508 are 0.2294 and 0.2217 linear (IEC 61966-2-1, by hand).
  near(t, linearLight[(16 << 11) | (32 << 5) | 16]!, (2 * 0.2294 + 0.2217) / 3, 1e-3);
});

test('the picture level follows every line the beam copies, and eight colours', (t) => {
  const session = new Session();
  const { clock, panel } = session.simulation;
  const level = new PictureLevel(panel);
  session.send([session.picture((_, y) => (y < 251 ? 0xffff : 0))]);
  near(t, level.at(clock.time), 0.5);
  session.send([{ kind: 'fill', region: { left: 0, top: 0, right: 410, bottom: 250 }, colour: 0x07e0 }], {
    key: false,
  });
  near(t, level.at(clock.time), (250 / 3 + 1) / 502);
  session.send([session.picture((x) => (x < 205 ? 0x8410 : 0x7bef))]);
  session.simulation.controller.driver.setDcsIdle(true, Math.ceil(clock.time));
  clock.runForMillis(10);
  near(t, level.at(clock.time), 0.5);
});

test('a meter’s price is the arithmetic of scans, nits and picture level, and of sleep', (t) => {
  const session = new Session({ oscillatorError: 0 });
  const { clock, panel, bus } = session.simulation;
  const { driver } = session.simulation.controller;
  const now = (): number => Math.ceil(clock.time);
  session.send([session.picture((_, y) => (y < 251 ? 0xffff : 0))]);
  driver.setBrightness(51, now()); // 120 nit
  clock.runForMillis(100);
  const meter = new PanelMeter(panel, 1);
  const previous = bus.onTouch;
  bus.onTouch = () => {
    previous?.();
    meter.look(clock.time);
  };
  meter.look(clock.time);
  meter.counts.fill(0);
  clock.runForMillis(10_000);
  meter.look(clock.time);
  // 12 + 0.3 x 60 + 0.7 x 120 x 0.5 = 72 mW for ten seconds.
  near(t, pricePanel(meter.counts), 720_000, 1e-6);
  meter.counts.fill(0);
  driver.sleep(now());
  session.simulation.controller.step(now());
  clock.runForMillis(100_000);
  meter.look(clock.time);
  // All but some scans of DISPOFF asleep at 0.05 mW.
  near(t, pricePanel(meter.counts), 5000, 1.5);
  t.true(meter.counts[PanelCounter.asleepMicros]! > 99_000_000);
  driver.wake(now());
  session.simulation.controller.step(now());
  clock.runForMillis(2000);
  meter.look(clock.time);
  t.is(meter.counts[PanelCounter.wakes], 1);
  near(t, meter.nits, 60);
});

test('a picture that is written once counts from the scan that shows it, however long nobody looks', (t) => {
  const session = new Session({ oscillatorError: 0 });
  const { clock, panel, bus } = session.simulation;
  session.send([session.picture(() => 0)]);
  const meter = new PanelMeter(panel, 1);
  bus.onTouch = () => meter.look(clock.time);
  meter.look(clock.time);
  meter.counts.fill(0);
  session.host.sendFrame([{ kind: 'fill', region: { left: 0, top: 0, right: 410, bottom: 502 }, colour: 0xffff }], {
    key: false,
  });
  clock.runForMillis(3_600_000);
  meter.look(clock.time);
  const nits = meter.counts[PanelCounter.nitMicros]! / 3_600_000_000;
  t.true(nits > 599.9 && nits < 600);
});

test('DCS idle mode in and out are two switches', (t) => {
  const session = new Session();
  const { clock, panel, bus } = session.simulation;
  const meter = new PanelMeter(panel, 1);
  bus.onTouch = () => meter.look(clock.time);
  meter.look(clock.time);
  for (const on of [true, false]) {
    session.simulation.controller.driver.setDcsIdle(on, Math.ceil(clock.time));
    session.simulation.controller.step(Math.ceil(clock.time));
    clock.runForMillis(50);
  }
  t.is(meter.counts[PanelCounter.switches], 2);
});
