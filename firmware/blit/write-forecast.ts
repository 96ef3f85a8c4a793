import type { RegionList } from '../geometry/region-list.js';
import type { Beam } from './beam.js';
import type { Pacer } from './pacer.js';

/** What is known of the write under way before it ends. Times are microseconds. */
export class WriteForecast {
  readonly #beam: Beam;
  readonly #pacer: Pacer;
  /** When it ends at the latest, if it began in its slot. */
  #endsBy = Number.POSITIVE_INFINITY;
  /** Of what is seldom asked for: scans that show the first and the last row, and their period, nanoseconds; 0 where they are not known. */
  #firstFrom = 0;
  #lastFrom = 0;
  #period = 0;
  /** The first row, and one more than the last. */
  #top = 0;
  #bottom = 0;

  constructor(beam: Beam, pacer: Pacer) {
    this.#beam = beam;
    this.#pacer = pacer;
  }

  /** The windows of the pacer's last `find` are written from `startAt`, in its slot or without one. */
  make(windows: RegionList, startAt: number, slotted: boolean): void {
    const pacer = this.#pacer;
    if (slotted) {
      this.#endsBy = pacer.closesAt + pacer.walkMicros;
      this.#firstFrom = pacer.shownScanAt;
      this.#lastFrom = pacer.shownScanAt;
      this.#period = this.#beam.periodHigh;
      this.#top = windows.data[1]!;
      this.#bottom = pacer.bottom;
    } else {
      // The beam may be anywhere: it has passed every line one whole period, and the 8 % it may be slow, after the last byte.
      const scan = this.#beam.nominalMicros;
      this.#endsBy = Number.POSITIVE_INFINITY;
      this.#firstFrom = startAt + pacer.walkMicros;
      this.#lastFrom = this.#firstFrom + scan + (scan >> 3);
      this.#period = 0;
    }
  }

  /** When its first and last changed row are on the glass at the latest. */
  get firstRowAt(): number {
    return Math.ceil(this.#firstFrom + this.#top * (this.#beam.lineNanos(this.#period) / 1000));
  }

  get lastRowAt(): number {
    return Math.ceil(this.#lastFrom + this.#bottom * (this.#beam.lineNanos(this.#period) / 1000));
  }

  /** Whether a write that ended at `when` had begun too late for its slot. */
  wasLate(when: number): boolean {
    return when > this.#endsBy;
  }
}
