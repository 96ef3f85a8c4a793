/** What may be under way before the line's rate is known. */
const FIRST_BYTES = 4096;
/** How long the rate is measured for at a time, and how fast an old one fades. */
const MEASURE_MICROS = 100_000;
const FADING = 0.8;
/** How much of the line's time may lie ahead of a control packet, beside the round trip. */
const AHEAD_MICROS = 30_000;

/**
 * How many bytes may be under way, so that control is not stuck behind seconds of pixels on a slow line whose system
 * takes all it is given: what the line carries in a round trip and 30 ms, as the device's taking tells.
 */
export class LineLimit {
  readonly #least: number;
  readonly #most: number;
  /** Bytes a microsecond; 0 where not known. */
  #rate = 0;
  #since = -1;
  #taken = 0;

  /** `least` and `most` bytes are the bounds whatever the line does. */
  constructor(least: number, most: number) {
    this.#least = least;
    this.#most = most;
  }

  /** The device has taken so many bytes in all; `isBusy` where more are under way, so that the line sets the pace. */
  observe(taken: number, isBusy: boolean, now: number): void {
    if (!isBusy || this.#since < 0) {
      this.#since = isBusy ? now : -1;
      this.#taken = taken;
      return;
    }
    const elapsed = now - this.#since;
    if (elapsed < MEASURE_MICROS) return;
    this.#rate = Math.max((taken - this.#taken) / elapsed, this.#rate * FADING);
    this.#since = now;
    this.#taken = taken;
  }

  /** `roundTrip` is the quickest seen, microseconds. */
  bytes(roundTrip: number): number {
    const wanted = this.#rate === 0 ? FIRST_BYTES : this.#rate * (roundTrip + AHEAD_MICROS);
    return Math.min(this.#most, Math.max(this.#least, wanted));
  }
}
