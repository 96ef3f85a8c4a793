import type { RegionList } from '../geometry/region-list.js';
import type { Beam } from './beam.js';
import type { Pacer } from './pacer.js';

/** What is known of the write under way before it ends. Times are microseconds. */
export class WriteForecast {
  readonly #beam: Beam;
  readonly #pacer: Pacer;
  pixels = 0;
  /** When its first and last changed row are on the glass at the latest. */
  firstRowAt = 0;
  lastRowAt = 0;
  #walkMicros = 0;
  #closesAt = Number.POSITIVE_INFINITY;

  constructor(beam: Beam, pacer: Pacer) {
    this.#beam = beam;
    this.#pacer = pacer;
  }

  /** The windows of the pacer's last `find` are written from `startAt`, in its slot or without one. */
  make(windows: RegionList, startAt: number, slotted: boolean): void {
    const beam = this.#beam;
    const pacer = this.#pacer;
    this.pixels = pacer.pixels;
    this.#walkMicros = pacer.walkMicros;
    if (slotted) {
      const line = beam.lineNanos(beam.periodHigh) / 1000;
      this.#closesAt = pacer.closesAt;
      this.firstRowAt = Math.ceil(pacer.shownScanAt + windows.top(0) * line);
      this.lastRowAt = Math.ceil(pacer.shownScanAt + pacer.bottom * line);
    } else {
      // The beam may be anywhere: it has passed every line one whole period, and the 8 % it may be slow, after the last byte.
      this.#closesAt = Number.POSITIVE_INFINITY;
      this.firstRowAt = startAt + this.#walkMicros;
      this.lastRowAt = this.firstRowAt + beam.nominalMicros + (beam.nominalMicros >> 3);
    }
  }

  /** Whether a write that ended at `when` had begun too late for its slot. */
  wasLate(when: number): boolean {
    return when - this.#walkMicros > this.#closesAt;
  }
}
