import type { Stepper } from '../platform/stepper.js';

/** Work that an event calls for, done when its turn among the steppers comes. */
export class Deferred implements Stepper {
  readonly #act: (now: number) => void;
  wakeAt = Number.POSITIVE_INFINITY;

  constructor(act: (now: number) => void) {
    this.#act = act;
  }

  /** Has the work done at the next step. */
  defer(): void {
    this.wakeAt = 0;
  }

  step(now: number): void {
    this.wakeAt = Number.POSITIVE_INFINITY;
    this.#act(now);
  }
}
