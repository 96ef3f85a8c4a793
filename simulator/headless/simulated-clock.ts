import type { Clock } from '../../firmware/platform/clock.js';
import type { EventSink } from '../../firmware/platform/events.js';
import type { Scheduled, VirtualClock } from '../clock/virtual-clock.js';

/** The firmware's clock and one alarm on virtual time. */
export class SimulatedClock implements Clock {
  readonly #clock: VirtualClock;
  #sink: EventSink | undefined;
  #alarm: Scheduled | undefined;
  #alarmAt = Number.POSITIVE_INFINITY;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
  }

  now(): number {
    return Math.floor(this.#clock.time);
  }

  /** An alarm in the past, or at once, goes off at the next whole microsecond that has begun. */
  alarm(at: number): void {
    if (at === this.#alarmAt) return;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    this.#alarmAt = at;
    if (at === Number.POSITIVE_INFINITY) return;
    this.#alarm = this.#clock.schedule(at, () => {
      this.#alarm = undefined;
      this.#alarmAt = Number.POSITIVE_INFINITY;
      this.#sink?.step(this.now());
    });
  }
}
