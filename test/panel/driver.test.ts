import test from 'ava';
import { RegionList } from '../../firmware/geometry/region-list.js';
import { definePanel } from '../../firmware/panel/define-panel.js';
import { send, waitMillis } from '../../firmware/panel/init-step.js';
import { panelModel } from '../../firmware/panel/models/registry.js';
import { paint, rig } from './rig.js';

const co5300 = panelModel('co5300-410x502');
const black = () => paint(410, 502, () => 0);

/** Codes as the driver hands them to the bus, with the time. */
function logged(model = co5300) {
  const r = rig(model);
  const log: { code: number; at: number }[] = [];
  const command = r.bus.command.bind(r.bus);
  r.bus.command = (code, params) => {
    log.push({ code, at: r.now() });
    command(code, params);
  };
  return { ...r, log };
}

test('nothing is sent before start, and a wish made before it is granted', (t) => {
  const r = logged();
  r.ask((d, now) => d.setBrightness(17, now));
  t.is(r.driver.wakeAt, Number.POSITIVE_INFINITY);
  t.is(r.log.length, 0);
  r.light(black());
  t.is(r.panel.brightnessAt(r.clock.time), 17);
});

test('settle times are remaining time: a wish long after the last change is granted at once', (t) => {
  const r = logged();
  r.light(black());
  r.clock.runForMillis(1000);
  const asked = r.now();
  r.ask((d, now) => d.sleep(now));
  t.deepEqual(r.log.slice(-2), [
    { code: 0x28, at: asked },
    { code: 0x10, at: asked },
  ]);
  r.clock.runForMillis(1000);
  const woken = r.now();
  r.ask((d, now) => d.wake(now));
  t.deepEqual(r.log.at(-1), { code: 0x11, at: woken });
});

test('a wish made too early waits what is left of 120 ms, and not more', (t) => {
  const r = logged();
  r.light(black());
  r.clock.runForMillis(1000);
  r.ask((d, now) => d.sleep(now));
  const slept = r.now();
  r.clock.runForMillis(100);
  r.ask((d, now) => d.wake(now));
  r.clock.runForMillis(100);
  const woke = r.log.find(({ code, at }) => code === 0x11 && at > slept)!.at;
  t.true(woke - slept >= 120_000 && woke - slept < 121_000, `${woke - slept} us`);
});

test('a wish withdrawn before it could be granted leaves no command behind', (t) => {
  const r = logged();
  r.light(black());
  r.clock.runForMillis(1000);
  r.ask((d, now) => d.sleep(now));
  const count = r.log.length;
  r.clock.runForMillis(50);
  r.ask((d, now) => d.wake(now));
  r.clock.runForMillis(20);
  r.ask((d, now) => d.sleep(now));
  r.clock.runForMillis(1000);
  t.is(r.log.length, count);
  t.false(r.panel.awake);
});

test('the longer of a wait in the data and a settle time wins', (t) => {
  // Any command may follow SLPOUT after 5 ms.
  for (const [wait, expected] of [
    [2, 5],
    [80, 80],
  ] as const) {
    const r = logged(definePanel({ ...co5300, init: [send(0x11), waitMillis(wait), send(0x13)], gramAccess: null }));
    r.ask((d, now) => d.start(now));
    r.untilReady();
    const between = r.log[1]!.at - r.log[0]!.at;
    t.true(between >= expected * 1000 && between < expected * 1000 + 1000, `${between} us for ${wait} ms`);
  }
});

test('the glass lights up no sooner than the beam has passed the first whole frame', (t) => {
  for (const oscillatorError of [-0.08, 0.08]) {
    const r = rig(co5300, { oscillatorError });
    r.ask((d, now) => d.start(now));
    r.untilReady();
    r.write(
      [0, 0, 410, 502],
      paint(410, 502, () => 0x1234),
    );
    r.ask((d, now) => d.frameWritten(now));
    const written = r.clock.time;
    while (!r.panel.on && r.clock.next < Number.POSITIVE_INFINITY) r.clock.runUntil(r.clock.next);
    t.true(r.panel.lookFullBrightness(r.clock.time).every((pixel) => pixel === 0x1234));
    t.true(r.clock.time - written < 20_000);
  }
});

