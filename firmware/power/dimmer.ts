import type { PanelDriver } from '../panel/driver.js';

const NEVER = Number.POSITIVE_INFINITY;
/** A picture dims in so many commands, so far apart; it brightens with one. */
const STEPS = 4;
const STEP_MICROS = 80_000;
/** A fade that was asked for takes steps so far apart, and at most so many. */
const FADE_STEP_MICROS = 40_000;
const MOST_FADE_STEPS = 50;

/** Brings the panel's brightness to where it is to be: up at once, down in a few steps, in the dark at once. */
export class Dimmer {
  readonly #driver: PanelDriver;
  #goal: number;
  #from = 0;
  #stepsLeft = 0;
  #steps = 1;
  #stepMicros = STEP_MICROS;
  wakeAt = NEVER;

  constructor(driver: PanelDriver) {
    this.#driver = driver;
    this.#goal = driver.brightness;
  }

  /** The level it goes to. */
  get goal(): number {
    return this.#goal;
  }

  /** Goes to `level`: in `micros` where that is not 0, else at once, or `slowly` where that is down. */
  aim(level: number, slowly: boolean, micros: number, now: number): void {
    if (level === this.#goal) return;
    this.#goal = level;
    this.#from = this.#driver.brightness;
    this.#steps = slowly && this.#driver.lit && level < this.#from ? STEPS : 1;
    this.#stepMicros = STEP_MICROS;
    if (micros > 0 && this.#driver.lit) {
      this.#steps = Math.max(1, Math.min(MOST_FADE_STEPS, Math.round(micros / FADE_STEP_MICROS)));
      this.#stepMicros = Math.floor(micros / this.#steps);
    }
    this.#stepsLeft = this.#steps;
    this.#go(now);
  }

  step(now: number): void {
    if (this.wakeAt <= now) this.#go(now);
  }

  #go(now: number): void {
    this.#stepsLeft -= 1;
    const left = this.#stepsLeft;
    this.wakeAt = left === 0 ? NEVER : now + this.#stepMicros;
    this.#driver.setBrightness(this.#goal + Math.round(((this.#from - this.#goal) * left) / this.#steps), now);
  }
}
