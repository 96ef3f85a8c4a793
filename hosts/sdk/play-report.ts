/** How a film went, so far or in all. */
export interface PlayReport {
  /** Pictures whose time has come. */
  readonly due: number;
  /** Of them: shown on the glass. */
  readonly presented: number;
  /** Of them: left out, whole, because they would have come too late or the device took another. */
  readonly dropped: number;
  /** Turns begun. */
  readonly turns: number;
  /** Bytes on the line. */
  readonly lineBytes: number;
  readonly elapsedMillis: number;
  /** Why pictures were dropped and what to do, in a sentence; undefined where none was. */
  readonly slowBecause: string | undefined;
}

/** What makes pictures too late. */
export type SlowCause = 'line' | 'host' | 'device' | 'lost';

/** Counts pictures of a film as their outcomes come in. */
export class PlayTally {
  readonly #tolerance: number;
  readonly #slow: Record<SlowCause, number> = { line: 0, host: 0, device: 0, lost: 0 };
  #due = 0;
  #presented = 0;
  #filmMillis = 0;
  turns = 0;
  lineBytes = 0;

  constructor(tolerance: number) {
    this.#tolerance = tolerance;
  }

  countDue(durationMillis: number): void {
    this.#due += 1;
    this.#filmMillis += durationMillis;
  }

  countPresented(): void {
    this.#presented += 1;
  }

  countDropped(cause: SlowCause): void {
    this.#slow[cause] += 1;
  }

  report(elapsedMillis: number): PlayReport {
    const { line, host, device, lost } = this.#slow;
    return {
      due: this.#due,
      presented: this.#presented,
      dropped: line + host + device + lost,
      turns: this.turns,
      lineBytes: this.lineBytes,
      elapsedMillis,
      slowBecause: this.#sentence(),
    };
  }

  #sentence(): string | undefined {
    const causes = Object.entries(this.#slow) as [SlowCause, number][];
    const [cause, count] = causes.reduce((most, each) => (each[1] > most[1] ? each : most));
    if (count === 0 || this.#filmMillis === 0) return undefined;
    const wanted = (1000 * this.#due) / this.#filmMillis;
    const got = (wanted * this.#presented) / this.#due;
    return `${rate(got)} of ${rate(wanted)} frames/s: ${this.#advice(cause)}`;
  }

  #advice(cause: SlowCause): string {
    if (cause === 'line') {
      return this.#tolerance === 0
        ? 'the line is full, try tolerance 1'
        : `the line is full, try tolerance ${this.#tolerance + 1} or fewer frames a second`;
    }
    if (cause === 'host')
      return 'this computer is too slow at reading and coding the pictures, try fewer frames a second';
    if (cause === 'lost') return 'the device was away';
    return 'the device could not show them in time, try fewer frames a second';
  }
}

function rate(value: number): string {
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value));
}
