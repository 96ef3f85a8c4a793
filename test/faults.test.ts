import test from 'ava';
import { Session } from './support/session.js';
import { faultReports } from './xs/inside/fault-cases.js';

for (const { name, times, holder, ...report } of faultReports()) {
  test(`${name} (${times === 1 ? 'once' : `${times} times`}) leaves picture and link alive, and is counted`, (t) => {
    const { sprung, faults, ...then } = report;
    t.true(sprung >= 1 && sprung <= times);
    t.is(faults, sprung);
    t.deepEqual(then, { answers: true, accepts: true, shows: true, isWhole: true, isCalm: true });
  });

  if (name === 'a source that throws in its drawing') {
    test(`${name} (${times}) is dropped, and the device's own face is shown`, (t) => {
      t.is(holder, 'start');
    });
  }
}

test('after a bus that threw in the middle of a stream the glass shows the picture all the same, and the fault is told', (t) => {
  let broken = 0;
  const seen: unknown[] = [];
  const session = new Session({
    wrap: (platform) => ({
      ...platform,
      fault: (error) => seen.push(error),
      bus: {
        command: (code, params) => platform.bus.command(code, params),
        write: (windows, count, surface, start) => {
          if (broken === 1) {
            broken = 2;
            throw new Error('the DMA is out of descriptors');
          }
          platform.bus.write(windows, count, surface, start);
        },
        awaitTe: () => platform.bus.awaitTe(),
        origin: (x, y) => platform.bus.origin(x, y),
        reset: (low) => platform.bus.reset(low),
      },
    }),
  });
  const { simulation, width, height } = session;
  const whole = { left: 0, top: 0, right: width, bottom: height };
  session.send([{ kind: 'fill', region: whole, colour: 0x001f }]);
  simulation.clock.runForMillis(500);
  broken = 1;
  session.send([{ kind: 'fill', region: { left: 20, top: 20, right: 60, bottom: 60 }, colour: 0xf800 }], {
    key: false,
  });
  simulation.clock.runForMillis(2000);
  t.is(broken, 2);
  t.is(seen.length, 1);
  t.is(simulation.controller.faults, 1);
  const expected = new Uint16Array(width * height).fill(0x001f);
  for (let y = 20; y < 60; y += 1) expected.fill(0xf800, y * width + 20, y * width + 60);
  t.deepEqual(simulation.glass(), expected);
});

test('in the simulator what throws ends the run: a fault is found there, not survived', (t) => {
  const breaking = (): Session =>
    new Session({
      wrap: (platform) => ({
        ...platform,
        power: { facts: platform.power.facts, rest: () => {}, processorClock: breaks, panelRail: () => {} },
      }),
    });
  t.throws(breaking, { message: 'no such rate' });
});

function breaks(): never {
  throw new Error('no such rate');
}
