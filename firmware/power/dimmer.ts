import type { PanelDriver } from '../panel/driver.js';

const NEVER = Number.POSITIVE_INFINITY;
/** A picture dims in so many commands, so far apart; it brightens with one. */
const STEPS = 4;
const STEP_MICROS = 80_000;

/** Brings the panel's brightness to where it is to be: up at once, down in a few steps, in the dark at once. */
export class Dimmer {
  readonly #driver: PanelDriver;
  #goal: number;
  #from = 0;
  #stepsLeft = 0;
  wakeAt = NEVER;

  constructor(driver: PanelDriver) {
    this.#driver = driver;
    this.#goal = driver.brightness;
  }

  /** The level it goes to. */
  get goal(): number {
    return this.#goal;
  }

  aim(level: number, slowly: boolean, now: number): void {
    if (level === this.#goal) return;
    this.#goal = level;
    this.#from = this.#driver.brightness;
    this.#stepsLeft = slowly && this.#driver.lit && level < this.#from ? STEPS : 1;
    this.#go(now);
  }

  step(now: number): void {
    if (this.wakeAt <= now) this.#go(now);
  }

  #go(now: number): void {
    this.#stepsLeft -= 1;
    const left = this.#stepsLeft;
    this.wakeAt = left === 0 ? NEVER : now + STEP_MICROS;
    this.#driver.setBrightness(this.#goal + Math.round(((this.#from - this.#goal) * left) / STEPS), now);
  }
}
