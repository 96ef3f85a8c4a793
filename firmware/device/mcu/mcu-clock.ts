import type { Clock } from '../../platform/clock.js';
import type { EventKind, EventSink } from '../../platform/events.js';
import type { Natives } from './device-natives.js';

/** What `take` answers for the alarm: no event, its time is the clock's own. */
export const ALARM = 15;
const NEVER = Number.POSITIVE_INFINITY;

/** Time and its one alarm, and the one place in which the natives call the firmware. */
export class McuClock implements Clock {
  readonly #natives: Natives;
  #sink: EventSink | null = null;
  #alarmAt = NEVER;
  #inside = false;

  constructor(natives: Natives) {
    this.#natives = natives;
  }

  now(): number {
    return this.#natives.now();
  }

  alarm(at: number): void {
    this.#alarmAt = at;
    // Within a call it is set once, at the end.
    if (!this.#inside) this.#natives.alarm(at);
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
    this.#natives.listen(this.#woken);
  }

  readonly #woken = (): void => {
    const natives = this.#natives;
    this.#inside = true;
    for (let kind = natives.take(); kind !== -1; kind = natives.take()) {
      if (kind !== ALARM) this.#sink?.note(kind as EventKind, natives.takenAt());
    }
    const now = natives.now();
    if (this.#alarmAt <= now) {
      this.#alarmAt = NEVER;
      this.#sink?.step(now);
    }
    this.#inside = false;
    natives.alarm(this.#alarmAt);
  };
}
