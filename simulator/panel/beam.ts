/**
 * The panel's own refresh: line `y` of the glass is copied from GRAM in the instant `scan start + y * lineMicros`; lines of
 * porch follow the visible ones. Times are microseconds with a fraction.
 */
export class Beam {
  /** Start of the first scan since scanning began; `Infinity` while the panel does not scan. */
  #first = Number.POSITIVE_INFINITY;
  #lineMicros = 0;
  #lines = 1;

  get scanning(): boolean {
    return this.#first !== Number.POSITIVE_INFINITY;
  }

  get lineMicros(): number {
    return this.#lineMicros;
  }

  get scanMicros(): number {
    return this.#lineMicros * this.#lines;
  }

  /** Scans from `first` on at `hz`. */
  begin(first: number, hz: number, lines: number): void {
    this.#first = first;
    this.#lines = lines;
    this.#lineMicros = 1_000_000 / (hz * lines);
  }

  stop(): void {
    this.#first = Number.POSITIVE_INFINITY;
  }

  /** The first moment at or after `time` at which the beam is on line `line`; `Infinity` while it does not scan. */
  at(line: number, time: number): number {
    const first = this.#first + line * this.#lineMicros;
    if (first >= time) return first;
    const period = this.scanMicros;
    // Division may err by one scan where `time` is a moment of the beam itself.
    let scan = Math.ceil((time - first) / period);
    if (first + (scan - 1) * period >= time) scan -= 1;
    else if (first + scan * period < time) scan += 1;
    return first + scan * period;
  }

  /** Start of the first scan at or after `time`. */
  scanFrom(time: number): number {
    return this.at(0, time);
  }
}
