/** A source whose compares do not pay is tried again after so many frames, then after twice as many, and so on. */
const FIRST_WAIT = 4;
const MOST_WAIT = 64;
/** A compare may fall behind by this part (2 to it) of what sending everything would cost, before it is given up. */
const PATIENCE_BITS = 5;
/** What compares gained so far lets later ones fall behind further, up to some frames' worth of bus cycles. */
const MOST_CREDIT = 1 << 22;
/** Choosing one window takes some 1,500 instructions (the refresh bench counts them) of two cycles at 240 MHz. */
const SEARCH_MICROS = 12.5;

/**
 * Decides by what compares have paid whether the next frame is compared: reading two surfaces from slow memory must save
 * more of the bus than it takes, the search for the windows included. All in bus cycles.
 */
export class CompareHistory {
  readonly #searchCycles: number;
  readonly #pixelCycles: number;
  readonly #compareCost: number;
  /** What compares gain all told, as a part of what sending the regions costs, the last ones counting most. */
  #gain = 0;
  #isKnown = false;
  /** What all gained, never below nothing, bus cycles. */
  #credit = 0;
  #wait = FIRST_WAIT;
  #waited = 0;

  /** A pixel takes `pixelCycles` to send, and `compareCost` / 256 to be read from both surfaces. */
  constructor(clockHz: number, pixelCycles: number, compareCost: number) {
    this.#pixelCycles = pixelCycles;
    this.#searchCycles = (clockHz / 1_000_000) * SEARCH_MICROS;
    this.#compareCost = compareCost;
  }

  /** Whether to compare the frame at hand, of so many pixels in so many regions. */
  next(pixels: number, regions: number): boolean {
    // Not even if nothing of them had to be sent but a window each.
    if (pixels * (this.#pixelCycles - this.#compareCost / 256) <= regions * this.#searchCycles) return false;
    if (this.#gain >= 0) return true;
    this.#waited += 1;
    if (this.#waited < this.#wait) return false;
    this.#waited = 0;
    this.#wait = Math.min(this.#wait * 2, MOST_WAIT);
    return true;
  }

  /** How far the compare of regions that cost `declared` may fall behind. */
  patienceFor(declared: number): number {
    return Math.floor(this.#credit) + (declared >>> PATIENCE_BITS);
  }

  /** What came of a compare: cycles of the regions as declared, of the windows, pixels compared, windows. */
  note(declared: number, cycles: number, compared: number, windows: number): void {
    const net = declared - cycles - (compared * this.#compareCost) / 256 - windows * this.#searchCycles;
    const gain = net / declared;
    this.#gain = this.#isKnown ? (this.#gain + gain) / 2 : gain;
    this.#isKnown = true;
    this.#credit = Math.min(Math.max(this.#credit + net, 0), MOST_CREDIT);
    if (this.#gain >= 0) this.#wait = FIRST_WAIT;
  }
}
