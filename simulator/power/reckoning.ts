import { Counter, TIMES } from '../../firmware/power/ledger.js';
import type { LedgerBooks } from '../headless/running-firmware.js';

/**
 * Where virtual time is not charged for the processor, its ledger shows no time awake. What the work would have taken is
 * moved here from the rests after it to being awake, so that the ledger can be priced all the same.
 */
export class Reckoning {
  /** Microseconds to be added to a ledger's times: `TIMES` for each of its cells, of which the rests' are negative. */
  readonly moved: Float64Array;
  readonly #ledger: LedgerBooks;
  #owed = 0;
  #since = 0;

  constructor(ledger: LedgerBooks, cells: number) {
    this.#ledger = ledger;
    this.moved = new Float64Array(cells * TIMES);
  }

  /** The processor has worked for so long, in no time. */
  owe(micros: number): void {
    this.#owed += micros;
  }

  /** Pays what is owed out of the rest that ends now, or is looked at; what it does not cover the next one will. */
  settle(now: number): void {
    const { cell, column } = this.#ledger;
    const paid = Math.min(this.#owed, now - this.#since);
    this.#since = now;
    if (paid <= 0) return;
    this.#owed -= paid;
    if (column <= Counter.awake240) return;
    this.moved[cell * TIMES + column]! -= paid;
    // Whatever it waits at, it works at full rate.
    this.moved[cell * TIMES + Counter.awake240]! += paid;
  }
}
