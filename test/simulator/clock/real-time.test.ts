import test from 'ava';
import fc from 'fast-check';
import type { Wall } from '../../../simulator/clock/real-time.js';
import { RealTime } from '../../../simulator/clock/real-time.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';

/** A wall whose time the test moves; it holds the one timer that was asked for. */
class TestWall implements Wall {
  time = 5_000_000;
  timer: { at: number; run: () => void } | null = null;

  now(): number {
    return this.time;
  }

  after(micros: number, run: () => void): () => void {
    const timer = { at: this.time + micros, run };
    this.timer = timer;
    return () => {
      if (this.timer === timer) this.timer = null;
    };
  }

  /** Time passes; the timer goes off, `late` after its time. */
  ring(late = 0): void {
    const timer = this.timer;
    if (timer === null) throw new Error('no timer is set');
    this.timer = null;
    this.time = Math.max(this.time, timer.at) + late;
    timer.run();
  }
}

test('one timer is set for the next entry, and none where nothing is scheduled', (t) => {
  const wall = new TestWall();
  const clock = new VirtualClock();
  const time = new RealTime(clock, () => {}, wall);
  t.is(wall.timer, null);
  time.enter(() => clock.schedule(3000, () => {}));
  t.is(wall.timer?.at, wall.time + 3000);
  wall.ring();
  t.is(wall.timer, null);
});

test('what comes from outside happens at the wall’s present', (t) => {
  const wall = new TestWall();
  const clock = new VirtualClock();
  const time = new RealTime(clock, () => {}, wall);
  wall.time += 60_000_000;
  t.is(
    time.enter(() => clock.time),
    60_000_000,
  );
});

test('entries run at their own times however late the timer is, so lateness never changes results', (t) => {
  const plan = fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 9000 })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(plan, fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1 }), (entries, lates) => {
      const play = (clock: VirtualClock) => {
        const log: string[] = [];
        entries.forEach(([at, again], index) => {
          clock.schedule(at, () => {
            log.push(`${index} at ${clock.time}`);
            clock.schedule(clock.time + again, () => log.push(`${index} again at ${clock.time}`));
          });
        });
        return log;
      };
      const free = new VirtualClock();
      const expected = play(free);
      free.runUntil(1_000_000);
      const wall = new TestWall();
      const paced = new VirtualClock();
      const log = play(paced);
      const time = new RealTime(paced, () => {}, wall);
      for (let ring = 0; wall.timer !== null; ring += 1) wall.ring(lates[ring % lates.length]!);
      time.stop();
      t.deepEqual(log, expected);
    }),
  );
});

test('a machine that cannot keep up sees time stretched, and gives way to its sockets', (t) => {
  const wall = new TestWall();
  const clock = new VirtualClock();
  let runs = 0;
  const slow = () => {
    runs += 1;
    wall.time += 5000; // each entry takes five times what it may
    if (runs < 200) clock.schedule(clock.time + 1000, slow);
  };
  const time = new RealTime(clock, () => {}, wall);
  time.enter(() => clock.schedule(1000, slow));
  let rings = 0;
  while (wall.timer !== null) {
    wall.ring();
    rings += 1;
  }
  t.is(runs, 200);
  t.is(clock.time >= 200_000, true);
  t.true(rings > 20, 'work is done in slices');
});

test('whoever looks is told after something ran, and after something came from outside', (t) => {
  const wall = new TestWall();
  const clock = new VirtualClock();
  let told = 0;
  const time = new RealTime(
    clock,
    () => {
      told += 1;
    },
    wall,
  );
  time.catchUp();
  t.is(told, 0);
  time.enter(() => clock.schedule(10, () => {}));
  t.is(told, 1);
  wall.ring();
  t.is(told, 2);
  time.stop();
});
