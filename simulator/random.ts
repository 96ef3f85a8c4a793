/** Seeded random numbers (mulberry32): the same seed gives the same run on any machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An unsigned 32-bit integer. */
  uint32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 <= number < 1. */
  fraction(): number {
    return this.uint32() / 0x100000000;
  }

  /** An integer, 0 <= number < `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** How many trials pass before one of probability `rate` comes true; `Infinity` for a rate of 0. */
  untilNext(rate: number): number {
    if (rate <= 0) return Number.POSITIVE_INFINITY;
    if (rate >= 1) return 0;
    return Math.floor(Math.log(1 - this.fraction()) / Math.log(1 - rate));
  }
}
