import { EventKind, type EventSink } from '../../firmware/platform/events.js';
import type { InputReading, Inputs } from '../../firmware/platform/inputs.js';

/** Pins and sensors that a test, or a person at the page, moves. */
export class SimulatedInputs implements Inputs {
  readonly #now: () => number;
  readonly #waiting: InputReading[] = [];
  #sink: EventSink | undefined;

  /** `now` answers integer microseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
  }

  /** A sensor reads anew; `kind` is one of `InputKind`, or what no firmware knows. */
  press(kind: number, value: number): void {
    const when = this.#now();
    this.#waiting.push({ kind, value, when });
    this.#sink?.note(EventKind.input, when);
  }

  take(into: InputReading): boolean {
    const reading = this.#waiting.shift();
    if (reading === undefined) return false;
    into.kind = reading.kind;
    into.value = reading.value;
    into.when = reading.when;
    return true;
  }
}
