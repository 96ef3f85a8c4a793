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
  readonly #cells: Mask;
  readonly #width: number;
  readonly #height: number;
  /** Pixels of a cell around its digit, for the strokes' width and soft edges. */
  readonly #margin: number;
  readonly #isKept: boolean;
  #unit = 0;
  /** Bit n: digit n stands in its cell. */
  #stroked = 0;

  /** Room for digits of at most `mostUnit` pixels a unit of the font; `isKept`: for all ten of them. */
  constructor(memory: FrameMemory, kernels: CheckedKernels, mostUnit: number, isKept: boolean) {
    this.#isKept = isKept;
    this.#margin = Math.ceil(strokeRadius(mostUnit) + 1);
    this.#width = Math.ceil(DIGIT_UNITS * mostUnit) + 2 * this.#margin;
    this.#height = Math.ceil(TALL_UNITS * mostUnit) + 2 * this.#margin;
    this.#cells = new Mask(memory, kernels, this.#width, (isKept ? DIGITS.length : 1) * this.#height);
  }

  /** Puts a digit over what was in its place: the room it takes begins at (x, y), whole pixels. */
  put(mask: Mask, digit: number, x: number, y: number, unit: number): void {
    if (unit !== this.#unit) {
      this.#unit = unit;
      this.#stroked = 0;
    }
    const top = this.#isKept ? digit * this.#height : 0;
    if ((this.#stroked & (1 << digit)) === 0) this.#stroke(digit, top);
    mask.copyBox(this.#cells, top, this.#height, x - this.#margin, y - this.#margin);
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
