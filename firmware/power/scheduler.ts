import type { Clock } from '../platform/clock.js';
import type { Soloist, Stepper } from '../platform/stepper.js';

const NEVER = Number.POSITIVE_INFINITY;
/** Steps in one go after which a stepper that stays due is a fault of its programmer. */
const MOST_STEPS = 8000;
/** One that threw is left alone for so long: what is broken for good takes little time from the others. */
const BENCH_MICROS = 1_000_000;
/** More than all steppers can throw in one run, if none does so when it is asked. */
const MOST_FAULTS = 16;

/** Who acts at most wakes; see `Scheduler`. */
export interface Soloists {
  readonly presenter: Soloist;
  readonly compositor: Soloist;
  readonly link: Soloist;
}

const PRESENTER = 0;
const COMPOSITOR = 1;
const LINK = 2;
const SOLOISTS = 3;

/**
 * Runs every stepper that is due until none is, then sets the platform's one alarm to the latest moment that serves the most
 * urgent one: who can wait (`slack`) shares the wake of who cannot. Nothing polls: where no one has work there is no alarm.
 *
 * Most wakes are a soloist's and concern no one else. So the three of them are asked at every wake, each by its name, and again
 * after each of their steps; the others only where something happened or a soloist says that it concerns them.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #presenter: Soloist;
  readonly #compositor: Soloist;
  readonly #link: Soloist;
  /** Everybody: the soloists, then the others. */
  readonly #steppers: readonly Stepper[];
  readonly #onFault: (error: unknown) => void;
  /** Until when each is left alone. */
  readonly #benchedUntil: Float64Array;
  /** The latest of them. */
  #lastBenchUntil = 0;
  /** The one that is asked or stepped. */
  #index = 0;
  /** Whether the others are to be asked. */
  #areOthersStale = true;
  /** The earliest need of the others, and the latest moment that serves it. */
  #othersFrom = NEVER;
  #othersBy = NEVER;
  /** The same of all but the link. */
  #restFrom = NEVER;
  #restBy = NEVER;
  /** What the alarm was last set to; `Infinity` where none is. */
  alarmAt = NEVER;

  /** What one of them throws goes to `onFault`, which may throw it again; else everybody goes on. */
  constructor(
    clock: Clock,
    { presenter, compositor, link }: Soloists,
    others: readonly Stepper[],
    onFault: (error: unknown) => void = rethrow,
  ) {
    this.#clock = clock;
    this.#presenter = presenter;
    this.#compositor = compositor;
    this.#link = link;
    this.#steppers = [presenter, compositor, link, ...others];
    this.#onFault = onFault;
    this.#benchedUntil = new Float64Array(this.#steppers.length);
  }

  /** Does all that is due. `isNews`: something happened that may concern anybody. */
  run(now: number, isNews = true): void {
    if (isNews) this.#areOthersStale = true;
    // Where somebody cannot even be asked everybody is asked again when that one would be.
    let at = now + BENCH_MICROS;
    for (let faults = 0; faults < MOST_FAULTS; faults += 1) {
      try {
        at = this.#goRound(now);
        break;
      } catch (error) {
        this.#fail(error, now);
      }
    }
    this.alarmAt = at;
    this.#clock.alarm(at);
  }

  /** Something came over the link: it alone is stepped, where nobody else can be due and what came concerns nobody else. */
  runLink(now: number): void {
    const link = this.#link;
    if (this.#restFrom <= now || this.#lastBenchUntil > now) {
      this.run(now, false);
      return;
    }
    try {
      link.step(now);
    } catch (error) {
      this.#index = LINK;
      this.#fail(error, now);
    }
    if (link.concernsOthers || this.#areOthersStale) {
      this.run(now);
      return;
    }
    const at = link.wakeAt < this.#restBy ? link.wakeAt : this.#restBy;
    this.alarmAt = at;
    this.#clock.alarm(at);
  }

  /** Until everyone was asked who may be due, and nobody was. Answers when somebody is. */
  #goRound(now: number): number {
    const presenter = this.#presenter;
    const compositor = this.#compositor;
    const link = this.#link;
    const isBenched = this.#lastBenchUntil > now;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      this.#index = PRESENTER;
      let at = isBenched ? this.#allowed(presenter, now) : presenter.wakeAt;
      if (at <= now) {
        presenter.step(now);
        if (presenter.concernsOthers) this.#areOthersStale = true;
        continue;
      }
      this.#index = COMPOSITOR;
      const composeAt = isBenched ? this.#allowed(compositor, now) : compositor.wakeAt;
      if (composeAt <= now) {
        compositor.step(now);
        if (compositor.concernsOthers) this.#areOthersStale = true;
        continue;
      }
      if (composeAt < at) at = composeAt;
      this.#index = LINK;
      const linkAt = isBenched ? this.#allowed(link, now) : link.wakeAt;
      if (linkAt <= now) {
        link.step(now);
        if (link.concernsOthers) this.#areOthersStale = true;
        continue;
      }
      if ((this.#areOthersStale || this.#othersFrom <= now) && this.#stepOthers(now, isBenched)) continue;
      const from = this.#othersFrom;
      const by = this.#othersBy;
      this.#restFrom = from < at ? from : at;
      if (by < at) at = by;
      this.#restBy = at;
      return linkAt < at ? linkAt : at;
    }
    throw new Error('a stepper is due again after every step');
  }

  /** Steps those of the others that are due, and answers whether any was. */
  #stepOthers(now: number, isBenched: boolean): boolean {
    const steppers = this.#steppers;
    const length = steppers.length;
    let hasStepped = false;
    let from = NEVER;
    let by = NEVER;
    for (let index = SOLOISTS; index < length; index += 1) {
      this.#index = index;
      const stepper = steppers[index]!;
      const wakeAt = isBenched ? this.#allowed(stepper, now) : stepper.wakeAt;
      if (wakeAt <= now) {
        hasStepped = true;
        stepper.step(now);
      } else if (wakeAt < by) {
        if (wakeAt < from) from = wakeAt;
        const latest = wakeAt + (stepper.slack ?? 0);
        if (latest < by) by = latest;
      }
    }
    this.#areOthersStale = hasStepped;
    this.#othersFrom = from;
    this.#othersBy = by;
    return hasStepped;
  }

  /** When the one at hand is due; one that threw is due only when it is no longer left alone. */
  #allowed(stepper: Stepper, now: number): number {
    const wakeAt = stepper.wakeAt;
    const until = this.#benchedUntil[this.#index]!;
    return wakeAt <= now && until > now ? until : wakeAt;
  }

  #fail(error: unknown, now: number): void {
    const index = this.#index;
    this.#areOthersStale = true;
    this.#lastBenchUntil = now + BENCH_MICROS;
    this.#benchedUntil[index] = this.#lastBenchUntil;
    this.#onFault(error);
    try {
      this.#steppers[index]!.recover?.(now);
    } catch (again) {
      this.#onFault(again);
    }
  }
}

function rethrow(error: unknown): never {
  throw error;
}
