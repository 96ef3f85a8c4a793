/** Reads and sets the engine's own count of steps; both are one call, so that nothing is counted twice. */
function swapSteps(steps: number): number {
  return resetMeter(0, steps);
}

/**
 * Counts engine steps of a part of what runs: from `begin` to `end`, but for what lies between `pause` and `resume`. What the
 * meter itself takes is measured when it is made, and taken off.
 */
export class StepMeter {
  /** Steps counted since `reset`. */
  steps = 0;
  readonly #emptySpan: number;
  readonly #emptyPause: number;

  constructor() {
    this.#emptySpan = 0;
    this.#emptyPause = 0;
    this.begin();
    this.end();
    const span = this.steps;
    this.steps = 0;
    this.begin();
    this.resume(this.pause());
    this.end();
    this.#emptyPause = this.steps - span;
    this.#emptySpan = span;
    this.steps = 0;
  }

  begin(): void {
    swapSteps(0);
  }

  end(): void {
    this.steps += swapSteps(0) - this.#emptySpan;
  }

  /** Stops counting; what it answers goes to `resume`. */
  pause(): number {
    return swapSteps(0);
  }

  resume(steps: number): void {
    swapSteps(steps - this.#emptyPause);
  }

  /** How many steps more a call of `act` takes than one of `native`, which is counted as nothing but its call. */
  around(act: (value: number) => unknown, native: (value: number) => unknown): number {
    const kept = this.steps;
    this.begin();
    act(0);
    this.end();
    const acted = this.steps;
    this.begin();
    native(0);
    this.end();
    const around = 2 * acted - kept - this.steps;
    this.steps = kept;
    return around;
  }

  /** Answers what was counted, and starts again. */
  take(): number {
    const { steps } = this;
    this.steps = 0;
    return steps;
  }
}
