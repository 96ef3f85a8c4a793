import type { Presenter } from '../blit/presenter.js';
import type { DeviceLink } from '../link/device-link.js';
import type { Clock } from '../platform/clock.js';
import { type PowerControl, Rest } from '../platform/power.js';
import type { Stepper } from '../platform/stepper.js';
import { Counter, type Ledger, waitsAt } from './ledger.js';

const NEVER = Number.POSITIVE_INFINITY;
/** MHz: the bus's DMA needs this much; an interrupt can be awaited at that. */
const BUS_CLOCK = 80;
const WAIT_CLOCK = 40;

/** A clock that is set takes some microseconds to settle: a shorter gap is waited for as it is. */
const SWITCH_MICROS = 50;

/**
 * Awake for so long after the line woke the device: what woke it may have been lost, and comes again within 250 ms (docs/PROTOCOL.md).
 */
const LISTEN_MICROS = 300_000;

export interface RestingParts {
  readonly clock: Clock;
  readonly power: PowerControl;
  readonly ledger: Ledger;
  readonly presenter: Presenter;
  readonly link: DeviceLink;
  /** Whether the glass is meant to be dark, and the panel has nothing to be told any more. */
  readonly isDark: () => boolean;
}

/** Chooses how the processor rests between two steps, by what is under way and by what a sleep must save to be worth it. */
export class Resting implements Stepper {
  readonly #clock: Clock;
  readonly #power: PowerControl;
  readonly #ledger: Ledger;
  readonly #presenter: Presenter;
  readonly #link: DeviceLink;
  readonly #isDark: () => boolean;
  readonly #fastest: number;
  readonly #busClock: number;
  readonly #waitClock: number;
  /** Shortest gaps that are worth light and deep sleep; `NaN` where none is. */
  readonly #lightBreakEven: number;
  readonly #deepBreakEven: number;
  /** The shorter of them; `Infinity` where there is none. */
  readonly #sleepsFrom: number;
  /** The processor's rate, MHz. */
  #rate: number;
  /** Where the ledger counts how it waits at each of them. */
  readonly #fastestColumn: number;
  readonly #busColumn: number;
  readonly #waitColumn: number;
  /** Until then it listens to the line; `Infinity` where it need not. */
  wakeAt = NEVER;
  /** Whether it last slept, and has not stayed awake since to listen. */
  hasSlept = false;

  constructor(parts: RestingParts) {
    this.#clock = parts.clock;
    this.#power = parts.power;
    this.#ledger = parts.ledger;
    this.#presenter = parts.presenter;
    this.#link = parts.link;
    this.#isDark = parts.isDark;
    const { clocks, lightBreakEvenMicros, deepBreakEvenMicros, linkWakesDeep } = parts.power.facts;
    // No gap, not even one without an end, is as long as what there is not.
    this.#lightBreakEven = lightBreakEvenMicros === NEVER ? Number.NaN : lightBreakEvenMicros;
    this.#deepBreakEven = linkWakesDeep && deepBreakEvenMicros !== NEVER ? deepBreakEvenMicros : Number.NaN;
    this.#sleepsFrom = Math.min(lightBreakEvenMicros, linkWakesDeep ? deepBreakEvenMicros : NEVER);
    this.#fastest = clocks.at(-1)!;
    this.#busClock = atLeast(clocks, BUS_CLOCK);
    this.#waitClock = atLeast(clocks, WAIT_CLOCK);
    this.#rate = this.#fastest;
    this.#fastestColumn = waitsAt(this.#fastest);
    this.#busColumn = waitsAt(this.#busClock);
    this.#waitColumn = waitsAt(this.#waitClock);
    parts.ledger.runs = this.#fastest;
  }

  /** Something came over the line. Answers whether it listens for more from now on. */
  heard(now: number): boolean {
    // A stream keeps the processor awake by itself.
    if (!this.hasSlept || this.#link.isStreaming) return false;
    this.wakeAt = now + LISTEN_MICROS;
    return true;
  }

  /** Nothing more came: it may sleep. */
  step(now: number): void {
    if (this.wakeAt <= now) this.wakeAt = NEVER;
  }

  /** A step begins: decoding and composing want all there is. */
  work(now: number): void {
    this.#ledger.wake(now);
    if (this.#rate !== this.#fastest) this.#setRate(this.#fastest);
  }

  /** The step is over, and the alarm was set to `until`. */
  rest(now: number, until: number): void {
    const gap = until - now;
    let rest: Rest = Rest.wait;
    let column = this.#fastestColumn;
    if (this.#presenter.writing) {
      if (gap >= SWITCH_MICROS) {
        column = this.#busColumn;
        this.#setRate(this.#busClock);
      }
    } else {
      if (gap >= this.#sleepsFrom && this.wakeAt === NEVER) rest = this.#choose(gap);
      if (rest !== Rest.wait) column = rest === Rest.lightSleep ? Counter.lightSleep : Counter.deepSleep;
      else if (gap >= SWITCH_MICROS) {
        column = this.#waitColumn;
        this.#setRate(this.#waitClock);
      }
    }
    this.hasSlept = rest !== Rest.wait || (this.hasSlept && this.wakeAt !== NEVER);
    this.#ledger.rest(column, this.#clock.now());
    this.#power.rest(rest, until);
  }

  #choose(gap: number): Rest {
    // The bus stops in light sleep, and a stream over USB would. Who sleeps until a slot wakes too late for it.
    if (this.#link.isStreaming || this.#presenter.needsProcessor) return Rest.wait;
    if (gap >= this.#deepBreakEven && this.#isDark()) return Rest.deepSleep;
    return gap >= this.#lightBreakEven ? Rest.lightSleep : Rest.wait;
  }

  #setRate(megahertz: number): void {
    if (megahertz === this.#rate) return;
    this.#rate = megahertz;
    this.#power.processorClock(megahertz);
  }
}

/** The slowest of rising `clocks` that is no slower than `megahertz`, or the fastest. */
function atLeast(clocks: readonly number[], megahertz: number): number {
  for (let index = 0; index < clocks.length; index += 1) if (clocks[index]! >= megahertz) return clocks[index]!;
  return clocks.at(-1)!;
}
