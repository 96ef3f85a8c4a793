import test from 'ava';
import fc from 'fast-check';
import { Session } from '../support/session.js';

const pattern = (x: number, y: number): number => (x * 91 + y * 37) & 0xffff;

test('a panel that slept at any moment comes back with the picture it had, untorn, and the next frame is untorn too', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 400_000 }), (before, asleep) => {
      const session = new Session();
      const { clock, controller } = session.simulation;
      session.send([session.picture(pattern)]);
      session.host.sendFrame([{ kind: 'fill', region: { left: 0, top: 0, right: 60, bottom: 40 }, colour: 0xf81f }], {
        key: false,
      });
      const expected = (x: number, y: number): number => (x < 60 && y < 40 ? 0xf81f : pattern(x, y));
      clock.runForMicros(before);
      controller.driver.sleep(Math.ceil(clock.time));
      controller.step(Math.ceil(clock.time));
      clock.runForMicros(asleep);
      controller.driver.wake(Math.ceil(clock.time));
      controller.step(Math.ceil(clock.time));
      clock.runForMillis(700);
      t.is(session.wrongPixels(expected), 0);
      const log = session.send(
        [{ kind: 'fill', region: { left: 100, top: 0, right: 300, bottom: 502 }, colour: 0x07e0 }],
        { key: false },
      );
      t.is(log.shown?.state, 'shown');
      t.is(
        session.wrongPixels((x, y) => (x >= 100 && x < 300 ? 0x07e0 : expected(x, y))),
        0,
      );
      t.is(session.simulation.statistics().frames.torn, 0);
    }),
    { numRuns: 12 },
  );
});