test('SLPIN waits what is left of 120 ms after SLPOUT, also where init is shorter than that', (t) => {
  const model = definePanel({ ...co5300, init: [send(0x11)], gramAccess: null });
  const r = logged(model);
  r.ask((d, now) => d.start(now));
  r.untilReady();
  r.ask((d, now) => d.frameWritten(now));
  r.ask((d, now) => d.sleep(now));
  r.clock.runForMillis(200);
  t.deepEqual(
    r.log.map(({ code }) => code),
    [0x11, 0x10],
    'the glass was never lit',
  );
  const between = r.log[1]!.at - r.log[0]!.at;
  t.true(between >= 120_000 && between < 121_000, `${between} us`);
});

test('a held driver sleeps, also when a wait of its own ends meanwhile', (t) => {
  const r = logged(panelModel('rm67162-240x536'));
  r.ask((d, now) => d.start(now));
  r.untilReady();
  r.ask((d, now) => d.frameWritten(now));
  r.clock.runForMillis(30);
  t.is(r.log.at(-1)!.code, 0x29, '120 ms before its brightness');
  r.ask((d, now) => d.hold(true, now));
  t.is(r.driver.wakeAt, Number.POSITIVE_INFINITY);
  r.clock.runForMillis(200);
  t.is(r.log.at(-1)!.code, 0x29);
  r.ask((d, now) => d.hold(false, now));
  t.is(r.log.at(-1)!.code, 0x51);
  t.true(r.driver.lit);
});

test('commands wait while the driver is held, and settle times count from when they leave', (t) => {
  const r = logged();
  r.light(black());
  r.clock.runForMillis(1000);
  const count = r.log.length;
  r.driver.hold(true, r.now());
  r.ask((d, now) => d.sleep(now));
  t.is(r.driver.wakeAt, Number.POSITIVE_INFINITY);
  r.clock.runForMillis(30);
  t.is(r.log.length, count);
  t.false(r.driver.ready, 'no further blit is begun');
  const released = r.now();
  r.ask((d, now) => d.hold(false, now));
  t.deepEqual(r.log.at(-1), { code: 0x10, at: released });
  r.ask((d, now) => d.wake(now));
  r.clock.runForMillis(119);
  t.not(r.log.at(-1)!.code, 0x11);
});

test('DISPOFF and DISPON leave GRAM and sleep alone', (t) => {
  const r = logged();
  r.light(paint(410, 502, () => 0x1234));
  r.ask((d, now) => d.off(now));
  r.clock.runForMillis(20);
  t.false(r.panel.on);
  t.true(r.panel.awake);
  t.true(r.driver.ready);
  r.write([0, 0, 2, 2], black());
  r.ask((d, now) => d.on(now));
  r.clock.runForMillis(20);
  t.deepEqual([...r.panel.look(r.clock.time).subarray(0, 4)], [0, 0, 0x1234, 0x1234]);
});

test('a TE line is sent once, again after a wake, and never outside the scan', (t) => {
  const r = logged();
  r.light(black());
  const lines = () => r.log.filter(({ code }) => code === 0x44).length;
  const before = lines();
  r.ask((d, now) => d.setTeLine(300, now));
  r.ask((d, now) => d.setTeLine(300, now));
  t.is(lines(), before + 1);
  r.clock.runForMillis(200);
  r.ask((d, now) => d.sleep(now));
  r.clock.runForMillis(200);
  r.ask((d, now) => d.wake(now));
  r.clock.runForMillis(200);
  t.is(lines(), before + 3, 'init sends its own, the wish follows');
  t.throws(() => r.driver.setTeLine(510, r.now()), { instanceOf: RangeError });
  t.throws(() => r.driver.setTeLine(-1, r.now()), { instanceOf: RangeError });
});

test('a started panel can be started again: everything is owed, nothing is illegal', (t) => {
  const r = logged();
  r.light(paint(410, 502, () => 0x1234));
  r.ask((d, now) => d.start(now));
  t.true(r.driver.gramLost);
  t.false(r.driver.ready);
  r.light(black());
  t.true(r.driver.lit);
  t.is(r.panel.warnings.count, 0);
});

test('a region of a list is aligned in place', (t) => {
  const { driver } = rig(co5300);
  const list = new RegionList(new Uint16Array(8));
  list.add(0, 0, 2, 2);
  list.add(11, 7, 14, 9);
  driver.alignWindow(list, 1);
  t.deepEqual([...list.data], [0, 0, 2, 2, 10, 6, 14, 10]);
});
