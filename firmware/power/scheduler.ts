import type { Clock } from '../platform/clock.js';
import type { Soloist, Stepper } from '../platform/stepper.js';
import { StandIn } from './stand-in.js';

const NEVER = Number.POSITIVE_INFINITY;
/** It has to be asked. */
const UNKNOWN = -1;
/** Steps in one go after which a stepper that stays due is a fault of its programmer. */
const MOST_STEPS = 8000;
/** One that threw is left alone for so long: what is broken for good takes little time from the others. */
const BENCH_MICROS = 1_000_000;

/** Who acts at most wakes; see `Scheduler`. */
export interface Soloists {
  readonly presenter: Soloist;
  readonly compositor: Soloist;
  readonly link: Soloist;
}

const NOBODY = -1;
const PRESENTER = 0;
const COMPOSITOR = 1;
const LINK = 2;
const SOLOISTS = 3;

/**
 * Runs every stepper that is due until none is, then sets the platform's one alarm to the latest moment that serves the most
 * urgent one: who can wait (`slack`) shares the wake of who cannot. Nothing polls: where no one has work there is no alarm.
 *
 * Most wakes are a soloist's and concern no one else. So the others are asked only where something happened, or a soloist says that
 * it concerns them; and the compositor, which has many sources to ask, only then or after a step of the presenter's or its own.
 */
export class Scheduler {
  readonly #clock: Clock;
  #presenter: Soloist;
  #compositor: Soloist;
  #link: Soloist;
  readonly #others: Stepper[];
  /** The one that is stepped; between two steps the compositor, as only its sources may throw when they are asked. */
  #index = NOBODY;
  #composeAt = UNKNOWN;
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

  constructor(clock: Clock, { presenter, compositor, link }: Soloists, others: readonly Stepper[]) {
    this.#clock = clock;
    this.#presenter = presenter;
    this.#compositor = compositor;
    this.#link = link;
    this.#others = [...others];
  }

  /**
   * Does all that is due. `isNews`: something happened that may concern anybody. Where it throws, `failed` is to be called, and then it
   * can go on.
   */
  run(now: number, isNews: boolean): void {
    if (isNews) this.stir();
    this.#index = COMPOSITOR;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      let at = this.#presenter.wakeAt;
      if (at <= now) {
        this.#index = PRESENTER;
        this.#presenter.step(now);
        this.#index = COMPOSITOR;
        if (this.#presenter.concernsOthers) this.#areOthersStale = true;
        // A source may draw again as soon as its last frame waits no more.
        this.#composeAt = UNKNOWN;
        continue;
      }
      if (this.#composeAt === UNKNOWN) this.#composeAt = this.#compositor.wakeAt;
      if (this.#composeAt <= now) {
        this.#composeAt = UNKNOWN;
        this.#compositor.step(now);
        if (this.#compositor.concernsOthers) this.#areOthersStale = true;
        continue;
      }
      if (this.#composeAt < at) at = this.#composeAt;
      const linkAt = this.#link.wakeAt;
      if (linkAt <= now) {
        this.#stepLink(now);
        continue;
      }
      if ((this.#areOthersStale || this.#othersFrom <= now) && this.#stepOthers(now)) continue;
      const by = this.#othersBy;
      this.#restFrom = this.#othersFrom < at ? this.#othersFrom : at;
      if (by < at) at = by;
      this.#restBy = at;
      if (linkAt < at) at = linkAt;
      this.alarmAt = at;
      this.#index = NOBODY;
      this.#clock.alarm(at);
      return;
    }
    this.#index = this.#dueAt(now);
    throw new Error('a stepper is due again after every step');
  }

  /** The number of one that is due. */
  #dueAt(now: number): number {
    if (this.#presenter.wakeAt <= now) return PRESENTER;
    if (this.#link.wakeAt <= now) return LINK;
    const other = this.#others.findIndex(({ wakeAt }) => wakeAt <= now);
    return other < 0 ? COMPOSITOR : SOLOISTS + other;
  }

  /** Something changed, in a step or outside, after which somebody may be due whom nobody would ask. */
  stir(): void {
    this.#areOthersStale = true;
    this.#composeAt = UNKNOWN;
  }

  /** Something came over the link: it alone is stepped, where nobody else can be due and what came concerns nobody else. */
  runLink(now: number): void {
    if (this.#restFrom > now) {
      const link = this.#link;
      this.#index = LINK;
      link.step(now);
      this.#index = NOBODY;
      if (!(link.concernsOthers || this.#areOthersStale)) {
        const at = link.wakeAt < this.#restBy ? link.wakeAt : this.#restBy;
        this.alarmAt = at;
        this.#clock.alarm(at);
        return;
      }
    }
    this.run(now, true);
  }

  /** `run` or `runLink` has thrown: who was stepped, or asked, is left alone for a while. Answers who that is, if anybody. */
  failed(now: number): Stepper | undefined {
    const index = this.#index;
    if (index === NOBODY) return undefined;
    const others = this.#others;
    const soloist = index === PRESENTER ? this.#presenter : index === LINK ? this.#link : this.#compositor;
    const stepper = index < SOLOISTS ? soloist : others[index - SOLOISTS]!;
    this.#index = NOBODY;
    this.#areOthersStale = true;
    this.#composeAt = UNKNOWN;
    if (index === PRESENTER) this.#presenter = new StandIn(now + BENCH_MICROS, () => (this.#presenter = soloist));
    else if (index === LINK) this.#link = new StandIn(now + BENCH_MICROS, () => (this.#link = soloist));
    else if (index === COMPOSITOR)
      this.#compositor = new StandIn(now + BENCH_MICROS, () => (this.#compositor = soloist));
    else others[index - SOLOISTS] = new StandIn(now + BENCH_MICROS, () => (others[index - SOLOISTS] = stepper));
    return stepper;
  }

  #stepLink(now: number): void {
    this.#index = LINK;
    this.#link.step(now);
    this.#index = COMPOSITOR;
    if (!this.#link.concernsOthers) return;
    this.#areOthersStale = true;
    this.#composeAt = UNKNOWN;
  }

  /** Steps those of the others that are due, and answers whether any was. */
  #stepOthers(now: number): boolean {
    const others = this.#others;
    const length = others.length;
    let hasStepped = false;
    let from = NEVER;
    let by = NEVER;
    for (let index = 0; index < length; index += 1) {
      const stepper = others[index]!;
      const wakeAt = stepper.wakeAt;
      if (wakeAt <= now) {
        hasStepped = true;
        this.#index = SOLOISTS + index;
        stepper.step(now);
        this.#index = COMPOSITOR;
      } else if (wakeAt < by) {
        if (wakeAt < from) from = wakeAt;
        const latest = wakeAt + (stepper.slack ?? 0);
        if (latest < by) by = latest;
      }
    }
    this.#areOthersStale = hasStepped;
    this.#othersFrom = from;
    this.#othersBy = by;
    if (hasStepped) this.#composeAt = UNKNOWN;
    return hasStepped;
  }
}
