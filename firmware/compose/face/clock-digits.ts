import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { FrameMemory } from '../../platform/memory.js';
import { DIGIT_UNITS, DigitCells, strokeRadius } from './digit-cells.js';
import type { Mask } from './mask.js';
import { GLYPH_GAP, glyphs } from './stroke-font.js';
import { strokeText } from './text.js';

const COLON = ':';
const COLON_UNITS = glyphs[COLON]!.width;
/** HH:MM:SS. */
const MOST = 8;
const NOTHING = -1;

/**
 * The time of day in a mask, middle of the line at the middle of the mask: puts only the digits that are new since the last
 * time, as a minute changes one of them.
 */
export class ClockDigits {
  readonly #mask: Mask;
  readonly #height: number;
  readonly #mostUnit: number;
  readonly #cells: DigitCells;
  /** Which digit stands at each place. */
  readonly #shown = new Int8Array(MOST).fill(NOTHING);
  #hour = NOTHING;
  #places = 0;

  /**
   * Has the mask's first `height` rows, where digits stand with `unit` pixels a unit of the font, or as many as fit. `isKept`:
   * there is memory to keep each digit once it was stroked.
   */
  constructor(memory: FrameMemory, kernels: CheckedKernels, mask: Mask, height: number, unit: number, isKept: boolean) {
    this.#mask = mask;
    this.#height = height;
    this.#mostUnit = unit;
    this.#cells = new DigitCells(memory, kernels, mask, MOST, unit, isKept);
  }

  /** Something else was stroked there. */
  forget(): void {
    this.#places = 0;
  }

  /** `minute` of the day; `second` of the minute, or -1 for none. */
  show(minute: number, second: number): void {
    const places = second < 0 ? 5 : MOST;
    if (places !== this.#places) this.#start(places);
    const hour = (minute / 60) | 0;
    if (hour !== this.#hour) this.#pair(0, hour);
    this.#hour = hour;
    this.#pair(3, minute - 60 * hour);
    if (places === MOST) this.#pair(6, second);
  }

  #pair(place: number, number: number): void {
    const shown = this.#shown;
    const tens = (number / 10) | 0;
    const ones = number - 10 * tens;
    if (tens !== shown[place]) this.#put(place, tens);
    if (ones !== shown[place + 1]) this.#put(place + 1, ones);
  }

  #put(place: number, digit: number): void {
    this.#shown[place] = digit;
    this.#cells.put(place, digit);
  }

  /** Clears the rows, finds where every place begins, and strokes the colons: they stay. */
  #start(places: number): void {
    const mask = this.#mask;
    this.#places = places;
    this.#shown.fill(NOTHING);
    this.#hour = NOTHING;
    mask.clearBox(0, 0, mask.width, this.#height);
    const colons = places === MOST ? 2 : 1;
    const units = (places - colons) * (DIGIT_UNITS + GLYPH_GAP) + colons * (COLON_UNITS + GLYPH_GAP) - GLYPH_GAP;
    const unit = Math.min(this.#mostUnit, mask.width / (units + 2));
    const cells = this.#cells;
    cells.setUnit(unit);
    let x = (mask.width - units * unit) / 2;
    for (let place = 0; place < places; place += 1) {
      const isColon = place % 3 === 2;
      cells.setPlace(place, Math.round(x), Math.round(unit));
      if (isColon) strokeText(mask, COLON, x, Math.round(unit), unit, strokeRadius(unit));
      x += ((isColon ? COLON_UNITS : DIGIT_UNITS) + GLYPH_GAP) * unit;
    }
  }
}
