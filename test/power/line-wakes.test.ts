import test from 'ava';
import { Rest } from '../../firmware/platform/power.js';
import { Moded } from '../support/power/moded.js';

for (const [name, linkWakesDeep] of [
  ['light', false],
  ['deep', true],
] as const) {
  test(`a device in ${name} sleep loses the bytes that wake it, and nothing that they were to do`, (t) => {
    const device = new Moded(undefined, { losesBytesAsleep: true, power: { linkWakesDeep } });
    const { simulation, session } = device;
    t.is(device.frame(0xf800), 'shown');
    for (let round = 0; round < 5; round += 1) {
      device.wish('sleep').wait(60);
      t.is(simulation.power.resting, linkWakesDeep ? Rest.deepSleep : Rest.lightSleep);
      const lost = simulation.ports[0]!.overflowed;
      let answered = false;
      session.host.ask(0x0b, Uint8Array.of(0, 0), (type) => {
        answered = type === 0x91;
      });
      device.wait(1.5);
      t.true(simulation.ports[0]!.overflowed > lost, 'the first bytes are lost');
      t.true(answered);
      t.is(device.mode, 'active');
    }
    device.wait(60);
    device.wish('aod').wait(60);
    t.is(simulation.power.resting, Rest.lightSleep);
    t.is(device.frame(0x07e0), 'shown');
    t.true(device.isAll(0x07e0));
  });
}

test('a host greets a device that sleeps, and is answered', (t) => {
  const device = new Moded(undefined, { losesBytesAsleep: true });
  device.session.host.bye(false);
  device.wish('aod').wait(60);
  const other = device.session.another();
  t.is(device.simulation.power.resting, Rest.lightSleep);
  other.greet();
  device.wait(0.5);
  t.not(other.info, null);
});

test('what woke the device and said nothing lets it sleep again after a moment', (t) => {
  const device = new Moded().wish('aod').wait(100);
  const { power, controller } = device.simulation;
  const { wakes } = controller;
  device.simulation.ports[1]!.deliver(Uint8Array.of(0x55));
  device.wait(0.1);
  t.is(power.resting, Rest.wait);
  device.wait(0.3);
  t.is(power.resting, Rest.lightSleep);
  t.true(controller.wakes - wakes <= 8);
});
