import type { Bus } from '../../firmware/platform/bus.js';
import type { BytePort } from '../../firmware/platform/byte-port.js';
import type { EventSink } from '../../firmware/platform/events.js';
import type { Platform } from '../../firmware/platform/platform.js';
import { type PowerControl, Rest } from '../../firmware/platform/power.js';
import type { VirtualClock } from '../clock/virtual-clock.js';
import type { EnergyMeter } from '../power/energy-meter.js';
import { CpuMeter, type WorkDone } from './cpu-meter.js';

export interface ProcessorOptions {
  readonly clock: VirtualClock;
  /** What was done so far; undefined until the firmware is built. */
  readonly work: () => WorkDone | undefined;
  /** Whether it takes time: begins no step before the last one is over, and has what a step does outside happen that late. */
  readonly isCharged: boolean;
}

/**
 * The controller's processor, between firmware and simulated platform. Charged, it takes its time for work and for waking, as
 * a real one would, and the firmware's clock shows it; else it works in no time and tells the meter what it would have
 * taken.
 */
export class Processor {
  readonly #clock: VirtualClock;
  readonly #meter: CpuMeter;
  readonly #isCharged: boolean;
  /** Set before the first step. */
  energy: EnergyMeter | undefined;
  /** End of the work under way, microseconds, and since when a step is under way; `NaN` where none is. */
  #busyUntil = 0;
  #stepAt = Number.NaN;
  #resting: Rest = Rest.wait;

  constructor({ clock, work, isCharged }: ProcessorOptions) {
    this.#clock = clock;
    this.#meter = new CpuMeter(work);
    this.#isCharged = isCharged;
  }

  wrap(platform: Platform): Platform {
    const wrapped = {
      ...platform,
      kernels: this.#meter.kernels(platform.kernels),
      power: this.#power(platform.power),
      attach: (sink: EventSink) =>
        platform.attach({
          note: (kind, when) => sink.note(kind, when),
          step: (now) => (this.#isCharged ? this.#stepLate(platform, sink, now) : this.#stepAtOnce(sink, now)),
        }),
    };
    if (!this.#isCharged) return wrapped;
    return {
      ...wrapped,
      clock: {
        now: () => (Number.isNaN(this.#stepAt) ? platform.clock.now() : Math.floor(this.#stepAt + this.#meter.spent)),
        alarm: (at) => platform.clock.alarm(at),
      },
      bus: this.#lateBus(platform.bus),
      ports: platform.ports.map((port) => this.#latePort(port)),
    };
  }

  #stepAtOnce(sink: EventSink, now: number): void {
    if (this.#resting !== Rest.wait) this.energy?.reckoning.owe(this.#meter.wakeMicros);
    this.energy?.reckoning.settle(now);
    this.#meter.begin();
    sink.step(now);
    this.energy?.reckoning.owe(this.#meter.spent);
    this.energy?.stepped(this.#clock.time);
  }

  /** A processor that sleeps is woken first, and sees the time as it is then. */
  #stepLate({ clock, power }: Platform, sink: EventSink, now: number): void {
    if (this.#resting !== Rest.wait) {
      const { lightExitMicros, deepExitMicros } = power.facts;
      const exit = this.#resting === Rest.lightSleep ? lightExitMicros : deepExitMicros;
      const { wakeMicros } = this.#meter;
      this.#resting = Rest.wait;
      this.#busyUntil = now + exit + wakeMicros;
      this.energy?.reckoning.owe(wakeMicros);
    }
    if (now < this.#busyUntil) {
      clock.alarm(Math.ceil(this.#busyUntil));
      return;
    }
    this.energy?.reckoning.settle(now);
    this.#stepAt = now;
    this.#meter.begin();
    sink.step(now);
    this.#busyUntil = now + this.#meter.spent;
    this.#stepAt = Number.NaN;
    this.#meter.begin();
    this.energy?.stepped(this.#clock.time);
  }

  #power(power: PowerControl): PowerControl {
    return {
      facts: power.facts,
      rest: (rest, until) => {
        this.#resting = rest;
        power.rest(rest, until);
      },
      processorClock: (megahertz) => {
        this.#meter.rate(megahertz);
        power.processorClock(megahertz);
      },
      panelRail: (on) => power.panelRail(on),
    };
  }

  #later(act: () => void): void {
    const { spent } = this.#meter;
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
