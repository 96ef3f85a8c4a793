import type { Presenter } from '../blit/presenter.js';
import type { DeviceLink } from '../link/device-link.js';
import { type PowerControl, Rest } from '../platform/power.js';
import type { Stepper } from '../platform/stepper.js';

/** MHz: the bus's DMA needs this much; an interrupt can be awaited at that. */
const BUS_CLOCK = 80;
const WAIT_CLOCK = 40;

/**
 * Awake for so long after the line woke the device: what woke it may have been lost, and comes again within 250 ms (docs/PROTOCOL.md).
 */
const LISTEN_MICROS = 300_000;

export interface RestingParts {
  readonly power: PowerControl;
  readonly presenter: Presenter;
  readonly link: DeviceLink;
  /** Whether the glass is meant to be dark, and the panel has nothing to be told any more. */
  readonly isDark: () => boolean;
}

/** Chooses how the processor rests between two steps, by what is under way and by what a sleep must save to be worth it. */
export class Resting implements Stepper {
  readonly #parts: RestingParts;
  readonly #fastest: number;
  readonly #busClock: number;
  readonly #waitClock: number;
  #clock: number;
  /** Until then it listens to the line; `Infinity` where it need not. */
  wakeAt = Number.POSITIVE_INFINITY;
  #slept = false;

  constructor(parts: RestingParts) {
    this.#parts = parts;
    const { clocks } = parts.power.facts;
    this.#fastest = clocks.at(-1)!;
    this.#busClock = atLeast(clocks, BUS_CLOCK);
    this.#waitClock = atLeast(clocks, WAIT_CLOCK);
    this.#clock = this.#fastest;
  }

  /** Something came over the line. */
  heard(now: number): void {
    if (this.#slept) this.wakeAt = now + LISTEN_MICROS;
  }

  /** Nothing more came: it may sleep. */
  step(now: number): void {
    if (this.wakeAt <= now) this.wakeAt = Number.POSITIVE_INFINITY;
  }

  /** A step begins: decoding and composing want all there is. */
  work(): void {
    this.#setClock(this.#fastest);
  }

  /** The step is over, and the alarm was set to `until`. */
  rest(now: number, until: number): void {
    const { power } = this.#parts;
    const rest = this.#choose(until - now);
    if (rest === Rest.wait) this.#setClock(this.#parts.presenter.writing ? this.#busClock : this.#waitClock);
    this.#slept = rest !== Rest.wait || (this.#slept && this.#isListening);
    power.rest(rest, until);
  }

  #choose(gap: number): Rest {
    const { power, presenter, link, isDark } = this.#parts;
    const { facts } = power;
    // The bus stops in light sleep, and a stream over USB would. Who sleeps until a slot wakes too late for it.
    if (presenter.writing || presenter.awaitsEdge || presenter.awaitsSlot || link.isStreaming) return Rest.wait;
    if (this.#isListening) return Rest.wait;
    if (facts.linkWakesDeep && isDark() && gap >= facts.deepBreakEvenMicros) return Rest.deepSleep;
    return gap >= facts.lightBreakEvenMicros ? Rest.lightSleep : Rest.wait;
  }

  get #isListening(): boolean {
    return this.wakeAt !== Number.POSITIVE_INFINITY;
  }

  #setClock(megahertz: number): void {
    if (megahertz === this.#clock) return;
    this.#clock = megahertz;
    this.#parts.power.processorClock(megahertz);
  }
}

/** The slowest of rising `clocks` that is no slower than `megahertz`, or the fastest. */
function atLeast(clocks: readonly number[], megahertz: number): number {
  for (let index = 0; index < clocks.length; index += 1) if (clocks[index]! >= megahertz) return clocks[index]!;
  return clocks.at(-1)!;
}
