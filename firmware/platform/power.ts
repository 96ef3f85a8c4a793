/** What the processor does until something happens. Each is left by any event; the line may lose bytes on the way out of sleep. */
export const Rest = {
  /** Waits for an interrupt, at the rate it was set to; nothing is lost, and waking takes no time. */
  wait: 0,
  /** Memory and peripherals' registers stay; the bus and a stream over USB do not run on. */
  lightSleep: 1,
  /** Everything stops. The platform keeps memory; a board that cannot offers no deep sleep. */
  deepSleep: 2,
} as const;
export type Rest = (typeof Rest)[keyof typeof Rest];

/** What sleeping costs on a board, measured or from data sheets; by these numbers the firmware decides. */
export interface PowerFacts {
  /** Rates the processor can run at, MHz, rising; a board with one cannot change it. */
  readonly clocks: readonly number[];
  /** From an event in light sleep to the first instruction. */
  readonly lightExitMicros: number;
  /** Shortest gap that is worth a light sleep; `Infinity` where there is none. */
  readonly lightBreakEvenMicros: number;
  readonly deepExitMicros: number;
  /** Shortest gap for which deep sleep is worth more than light sleep; `Infinity` where there is none. */
  readonly deepBreakEvenMicros: number;
  /** Whether a byte on the line ends deep sleep. */
  readonly linkWakesDeep: boolean;
  /** Whether the panel's supply can be cut. */
  readonly rail: boolean;
}

/** The board's own supply: processor and panel. */
export interface PowerControl {
  readonly facts: PowerFacts;
  /**
   * The step is over: the processor rests as `rest` says until `until` (integer microseconds, what the alarm was set to;
   * `Infinity` where only an event ends it) or until an event, whichever comes first. Called once at the end of each step.
   */
  rest(rest: Rest, until: number): void;
  /** The processor runs, and waits, at `megahertz` from now on: one of `facts.clocks`. */
  processorClock(megahertz: number): void;
  /** Gives the panel its supply or takes it; only where `facts.rail`. */
  panelRail(on: boolean): void;
}
