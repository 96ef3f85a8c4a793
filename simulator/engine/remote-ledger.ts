import { type Counter, Ledger } from '../../firmware/power/ledger.js';
import type { LedgerBooks } from '../headless/running-firmware.js';

/** The books of a ledger that is kept elsewhere. */
export class RemoteLedger implements LedgerBooks {
  readonly #copy = new Ledger(0);
  readonly #settle: (now: number) => void;
  readonly sources = this.#copy.sources;
  readonly counts = this.#copy.counts;
  cell = 0;
  column: number = this.#copy.column;

  /** `settle` has the true ledger settled and its books copied to here. */
  constructor(settle: (now: number) => void) {
    this.#settle = settle;
  }

  settle(now: number): void {
    this.#settle(now);
  }

  total(counter: Counter): number {
    return this.#copy.total(counter);
  }

  sum(from: Counter, until: Counter): number {
    return this.#copy.sum(from, until);
  }

  residency(mode: number): number {
    return this.#copy.residency(mode);
  }
}
