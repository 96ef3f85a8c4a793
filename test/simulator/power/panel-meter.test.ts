import test, { type ExecutionContext } from 'ava';
import { co5300w410h502 } from '../../../firmware/panel/models/co5300-410x502.js';
import { PanelMeter } from '../../../simulator/power/panel-meter.js';
import { linearLight, PictureLevel } from '../../../simulator/power/picture-level.js';
import { PanelCounter, pricePanel } from '../../../simulator/power/price.js';
import { paint, rig } from '../../panel/rig.js';

const { width, height } = co5300w410h502;
const halfWhite = paint(width, height, (_, y) => (y < 251 ? 0xffff : 0));

function near(t: ExecutionContext, value: number, expected: number, part = 1e-6): void {
  t.true(Math.abs(value - expected) <= part * Math.abs(expected), `${value} is not ${expected}`);
}

/** A lit panel whose meter looks at every touch, and has nothing in its books. */
function metered(surface = halfWhite) {
  const lit = rig(co5300w410h502);
  lit.light(surface);
  const meter = new PanelMeter(lit.panel, 1);
  lit.bus.onTouch = () => meter.look(lit.clock.time);
  meter.look(lit.clock.time);
  meter.counts.fill(0);
  return { ...lit, meter };
}

test('linear light: black is none, white is all, and a middling grey a fifth of it', (t) => {
  t.is(linearLight[0], 0);
  t.is(linearLight[0xffff], 1);
  near(t, linearLight[0xf800]!, 1 / 3);
  // 16 of 31 and 32 of 63: sRGB 0.516 and 0.508 are 0.2294 and 0.2217 linear (IEC 61966-2-1, by hand).
  near(t, linearLight[(16 << 11) | (32 << 5) | 16]!, (2 * 0.2294 + 0.2217) / 3, 1e-3);
});

test('the picture level follows every line the beam copies, and eight colours', (t) => {
  const lit = rig(co5300w410h502);
  const { clock, panel, ask, write } = lit;
  const level = new PictureLevel(panel);
  lit.light(halfWhite);
  near(t, level.at(clock.time), 0.5);
  write(
    [0, 0, width, 250],
    paint(width, height, () => 0x07e0),
  );
  clock.runForMillis(50);
  near(t, level.at(clock.time), (250 / 3 + 1) / 502);
  write(
    [0, 0, width, height],
    paint(width, height, (x) => (x < 205 ? 0x8410 : 0x7bef)),
  );
  clock.runForMillis(50);
  const grey = level.at(clock.time);
  t.true(grey > 0.2 && grey < 0.24);
  // The left half has every component's highest bit, the right half none.
  ask((driver, now) => driver.setDcsIdle(true, now));
  clock.runForMillis(200);
  near(t, level.at(clock.time), 0.5);
});

test('a meter’s price is the arithmetic of scans, nits and picture level, and of sleep', (t) => {
  const { clock, meter, ask } = metered();
  ask((driver, now) => driver.setBrightness(51, now)); // 120 nit
  clock.runForMillis(10);
  meter.look(clock.time);
  meter.counts.fill(0);
  clock.runForMillis(10_000);
  meter.look(clock.time);
  // 12 + 0.3 x 60 + 0.7 x 120 x 0.5 = 72 mW for ten seconds.
  near(t, pricePanel(meter.counts), 720_000);
  ask((driver, now) => driver.setDcsIdle(true, now));
  clock.runForMillis(200);
  meter.look(clock.time);
  meter.counts.fill(0);
  clock.runForMillis(10_000);
  meter.look(clock.time);
  // 12 + 0.3 x 15 + 0.7 x 120 x 0.5 = 58.5 mW.
  near(t, pricePanel(meter.counts), 585_000);
  ask((driver, now) => driver.sleep(now));
  clock.runForMillis(1000);
  meter.look(clock.time);
  meter.counts.fill(0);
  clock.runForMillis(100_000);
  meter.look(clock.time);
  near(t, pricePanel(meter.counts), 5000);
  ask((driver, now) => driver.wake(now));
  clock.runForMillis(10);
  t.is(meter.counts[PanelCounter.wakes], 1);
});

test('a picture that is written once counts from the scan that shows it, however long nobody looks', (t) => {
  const { clock, meter, write } = metered(paint(width, height, () => 0));
  write(
    [0, 0, width, height],
    paint(width, height, () => 0xffff),
  );
  const from = clock.time;
  clock.runForMillis(3_600_000);
  meter.look(clock.time);
  const seconds = meter.counts[PanelCounter.nitMicros]! / 600 / 1_000_000;
  // All but a scan at most, and what the beam showed before the write was over.
  t.true(Math.abs(seconds - (clock.time - from) / 1_000_000) < 0.04, `${seconds} s`);
});

test('DCS idle mode in and out are two switches, and a glass that is off has no light', (t) => {
  const { clock, meter, ask } = metered();
  for (const on of [true, false]) {
    ask((driver, now) => driver.setDcsIdle(on, now));
    clock.runForMillis(200);
  }
  t.is(meter.counts[PanelCounter.switches], 2);
  ask((driver, now) => driver.off(now));
  clock.runForMillis(10);
  meter.look(clock.time);
  t.is(meter.nits, 0);
});
