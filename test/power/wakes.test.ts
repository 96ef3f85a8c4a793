import test from 'ava';
import { Rest } from '../../firmware/platform/power.js';
import { Moded } from '../support/power/moded.js';

const HOUR = 3600;

/** Exits from light and deep sleep, and steps of any kind, in an hour. */
function anHour(device: Moded): { light: number; deep: number; steps: number } {
  const { power, controller } = device.simulation;
  const [, light, deep] = power.rests;
  const { wakes } = controller;
  device.wait(HOUR);
  return { light: power.rests[1] - light, deep: power.rests[2] - deep, steps: controller.wakes - wakes };
}

test('an hour of the always-on face with minutes takes a wake a minute, and two at most beside', (t) => {
  const { light, deep, steps } = anHour(new Moded().wish('aod').wait(90));
  t.log(`${light} wakes, ${steps} steps`);
  t.true(light >= 60 && light <= 62);
  t.is(deep, 0);
  // Each minute: drawn, covered, the edge, the end of the write, and not much more. Nothing polls.
  t.true(steps <= 6 * 62);
});

test('with seconds it takes two a second at most', (t) => {
  const device = new Moded();
  device.simulation.controller.governor.wishMode(2, true, Math.ceil(device.simulation.clock.time));
  device.wait(90);
  const { light } = anHour(device);
  t.log(`${light} wakes`);
  t.true(light >= 3600 && light <= 7210);
});

test('asleep nothing wakes the device, be it by posture or by a wish, with the clock known and a picture kept', (t) => {
  for (const linkWakesDeep of [false, true]) {
    const device = new Moded({ hour: 21, minute: 30 }, { power: { linkWakesDeep } });
    device.frame();
    device.session.host.bye(true);
    device.wait(1).lie('faceDown').wait(5);
    t.is(device.simulation.power.resting, linkWakesDeep ? Rest.deepSleep : Rest.lightSleep);
    t.deepEqual(anHour(device), { light: 0, deep: 0, steps: 0 }, 'nightfall is no reason either');
    t.is(device.simulation.power.until, Number.POSITIVE_INFINITY);
    device.lie('inHand');
    t.is(device.mode, 'active');
    t.true(device.isAll(0x07e0));
  }
});

test('an idle device with a still picture of a host that has nothing to say does not wake at all', (t) => {
  const device = new Moded().wish('idle');
  device.frame();
  device.session.host.bye(true);
  device.wait(1).wish('idle').wait(120);
  const { light, steps } = anHour(device);
  // Night does not begin, and nothing dims any more.
  t.true(light <= 1 && steps <= 1);
});

test('a parked session sends nothing and lets the device sleep', (t) => {
  const device = new Moded().wish('idle');
  device.frame();
  let sent = 0;
  const { toHost } = device.session.line;
  const { deliver } = toHost;
  device.wait(120);
  toHost.deliver = (bytes) => {
    sent += bytes.length;
    deliver(bytes);
  };
  const { light } = anHour(device);
  t.true(device.simulation.controller.link.isOpen && !device.simulation.controller.link.isStreaming);
  t.log(`${light} wakes, ${sent} bytes`);
  t.is(device.simulation.power.resting, Rest.lightSleep);
  t.is(sent, 0);
  t.true(light <= 1);
});

test('an active device whose source draws 30 times a second sleeps between the frames and steps a few times for each', (t) => {
  const device = new Moded().wish('active').wait(60).cardComes(1_000_000);
  device.wait(5);
  const { frames } = device.card;
  const { power, controller } = device.simulation;
  const [wait, light] = power.rests;
  const { wakes } = controller;
  device.wait(60);
  const drawn = device.card.frames - frames;
  t.true(drawn > 1700 && drawn <= 1819);
  t.true(power.rests[1] - light >= drawn && power.rests[1] - light <= 3 * drawn);
  t.true(controller.wakes - wakes <= 7 * drawn);
  t.true(power.rests[0] - wait <= 5 * drawn);
});

test('the processor works at its fastest, waits for the bus at 80 MHz and for anything else at 40', (t) => {
  const device = new Moded();
  const { power, controller, bus } = device.simulation;
  device.frame();
  const seen = new Set<string>();
  for (let micros = 0; micros < 100_000; micros += 100) {
    device.simulation.clock.runForMicros(100);
    if (power.resting === Rest.wait) seen.add(`${controller.presenter.writing ? 'bus' : 'other'} ${power.megahertz}`);
    if (micros % 33_000 === 0)
      device.session.host.sendFrame(
        [{ kind: 'fill', region: { left: 0, top: 0, right: 120, bottom: 100 }, colour: micros & 0xffff }],
        { key: false },
      );
  }
  t.true(bus.counts.bytes > 0);
  t.deepEqual([...seen].sort(), ['bus 80', 'other 40']);
});
