/** A source that is not compared is looked at after so many frames, then after twice as many, and so on. */
const FIRST_WAIT = 1;
const MOST_WAIT = 64;
/** Compares begin where the last frames promise to gain this part of what sending the regions costs, or more. */
const LEAST_PROMISE = 1 / 32;
/** Where there is nothing to see for so long, a compare is tried, and may cost this part (2 to it) of sending everything. */
const BLIND_WAIT = 8;
const PATIENCE_BITS = 5;
/** What compares gained so far lets later ones fall behind further, up to some frames' worth of bus cycles. */
const MOST_CREDIT = 1 << 22;
/** Choosing one window takes some 2,000 instructions (the refresh bench counts them) of two cycles at 240 MHz. */
const SEARCH_MICROS = 16;
/** A cover has about so many windows for its runs of cells, and takes in so much more than the cells that changed (1/4). */
const RUNS_A_WINDOW = 8;
const SPILL_QUARTERS = 5;

/**
 * Decides whether the next frame is compared: reading two surfaces from slow memory must save more of the bus than it takes, the
 * search for the windows included. While a source is not compared, what it changes is seen as its frames are copied forward,
 * where both surfaces are read anyway; once it is, by what compares have paid. All in bus cycles.
 */
export class CompareHistory {
  readonly #searchCycles: number;
  readonly #windowCycles: number;
  readonly #pixelCycles: number;
  /** What reading a pixel of both surfaces takes, and what one saves that need not be sent. */
  readonly #readCycles: number;
  readonly #savedCycles: number;
  /** What compares gain all told, as a part of what sending the regions costs, the last ones counting most. */
  #gain = 0;
  /** Of which it is the mean: what was known and what is learnt; at first nothing is known. */
  #shares = 1;
  /** Whether the last compares have paid. */
  #pays = false;
  #isTrial = false;
  /** What all gained, never below nothing, bus cycles. */
  #credit = 0;
  #wait = FIRST_WAIT;
  #waited = 0;
  /** Whether the frame that was last asked about shall be seen as it is copied forward. */
  looks = false;
  /** Of the frame that is looked at: pixels, regions, pixels that changed, their runs and the pixels of their boxes. */
  #seenPixels = 0;
  #seenRegions = 0;
  #changedPixels = 0;
  #runs = 0;
  #boxPixels = 0;

  /** A window costs `windowCycles`; a pixel takes `pixelCycles` to send, and `compareCost` / 256 to be read from both surfaces. */
  constructor(clockHz: number, windowCycles: number, pixelCycles: number, compareCost: number) {
    this.#windowCycles = windowCycles;
    this.#pixelCycles = pixelCycles;
    this.#searchCycles = (clockHz / 1_000_000) * SEARCH_MICROS;
    this.#readCycles = compareCost / 256;
    this.#savedCycles = pixelCycles - this.#readCycles;
  }

  /**
   * Whether to compare the frame at hand, of so many pixels in so many regions: answers how many bus cycles that may fall behind
   * (what was gained, and what is promised), or -1 where it is not compared.
   */
  next(pixels: number, regions: number): number {
    const wasLooked = this.looks;
    this.looks = false;
    this.#isTrial = false;
    // Not even if nothing of them had to be sent but a window each.
    if (pixels * this.#savedCycles <= regions * this.#searchCycles) return -1;
    if (wasLooked) this.#seen();
    const declared = pixels * this.#pixelCycles;
    if (this.#isTrial) return Math.floor(this.#credit + (declared >>> PATIENCE_BITS));
    if (this.#gain > (this.#pays ? 0 : LEAST_PROMISE)) return Math.floor(this.#credit + this.#gain * declared);
    this.#lookSoon();
    return -1;
  }

  /** The last frame was looked at as it was copied forward; where it was not, it was overwritten whole. */
  #seen(): void {
    if (this.#seenPixels > 0) {
      this.#gain = (this.#gain + this.#promise()) / this.#shares;
      this.#shares = 2;
      if (this.#gain > LEAST_PROMISE) this.#wait = FIRST_WAIT;
    } else if (this.#wait > BLIND_WAIT) this.#isTrial = true;
  }

  /** The frame at hand is not compared, and perhaps looked at. */
  #lookSoon(): void {
    this.#pays = false;
    this.#waited += 1;
    if (this.#waited < this.#wait) return;
    this.#waited = 0;
    this.#wait = Math.min(this.#wait * 2, MOST_WAIT);
    this.looks = true;
    this.#seenPixels = 0;
    this.#seenRegions = 0;
    this.#changedPixels = 0;
    this.#runs = 0;
    this.#boxPixels = 0;
  }

  /** What was seen of a region as it was copied forward, or of all of it so far: pixels, such as changed, their runs and box. */
  see(pixels: number, changedPixels: number, runs: number): void {
    this.#seenPixels += pixels;
    this.#changedPixels += changedPixels;
    this.#runs += runs;
  }

  /** The box of what changed in a region that was seen whole; 0 where nothing did. */
  seeBox(pixels: number): void {
    if (pixels > 0) this.#seenRegions += 1;
    this.#boxPixels += pixels;
  }

  /** What came of a compare: cycles of the regions as declared, of the windows, pixels compared, windows. */
  note(declared: number, cycles: number, compared: number, windows: number): void {
    const net = declared - cycles - compared * this.#readCycles - windows * this.#searchCycles;
    const credit = this.#credit + net;
    this.#gain = (this.#gain + net / declared) / this.#shares;
    this.#shares = 2;
    this.#credit = credit < 0 ? 0 : credit > MOST_CREDIT ? MOST_CREDIT : credit;
    this.#pays = this.#gain > 0;
    if (this.#pays || !this.#isTrial) this.#wait = FIRST_WAIT;
  }

  /** What a compare of the frame that was seen would have gained: its cover is no dearer than the boxes, and about what its runs say. */
  #promise(): number {
    const perWindow = this.#windowCycles + this.#searchCycles;
    const declared = this.#seenPixels * this.#pixelCycles + this.#windowCycles;
    const boxes = this.#boxPixels * this.#pixelCycles + this.#seenRegions * perWindow;
    const spans =
      (this.#changedPixels * SPILL_QUARTERS * this.#pixelCycles) / 4 + (this.#runs * perWindow) / RUNS_A_WINDOW;
    const compare = this.#seenPixels * this.#readCycles;
    return (declared - compare - Math.min(boxes, spans)) / declared;
  }
}
