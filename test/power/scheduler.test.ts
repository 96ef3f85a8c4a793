import test from 'ava';
import type { Clock } from '../../firmware/platform/clock.js';
import { EventKind } from '../../firmware/platform/events.js';
import type { Soloist, Stepper } from '../../firmware/platform/stepper.js';
import { EventQueue } from '../../firmware/power/event-queue.js';
import { Scheduler } from '../../firmware/power/scheduler.js';

class Alarms {
  readonly set: number[] = [];
  now(): number {
    return 0;
  }
  alarm(at: number): void {
    this.set.push(at);
  }
}

class Worker implements Stepper {
  readonly steps: number[] = [];
  readonly times: number[];
  constructor(times: number[]) {
    this.times = times;
  }
  get wakeAt(): number {
    return this.times[0] ?? Number.POSITIVE_INFINITY;
  }
  step(now: number): void {
    this.steps.push(now);
    while (this.wakeAt <= now) this.times.shift();
  }
}

const idle: Soloist = { wakeAt: Number.POSITIVE_INFINITY, concernsOthers: false, step() {} };

function schedulerOf(clock: Clock, others: readonly Stepper[]): Scheduler {
  return new Scheduler(clock, { presenter: idle, compositor: idle, link: idle }, others);
}

test('one alarm is set, at the earliest need', (t) => {
  const alarms = new Alarms();
  const scheduler = schedulerOf(alarms, [new Worker([50]), new Worker([30, 70])]);
  scheduler.run(0, true);
  scheduler.run(30, true);
  scheduler.run(50, true);
  scheduler.run(70, true);
  t.deepEqual(alarms.set, [30, 50, 70, Number.POSITIVE_INFINITY]);
});

test('who is not due is not woken', (t) => {
  const late = new Worker([100]);
  schedulerOf(new Alarms(), [new Worker([10]), late]).run(10, true);
  t.deepEqual(late.steps, []);
});

test('work that one stepper makes for another is done in the same step', (t) => {
  const second = new Worker([]);
  const first = new Worker([5]);
  const feeding: Stepper = {
    get wakeAt() {
      return first.wakeAt;
    },
    step(now) {
      first.step(now);
      second.times.push(now);
    },
  };
  schedulerOf(new Alarms(), [second, feeding]).run(5, true);
  t.deepEqual(second.steps, [5]);
});

test('a stepper that stays due is its programmer’s fault', (t) => {
  const stuck: Stepper = { wakeAt: 0, step() {} };
  const late = new Worker([100]);
  const alarms = new Alarms();
  const scheduler = schedulerOf(alarms, [late, stuck]);
  t.throws(() => scheduler.run(1, true), { message: /due again/ });
  t.is(scheduler.failed(1), stuck);
  // A second later it would be asked again.
  scheduler.run(1, true);
  t.deepEqual(alarms.set, [100]);
  scheduler.run(100, true);
  t.deepEqual([...alarms.set, ...late.steps], [100, 1_000_001, 100]);
});

test('events are taken in the order of time, ties in the order of kinds', (t) => {
  const queue = new EventQueue();
  queue.add(EventKind.readable, 20);
  queue.add(EventKind.te, 20);
  queue.add(EventKind.busDone, 30);
  queue.add(EventKind.readable, 10);
  const taken: [number, number][] = [];
  for (let kind = queue.take(); kind !== -1; kind = queue.take()) taken.push([kind, queue.takenAt]);
  t.deepEqual(taken, [
    [EventKind.readable, 10],
    [EventKind.te, 20],
    [EventKind.busDone, 30],
  ]);
});

test('who can wait shares the wake of who cannot, and is woken by itself when its slack is over', (t) => {
  const ran: string[] = [];
  let alarm = Number.NaN;
  const clock = {
    now: () => 0,
    alarm: (at: number) => {
      alarm = at;
    },
  };
  const stepper = (name: string, times: number[], slack?: number): Stepper => ({
    get wakeAt() {
      return times[0] ?? Number.POSITIVE_INFINITY;
    },
    ...(slack === undefined ? {} : { slack }),
    step(now) {
      ran.push(`${name} ${now}`);
      times.shift();
    },
  });
  const scheduler = schedulerOf(clock, [stepper('patient', [100, 500], 300), stepper('urgent', [250, 1000])]);
  for (scheduler.run(0, true); alarm !== Number.POSITIVE_INFINITY; ) scheduler.run(alarm, true);
  t.deepEqual(ran, ['patient 250', 'urgent 250', 'patient 800', 'urgent 1000']);
});
