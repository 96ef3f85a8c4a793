import type { Clock } from '../platform/clock.js';
import type { Stepper } from '../platform/stepper.js';

const NEVER = Number.POSITIVE_INFINITY;
/** Steps in one go after which a stepper that stays due is a fault of its programmer. */
const MOST_STEPS = 8000;
/** One that threw is left alone for so long: what is broken for good takes little time from the others. */
const BENCH_MICROS = 1_000_000;
/** More than all steppers can throw in one run, if none does so when it is asked. */
const MOST_FAULTS = 16;

/**
 * Runs every stepper that is due, in a fixed order, until none is, then sets the platform's one alarm to the latest moment
 * that serves the most urgent one: who can wait (`slack`) shares the wake of who cannot. Nothing polls: where no one has
 * work there is no alarm.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #steppers: readonly Stepper[];
  readonly #loner: Stepper | undefined;
  readonly #lonerIndex: number;
  readonly #onFault: (error: unknown) => void;
  /** The one that is asked or stepped, and until when each is left alone. */
  #index = 0;
  readonly #benchedUntil: Float64Array;
  /** The earliest need of all but the loner, and the latest moment that serves it. */
  #othersFrom = 0;
  #othersBy = NEVER;
  /** What the alarm was last set to; `Infinity` where none is. */
  alarmAt = NEVER;

  /**
   * `loner` is the one of the steppers that mostly does what concerns no other. What one of them throws goes to `onFault`, which
   * may throw it again; else the others go on.
   */
  constructor(
    clock: Clock,
    steppers: readonly Stepper[],
    loner?: Stepper,
    onFault: (error: unknown) => void = rethrow,
  ) {
    this.#clock = clock;
    this.#steppers = steppers;
    this.#loner = loner;
    this.#lonerIndex = loner === undefined ? 0 : steppers.indexOf(loner);
    this.#onFault = onFault;
    this.#benchedUntil = new Float64Array(steppers.length);
  }

  /** Does all that is due. */
  run(now: number): void {
    for (let faults = 0; faults < MOST_FAULTS; faults += 1) {
      try {
        this.#goRound(now);
        this.#setAlarm();
        return;
      } catch (error) {
        this.#benchedUntil[this.#index] = now + BENCH_MICROS;
        this.#onFault(error);
        this.#recover(now);
      }
    }
    // Somebody cannot even be asked: everybody is asked again when that one would be.
    this.#othersFrom = now + BENCH_MICROS;
    this.#othersBy = this.#othersFrom;
    this.#setAlarm();
  }

  #recover(now: number): void {
    try {
      this.#steppers[this.#index]!.recover?.(now);
    } catch (error) {
      this.#onFault(error);
    }
  }

  /** Until everyone was asked since somebody's last step, and nobody was due. */
  #goRound(now: number): void {
    const steppers = this.#steppers;
    const loner = this.#loner;
    const length = steppers.length;
    let steps = 0;
    let from = NEVER;
    let by = NEVER;
    // The round ends where the last step was.
    for (let end = length; end > 0; ) {
      let stepped = -1;
      for (let index = 0; index < end; index += 1) {
        this.#index = index;
        const stepper = steppers[index]!;
        const wakeAt = stepper.wakeAt;
        if (wakeAt > now) {
          if (wakeAt >= by || stepper === loner) continue;
          if (wakeAt < from) from = wakeAt;
          const latest = wakeAt + (stepper.slack ?? 0);
          if (latest < by) by = latest;
        } else if (this.#benchedUntil[index]! > now) {
          from = Math.min(from, this.#benchedUntil[index]!);
          by = Math.min(by, this.#benchedUntil[index]!);
        } else {
          if (steps === MOST_STEPS) throw new Error('a stepper is due again after every step');
          steps += 1;
          stepper.step(now);
          stepped = index;
          end = length;
          from = NEVER;
          by = NEVER;
        }
      }
      end = stepped + 1;
    }
    this.#othersFrom = from;
    this.#othersBy = by;
  }

  /** Whether nobody but the loner can be due, if nothing has happened to the others since the last run. */
  isQuiet(now: number): boolean {
    return now < this.#othersFrom;
  }

  /** The loner was stepped by itself, and what it did concerns no other: nobody else is asked. */
  settle(): void {
    this.#setAlarm();
  }

  #setAlarm(): void {
    const loner = this.#loner;
    const benchedUntil = this.#benchedUntil[this.#lonerIndex]!;
    let at = loner === undefined ? NEVER : loner.wakeAt;
    // One that threw may be due all along, and is not stepped for a while.
    if (at < benchedUntil) at = benchedUntil;
    if (this.#othersBy < at) at = this.#othersBy;
    this.alarmAt = at;
    this.#clock.alarm(at);
  }
}

function rethrow(error: unknown): never {
  throw error;
}
