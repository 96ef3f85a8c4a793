import test from 'ava';
import type { InputKind } from '../../firmware/platform/inputs.js';
import { Moded } from '../support/power/moded.js';

/** Frames presented in a minute by a source that draws 30 times a second, after these readings. */
function framesAMinute(...readings: readonly (readonly [keyof typeof InputKind, number])[]): number {
  const device = new Moded().wish('active').wait(45).cardComes(1_000_000);
  for (const [kind, value] of readings) device.press(kind, value);
  device.wait(60);
  const { counts } = device.simulation.controller.presenter;
  const before = counts.presented;
  device.wait(60);
  return counts.presented - before;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

test('heat lowers the rate: to 30, 15 and one frame a second', (t) => {
  t.true(within(framesAMinute(['heat', 400]), 1700, 1820));
  t.true(within(framesAMinute(['heat', 460]), 1600, 1820));
  t.true(within(framesAMinute(['heat', 510]), 800, 910));
  t.true(within(framesAMinute(['heat', 560]), 50, 64));
});

test('a low battery lowers it too, to one frame a minute at the end, and a charger lifts that', (t) => {
  t.true(within(framesAMinute(['battery', 14]), 800, 910));
  t.true(within(framesAMinute(['battery', 4]), 50, 64));
  t.true(within(framesAMinute(['battery', 1]), 1, 2));
  t.true(within(framesAMinute(['battery', 1], ['charger', 1]), 1700, 1820));
});

test('of what one asks for the other, the lower rate holds', (t) => {
  t.true(within(framesAMinute(['battery', 14], ['heat', 560]), 50, 64));
});

test('frames that come faster than the rate are dropped for newer ones, never queued, and the last one is shown', (t) => {
  const device = new Moded().press('heat', 560);
  device.frame(1);
  const { width, height } = device.session;
  const region = { left: 0, top: 0, right: width, bottom: height };
  const logs = Array.from({ length: 60 }, (_, at) => {
    device.wait(1 / 30);
    return device.session.host.sendFrame([{ kind: 'fill', region, colour: at + 100 }], { key: true });
  });
  device.wait(1.2);
  const fates = logs.map(({ shown }) => (shown?.state === 'dropped' ? shown.cause : shown?.state));
  t.is(fates.at(-1), 'shown');
  t.true(device.isAll(159));
  t.true(fates.every((fate) => fate === 'shown' || fate === 'replaced'));
  t.true(within(fates.filter((fate) => fate === 'shown').length, 2, 5));
});

test('brightness is what was asked for, less for heat and charge, for a picture that stood, for one that is all white', (t) => {
  const after = (act: (device: Moded) => void, colour = 0x2104): number => {
    const device = new Moded();
    device.frame(colour);
    act(device);
    return device.wait(2.5).brightness;
  };
  t.is(
    after(() => {}),
    255,
  );
  const asked = after((device) => device.simulation.controller.governor.setBrightness(100));
  t.is(asked, 100);
  t.is(
    after((device) => device.press('heat', 460)),
    153,
  );
  t.is(
    after((device) => device.press('battery', 10)),
    153,
  );
  t.is(
    after((device) => device.press('battery', 10).press('charger', 1)),
    255,
  );
  t.is(
    after((device) => device.wait(40)),
    102,
  );
  t.is(
    after(() => {}, 0xffff),
    191,
  );
});

test('a picture dims in a few commands, not in frames', (t) => {
  const device = new Moded();
  device.frame();
  device.wait(30);
  const { controller, bus } = device.simulation;
  const { presented } = controller.presenter.counts;
  const { bytes } = bus.counts;
  const levels = new Set<number>();
  for (let tenth = 0; tenth < 100; tenth += 1) levels.add(device.wait(0.1).brightness);
  t.is(controller.presenter.counts.presented, presented);
  t.true(levels.size >= 4 && levels.size <= 6);
  t.true(bus.counts.bytes - bytes <= 6 * 5);
});
