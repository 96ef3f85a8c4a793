import type { Clock } from '../platform/clock.js';
import type { Stepper } from '../platform/stepper.js';

const NEVER = Number.POSITIVE_INFINITY;
/** Steps in one go after which a stepper that stays due is a fault of its programmer. */
const MOST_STEPS = 8000;

/**
 * Runs every stepper that is due, in a fixed order, until none is, then sets the platform's one alarm to the latest moment
 * that serves the most urgent one: who can wait (`slack`) shares the wake of who cannot. Nothing polls: where no one has
 * work there is no alarm.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #steppers: readonly Stepper[];
  /** What the alarm was last set to; `Infinity` where none is. */
  alarmAt = NEVER;

  constructor(clock: Clock, steppers: readonly Stepper[]) {
    this.#clock = clock;
    this.#steppers = steppers;
  }

  /** Goes round until everyone was asked since somebody's last step, and nobody was due. */
  run(now: number): void {
    const steppers = this.#steppers;
    const { length } = steppers;
    let alarmAt = NEVER;
    let steps = 0;
    let index = 0;
    for (let asked = 0; asked < length; asked += 1) {
      const stepper = steppers[index]!;
      const { wakeAt } = stepper;
      if (wakeAt <= now) {
        if (steps === MOST_STEPS) throw new Error('a stepper is due again after every step');
        steps += 1;
        stepper.step(now);
        asked = -1;
        alarmAt = NEVER;
      } else if (wakeAt < alarmAt) {
        const latest = wakeAt + (stepper.slack ?? 0);
        if (latest < alarmAt) alarmAt = latest;
      }
      index += 1;
      if (index === length) index = 0;
    }
    this.alarmAt = alarmAt;
    this.#clock.alarm(alarmAt);
  }
}
