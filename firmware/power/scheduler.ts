import type { Clock } from '../platform/clock.js';
import type { Stepper } from '../platform/stepper.js';

/** Rounds in one step after which a stepper that stays due is a fault of its programmer. */
const MOST_ROUNDS = 1000;

/**
 * Runs every stepper that is due, in a fixed order, until none is, then sets the platform's one alarm to the earliest
 * need. Nothing polls: where no one has work there is no alarm.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #steppers: readonly Stepper[];

  constructor(clock: Clock, steppers: readonly Stepper[]) {
    this.#clock = clock;
    this.#steppers = steppers;
  }

  /** When the earliest stepper is due. */
  get wakeAt(): number {
    let at = Number.POSITIVE_INFINITY;
    const steppers = this.#steppers;
    for (let index = 0; index < steppers.length; index += 1) {
      const own = steppers[index]!.wakeAt;
      if (own < at) at = own;
    }
    return at;
  }

  run(now: number): void {
    for (let round = 0; this.#runDue(now); round += 1) {
      if (round === MOST_ROUNDS) throw new Error('a stepper is due again after every step');
    }
    this.#clock.alarm(this.wakeAt);
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
