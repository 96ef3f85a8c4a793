import type { Clock } from '../platform/clock.js';
import type { Stepper } from '../platform/stepper.js';

/** Rounds in one step after which a stepper that stays due is a fault of its programmer. */
const MOST_ROUNDS = 1000;

/**
 * Runs every stepper that is due, in a fixed order, until none is, then sets the platform's one alarm to the latest moment
 * that serves the most urgent one: who can wait (`slack`) shares the wake of who cannot. Nothing polls: where no one has
 * work there is no alarm.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #steppers: readonly Stepper[];
  /** What the alarm was last set to; `Infinity` where none is. */
  alarmAt = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, steppers: readonly Stepper[]) {
    this.#clock = clock;
    this.#steppers = steppers;
  }

  /** What the alarm is to be set to. */
  get wakeAt(): number {
    let at = Number.POSITIVE_INFINITY;
    const steppers = this.#steppers;
    for (let index = 0; index < steppers.length; index += 1) {
      const own = steppers[index]!.wakeAt + (steppers[index]!.slack ?? 0);
      if (own < at) at = own;
    }
    return at;
  }

  run(now: number): void {
    for (let round = 0; this.#runDue(now); round += 1) {
      if (round === MOST_ROUNDS) throw new Error('a stepper is due again after every step');
    }
    this.alarmAt = this.wakeAt;
    this.#clock.alarm(this.alarmAt);
  }

  #runDue(now: number): boolean {
    let ran = false;
    const steppers = this.#steppers;
    for (let index = 0; index < steppers.length; index += 1) {
      const stepper = steppers[index]!;
      if (stepper.wakeAt > now) continue;
      stepper.step(now);
      ran = true;
    }
    return ran;
  }
}
