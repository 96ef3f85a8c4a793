import type { Kernels } from '../../firmware/platform/kernels.js';
import { chargedKernels } from './charged-kernels.js';
import { cpuCosts } from './cpu-costs.js';

/** What the firmware has done so far, by which its engine steps are reckoned. */
export interface WorkDone {
  readonly packets: number;
  readonly frames: number;
  /** Whether a pack's face draws them. */
  readonly isPack?: boolean;
  readonly windows: number;
  /** Microseconds of kernels that were charged elsewhere, at the full rate. */
  readonly kernelMicros?: number;
}

const NO_WORK: WorkDone = { packets: 0, frames: 0, windows: 0 };

/**
 * Reckons what the processor takes for a step: kernels are charged as they are called, the engine by what the step has
 * counted. Half the rate takes twice as long.
 */
export class CpuMeter {
  readonly #work: () => WorkDone | undefined;
  #before = NO_WORK;
  /** Microseconds of the step under way: what is settled, and what kernels have taken since, at the full rate. */
  #settled = 0;
  #kernels = 0;
  #slowness = 1;

  /** `work` answers what was done so far; undefined until the firmware is built. */
  constructor(work: () => WorkDone | undefined) {
    this.#work = work;
  }

  /** The same kernels, whose calls are charged. */
  kernels(kernels: Kernels): Kernels {
    return chargedKernels(kernels, cpuCosts, (micros) => {
      this.#kernels += micros;
    });
  }

  /** A step begins. */
  begin(): void {
    this.#settled = 0;
    this.#kernels = 0;
    this.#before = this.#work() ?? NO_WORK;
  }

  /** Microseconds from the beginning of the step to this point of it. */
  get spent(): number {
    const { steps, engineStepMicros } = cpuCosts;
    const done = this.#work() ?? NO_WORK;
    const engineSteps =
      (done.packets - this.#before.packets) * steps.packet +
      (done.frames - this.#before.frames) * (done.isPack === true ? steps.packFrame : steps.frame) +
      (done.windows - this.#before.windows) * steps.window;
    const kernels = this.#kernels + (done.kernelMicros ?? 0) - (this.#before.kernelMicros ?? 0);
    return this.#settled + (kernels + engineSteps * engineStepMicros) * this.#slowness;
  }

  /** What waking the processor takes before its step can begin. */
  get wakeMicros(): number {
    return cpuCosts.steps.wake * cpuCosts.engineStepMicros * this.#slowness;
  }

  /** The processor runs at this rate from here on. */
  rate(megahertz: number): void {
    const { spent } = this;
    this.begin();
    this.#settled = spent;
    this.#slowness = cpuCosts.megahertz / megahertz;
  }
}
