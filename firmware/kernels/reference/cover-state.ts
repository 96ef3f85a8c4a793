import { CoverWord } from '../cover-word.js';
import { get32, put32 } from './state-words.js';

/** Half open, in cells: the smallest windows the panel takes. */
export interface Cells {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The smallest box around two. */
export function joined(a: Readonly<Cells>, b: Readonly<Cells>): Cells {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** An empty row's edges: what no minimum and no maximum takes. */
export const NO_LEFT = 0x7fff;
export const NO_RIGHT = 0;

/** What the cover twin works on. The C kernel keeps it in the state; here only the state's head is used. */
export class CoverWork {
  readonly #state: Uint8Array;
  readonly #at: number;
  readonly alignX: number;
  readonly alignY: number;
  readonly columns: number;
  readonly rows: number;
  readonly windowCycles: number;
  readonly cellCycles: number;
  /** Bus cycles that reading a pixel of both surfaces takes, times 256. */
  readonly compareCost: number;
  readonly most: number;
  /** 1 for each cell that has a pixel to be sent, row by row. */
  readonly cells: Uint8Array;
  /** Outermost marked cells of each row of the box under study. */
  readonly left: Int16Array;
  readonly right: Int16Array;
  /** Pixels compared; cells that differ, and such as were taken without a compare. */
  compared = 0;
  changed = 0;

  constructor(state: Uint8Array, at: number) {
    this.#state = state;
    this.#at = at;
    this.alignX = this.get(CoverWord.alignX);
    this.alignY = this.get(CoverWord.alignY);
    this.columns = this.get(CoverWord.width) / this.alignX;
    this.rows = this.get(CoverWord.height) / this.alignY;
    this.windowCycles = this.get(CoverWord.windowCycles);
    this.cellCycles = this.get(CoverWord.pixelCycles) * this.alignX * this.alignY;
    this.compareCost = this.get(CoverWord.compareCost);
    this.most = this.get(CoverWord.most);
    this.cells = new Uint8Array(this.columns * this.rows);
    this.left = new Int16Array(this.rows).fill(NO_LEFT);
    this.right = new Int16Array(this.rows).fill(NO_RIGHT);
  }

  get(word: number): number {
    return get32(this.#state, this.#at + 4 * word);
  }

  put(word: number, value: number): void {
    put32(this.#state, this.#at + 4 * word, value);
  }

  isMarked(x: number, y: number): boolean {
    return this.cells[y * this.columns + x] === 1;
  }

  mark(x: number, y: number): void {
    this.cells[y * this.columns + x] = 1;
    if (x < this.left[y]!) this.left[y] = x;
    if (x >= this.right[y]!) this.right[y] = x + 1;
  }

  costOf(box: Readonly<Cells>): number {
    return this.windowCycles + this.cellCycles * (box.right - box.left) * (box.bottom - box.top);
  }
}
