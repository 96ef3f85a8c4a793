import { type PowerControl, type PowerFacts, Rest } from '../../firmware/platform/power.js';
import type { VirtualClock } from '../clock/virtual-clock.js';
import type { VirtualPanel } from '../panel/virtual-panel.js';

/**
 * An ESP32-S3's: light sleep and the way out of it take 515 us and 100 uJ, and the engine another 0.6 ms at 217 mW until it can
 * begin; 62 - 2.5 mW of waiting at 40 MHz have used as much in 3.87 ms. Deep sleep saves 2.5 mW and costs 20 mJ, 8.1 s of it.
 */
export const esp32s3: PowerFacts = Object.freeze({
  clocks: Object.freeze([40, 80, 160, 240]),
  lightExitMicros: 515,
  lightBreakEvenMicros: 3870,
  deepExitMicros: 150_000,
  deepBreakEvenMicros: 8_100_000,
  linkWakesDeep: false,
  rail: false,
});

/** The board's supply in the simulator: remembers what the firmware asked for, and switches the virtual panel's rail. */
export class SimulatedPower implements PowerControl {
  readonly facts: PowerFacts;
  readonly #clock: VirtualClock;
  readonly #panel: VirtualPanel;
  /** How the processor rests, until when, and at which rate it waits. */
  resting: Rest = Rest.wait;
  until = Number.POSITIVE_INFINITY;
  megahertz: number;
  railOn = true;
  /** Rests begun, by `Rest`. */
  readonly rests: [wait: number, light: number, deep: number] = [0, 0, 0];

  constructor(clock: VirtualClock, panel: VirtualPanel, facts: Partial<PowerFacts> = {}) {
    this.#clock = clock;
    this.#panel = panel;
    this.facts = Object.freeze({ ...esp32s3, ...facts });
    this.megahertz = this.facts.clocks.at(-1)!;
  }

  rest(rest: Rest, until: number): void {
    this.resting = rest;
    this.until = until;
    this.rests[rest] += 1;
  }

  processorClock(megahertz: number): void {
    if (!this.facts.clocks.includes(megahertz)) throw new RangeError(`no clock of ${megahertz} MHz`);
    this.megahertz = megahertz;
  }

  panelRail(on: boolean): void {
    if (!this.facts.rail) throw new Error('this board cannot switch the rail');
    if (on === this.railOn) return;
    this.railOn = on;
    if (on) this.#panel.applyPower(this.#clock.time);
    else this.#panel.cutPower(this.#clock.time);
  }
}
