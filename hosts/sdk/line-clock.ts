/** How many round trips are remembered: the quickest of them tells the offset best. */
const SAMPLES = 8;
const FIRST_GUESS_MICROS = 20_000;
const LONGEST_PATIENCE_MICROS = 250_000;

/** Round-trip time and the offset between the clocks of host and device, from PING and PONG. Times in microseconds. */
export class LineClock {
  /** Smoothed round trip. */
  roundTrip = FIRST_GUESS_MICROS;
  readonly #trips: number[] = [];
  readonly #offsets: number[] = [];

  /** The quickest of the last round trips; 0 before the first. */
  get quickest(): number {
    return this.#trips.length === 0 ? 0 : Math.min(...this.#trips);
  }

  /** Device time less host time, as the quickest of the last round trips told it. */
  get offset(): number {
    const best = this.#trips.indexOf(this.quickest);
    return this.#offsets[best] ?? 0;
  }

  /** Whether a round trip was ever measured. */
  get isKnown(): boolean {
    return this.#trips.length > 0;
  }

  /** A PING sent at `sent` was answered at `received`; the device's clock said `device` in between. */
  measure(sent: number, received: number, device: number): void {
    const trip = received - sent;
    this.roundTrip = this.isKnown ? this.roundTrip + (trip - this.roundTrip) / 8 : trip;
    this.#trips.push(trip);
    this.#offsets.push(Math.round(device - (sent + received) / 2));
    if (this.#trips.length <= SAMPLES) return;
    this.#trips.shift();
    this.#offsets.shift();
  }

  /**
   * How long to wait before asking what became of a packet: max(30 ms, 5 round trips), but no longer than 250 ms, since
   * to ask does no harm.
   */
  get patience(): number {
    return Math.min(LONGEST_PATIENCE_MICROS, Math.max(30_000, 5 * this.roundTrip));
  }

  /** The same while packets are being lost: two round trips, at least 5 ms. */
  get waryPatience(): number {
    return Math.min(LONGEST_PATIENCE_MICROS, Math.max(5000, 2 * this.roundTrip));
  }
}
