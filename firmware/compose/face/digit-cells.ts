import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { FrameMemory } from '../../platform/memory.js';
import { Mask } from './mask.js';
import { glyphs } from './stroke-font.js';
import { strokeText } from './text.js';

const DIGITS = '0123456789';
/** Every digit has the room of the widest, so that none moves when its neighbour changes. */
export const DIGIT_UNITS = 6;
/** Units from a digit's top to its bottom. */
const TALL_UNITS = 10;

/** Half the width of a stroke, pixels. */
export function strokeRadius(unit: number): number {
  return Math.max(0.8, unit * 0.3);
}

/**
 * The ten digits, each stroked when it is first wanted, and then only copied: stroking one takes some 30 calls of a kernel, and a
 * clock shows each of them again within the hour. Where there is no memory for ten, one cell holds whichever is wanted.
 */
export class DigitCells {
  readonly #kernels: CheckedKernels;
  readonly #mask: Mask;
  readonly #cells: Mask;
  readonly #width: number;
  readonly #height: number;
  /** Pixels of a cell around its digit, for the strokes' width and soft edges. */
  readonly #margin: number;
  readonly #isKept: boolean;
  #unit = 0;
  /** Bit n: digit n stands in its cell. */
  #stroked = 0;

  /** Of each place, what of a cell is put there, as much as the mask has room for: bytes of the mask and of the cell, columns and rows. */
  readonly #toAt: Int32Array;
  readonly #cellAt: Int32Array;
  readonly #across: Int16Array;
  readonly #down: Int16Array;

  /** Room for digits of at most `mostUnit` pixels a unit of the font, at `places` of a mask; `isKept`: for all ten of them. */
  constructor(
    memory: FrameMemory,
    kernels: CheckedKernels,
    mask: Mask,
    places: number,
    mostUnit: number,
    isKept: boolean,
  ) {
    this.#kernels = kernels;
    this.#mask = mask;
    this.#toAt = new Int32Array(places);
    this.#cellAt = new Int32Array(places);
    this.#across = new Int16Array(places);
    this.#down = new Int16Array(places);
    this.#isKept = isKept;
    this.#margin = Math.ceil(strokeRadius(mostUnit) + 1);
    this.#width = Math.ceil(DIGIT_UNITS * mostUnit) + 2 * this.#margin;
    this.#height = Math.ceil(TALL_UNITS * mostUnit) + 2 * this.#margin;
    this.#cells = new Mask(memory, kernels, this.#width, (isKept ? DIGITS.length : 1) * this.#height);
  }

  /** Digits have `unit` pixels a unit of the font from now on. */
  setUnit(unit: number): void {
    if (unit === this.#unit) return;
    this.#unit = unit;
    this.#stroked = 0;
  }

  /** The room of digits at this place begins at (x, y) of the mask, whole pixels. */
  setPlace(place: number, x: number, y: number): void {
    const { width, height } = this.#mask;
    const left = x - this.#margin;
    const top = y - this.#margin;
    const fromX = Math.max(0, left);
    const fromY = Math.max(0, top);
    this.#toAt[place] = fromY * width + fromX;
    this.#cellAt[place] = (fromY - top) * this.#width + fromX - left;
    this.#across[place] = Math.max(0, Math.min(width, left + this.#width) - fromX);
    this.#down[place] = Math.max(0, Math.min(height, top + this.#height) - fromY);
  }

  /** Puts a digit over what was in its place. */
  put(place: number, digit: number): void {
    const top = this.#isKept ? digit * this.#height : 0;
    if ((this.#stroked & (1 << digit)) === 0) this.#stroke(digit, top);
    const mask = this.#mask;
    const cells = this.#cells;
    const stride = this.#width;
    const cellAt = top * stride + this.#cellAt[place]!;
    const toAt = this.#toAt[place]!;
    const across = this.#across[place]!;
    this.#kernels.copyRows(mask.bytes, toAt, mask.width, cells.bytes, cellAt, stride, across, this.#down[place]!);
  }

  #stroke(digit: number, top: number): void {
    const character = DIGITS[digit]!;
    const unit = this.#unit;
    this.#cells.clearBox(0, top, this.#width, top + this.#height);
    const x = this.#margin + ((DIGIT_UNITS - glyphs[character]!.width) / 2) * unit;
    strokeText(this.#cells, character, x, top + this.#margin, unit, strokeRadius(unit));
    this.#stroked = (this.#isKept ? this.#stroked : 0) | (1 << digit);
  }
}
