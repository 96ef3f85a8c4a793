import type { Bus } from '../../firmware/platform/bus.js';
import type { BytePort } from '../../firmware/platform/byte-port.js';
import type { Platform } from '../../firmware/platform/platform.js';
import type { VirtualClock } from '../clock/virtual-clock.js';
import { chargedKernels } from './charged-kernels.js';
import { cpuCosts } from './cpu-costs.js';

/** What the firmware has done so far, by which its engine steps are reckoned. */
export interface WorkDone {
  readonly packets: number;
  readonly frames: number;
  readonly windows: number;
  /** Whether a stream is open, during which USB holds sleep off. */
  readonly isStreaming: boolean;
}

const NO_WORK: WorkDone = { packets: 0, frames: 0, windows: 0, isStreaming: false };

/**
 * A processor that takes its time: stands between firmware and simulated platform, begins no step before the last one is
 * over, and has what a step does outside happen as late as a real one would. Kernels are charged as they are called, engine
 * steps by what the step counted.
 */
export class ChargedCpu {
  readonly #clock: VirtualClock;
  readonly #work: () => WorkDone | undefined;
  /** End of the work under way, microseconds. */
  #busyUntil = 0;
  /** The step under way: what had been done before it, and what waking and kernels have taken. */
  #before = NO_WORK;
  #charged = 0;
  /** Microseconds the processor has been busy. */
  busyMicros = 0;

  /** `work` answers what was done so far; undefined until the firmware is built. */
  constructor(clock: VirtualClock, work: () => WorkDone | undefined) {
    this.#clock = clock;
    this.#work = work;
  }

  wrap(platform: Platform): Platform {
    return {
      ...platform,
      bus: this.#lateBus(platform.bus),
      ports: platform.ports.map((port) => this.#latePort(port)),
      kernels: chargedKernels(platform.kernels, (micros) => {
        this.#charged += micros;
      }),
      attach: (sink) =>
        platform.attach({
          note: (kind, when) => sink.note(kind, when),
          step: (now) => {
            this.#wake(now);
            if (now < this.#busyUntil) platform.clock.alarm(Math.ceil(this.#busyUntil));
            else this.#step(now, () => sink.step(now));
          },
        }),
    };
  }

  /** A processor that had gone to sleep is woken first, and sees the time as it is then. */
  #wake(now: number): void {
    if (now <= this.#busyUntil + cpuCosts.sleepsAfterMicros || this.#work()?.isStreaming === true) return;
    const micros = cpuCosts.steps.wake * cpuCosts.engineStepMicros;
    this.busyMicros += micros;
    this.#busyUntil = now + micros;
  }

  #step(now: number, step: () => void): void {
    this.#before = this.#work() ?? NO_WORK;
    step();
    const spent = this.#spent();
    this.busyMicros += spent;
    this.#busyUntil = now + spent;
    this.#charged = 0;
    this.#before = this.#work() ?? NO_WORK;
  }

  /** Microseconds from the beginning of the step to this point of it. */
  #spent(): number {
    const { steps, engineStepMicros } = cpuCosts;
    const done = this.#work() ?? NO_WORK;
    const engineSteps =
      (done.packets - this.#before.packets) * steps.packet +
      (done.frames - this.#before.frames) * steps.frame +
      (done.windows - this.#before.windows) * steps.window;
    return this.#charged + engineSteps * engineStepMicros;
  }

  #later(act: () => void): void {
    const spent = this.#spent();
    if (spent === 0) act();
    else this.#clock.schedule(this.#clock.time + spent, act);
  }

  #lateBus(bus: Bus): Bus {
    return {
      command: (code, params) => {
        const copy = params === undefined ? undefined : Uint8Array.from(params);
        this.#later(() => bus.command(code, copy));
      },
      write: (windows, count, surface, start) => this.#later(() => bus.write(windows, count, surface, start)),
      awaitTe: () => this.#later(() => bus.awaitTe()),
      origin: (x, y) => this.#later(() => bus.origin(x, y)),
      reset: (low) => this.#later(() => bus.reset(low)),
    };
  }

  /** Takes all at once, as a driver's ring does, and puts it on the line when the step has come so far. */
  #latePort(port: BytePort): BytePort {
    return {
      read: (into) => port.read(into),
      write: (from, at, length) => {
        const copy = from.slice(at, at + length);
        this.#later(() => port.write(copy, 0, length));
        return length;
      },
    };
  }
}
