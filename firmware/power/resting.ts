import type { Presenter } from '../blit/presenter.js';
import type { DeviceLink } from '../link/device-link.js';
import { type PowerControl, Rest } from '../platform/power.js';
import type { Stepper } from '../platform/stepper.js';

const NEVER = Number.POSITIVE_INFINITY;
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
  /** Shortest gaps that are worth light and deep sleep; `NaN` where none is. */
  readonly #lightBreakEven: number;
  readonly #deepBreakEven: number;
  #clock: number;
  /** Until then it listens to the line; `Infinity` where it need not. */
  wakeAt = NEVER;
  #slept = false;

  constructor(parts: RestingParts) {
    this.#parts = parts;
    const { clocks, lightBreakEvenMicros, deepBreakEvenMicros, linkWakesDeep } = parts.power.facts;
    // No gap, not even one without an end, is as long as what there is not.
    this.#lightBreakEven = lightBreakEvenMicros === NEVER ? Number.NaN : lightBreakEvenMicros;
    this.#deepBreakEven = linkWakesDeep && deepBreakEvenMicros !== NEVER ? deepBreakEvenMicros : Number.NaN;
    this.#fastest = clocks.at(-1)!;
    this.#busClock = atLeast(clocks, BUS_CLOCK);
    this.#waitClock = atLeast(clocks, WAIT_CLOCK);
    this.#clock = this.#fastest;
  }

  /** Something came over the line. */
  heard(now: number): void {
    // A stream keeps the processor awake by itself.
    if (this.#slept && !this.#parts.link.isStreaming) this.wakeAt = now + LISTEN_MICROS;
  }

  /** Nothing more came: it may sleep. */
  step(now: number): void {
    if (this.wakeAt <= now) this.wakeAt = NEVER;
  }

  /** A step begins: decoding and composing want all there is. */
  work(): void {
    this.#setClock(this.#fastest);
  }

  /** The step is over, and the alarm was set to `until`. */
  rest(now: number, until: number): void {
    const parts = this.#parts;
    const rest = this.#choose(until - now);
    if (rest === Rest.wait) this.#setClock(parts.presenter.writing ? this.#busClock : this.#waitClock);
    this.#slept = rest !== Rest.wait || (this.#slept && this.wakeAt !== NEVER);
    parts.power.rest(rest, until);
  }

  #choose(gap: number): Rest {
    const paysLight = gap >= this.#lightBreakEven;
    const paysDeep = gap >= this.#deepBreakEven;
    if (!(paysLight || paysDeep) || this.wakeAt !== NEVER) return Rest.wait;
    const parts = this.#parts;
    // The bus stops in light sleep, and a stream over USB would. Who sleeps until a slot wakes too late for it.
    if (parts.presenter.needsProcessor || parts.link.isStreaming) return Rest.wait;
    if (paysDeep && parts.isDark()) return Rest.deepSleep;
    return paysLight ? Rest.lightSleep : Rest.wait;
  }

  /** Whether the line woke the device, and may have more to say. */
  get isListening(): boolean {
    return this.wakeAt !== NEVER;
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
