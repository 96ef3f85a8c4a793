/** A source whose compares do not pay is tried again after so many frames at most; first after one, then twice as many. */
const MOST_WAIT = 64;
/** A compare may fall behind by this part (2 to it) of what sending everything would cost before it is given up. */
const PATIENCE_BITS = 5;
/** Choosing one window takes some 1,500 instructions (the refresh bench counts them) of two cycles at 240 MHz. */
const SEARCH_MICROS = 12.5;

/**
 * Decides by what compares have paid whether the next frame is compared: reading two surfaces from slow memory must save
 * more of the bus than it takes, window by window searched. All in bus cycles.
 */
export class CompareHistory {
  readonly #searchCycles: number;
  readonly #compareCost: number;
  /** What the last compare saved, all told; unknown is nothing. */
  #net = 0;
  #wait = 1;
  #waited = 0;

  /** `compareCost`: bus cycles that reading a pixel of both surfaces takes, times 256. */
  constructor(clockHz: number, compareCost: number) {
    this.#searchCycles = (clockHz / 1_000_000) * SEARCH_MICROS;
    this.#compareCost = compareCost;
  }

  /** Whether to compare the frame at hand. */
  next(): boolean {
    if (this.#net >= 0) return true;
    this.#waited += 1;
    if (this.#waited < this.#wait) return false;
    this.#waited = 0;
    this.#wait = Math.min(this.#wait * 2, MOST_WAIT);
    return true;
  }

  /** How far the compare may fall behind: what the last one gained, and a little of what is declared. */
  patienceFor(declared: number): number {
    return Math.max(0, Math.floor(this.#net)) + (declared >>> PATIENCE_BITS);
  }

  /** What came of a compare: cycles of the regions as declared, of the windows, pixels compared, windows. */
  note(declared: number, cycles: number, compared: number, windows: number): void {
    this.#net = declared - cycles - (compared * this.#compareCost) / 256 - windows * this.#searchCycles;
    if (this.#net >= 0) this.#wait = 1;
  }
}
