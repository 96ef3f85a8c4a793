import type { Soloist } from '../platform/stepper.js';

/** Takes the place of a stepper that threw, and does nothing until that comes back. */
export class StandIn implements Soloist {
  readonly wakeAt: number;
  readonly concernsOthers = true;
  readonly #comeBack: () => void;

  constructor(until: number, comeBack: () => void) {
    this.wakeAt = until;
    this.#comeBack = comeBack;
  }

  step(now: number): void {
    if (now >= this.wakeAt) this.#comeBack();
  }
}
