import type { Mask } from './mask.js';
import { GLYPH_GAP, glyphs } from './stroke-font.js';
import { strokeText } from './text.js';

const DIGITS = '0123456789';
const COLON = ':';
/** Every digit has the room of the widest, so that none moves when its neighbour changes. */
const DIGIT_UNITS = 6;
const COLON_UNITS = glyphs[COLON]!.width;
/** HH:MM:SS. */
const MOST = 8;
const NOTHING = -1;

/**
 * The time of day in a mask, middle of the line at the middle of the mask: strokes only the digits that are new since the last
 * time, as a minute changes one of them.
 */
export class ClockDigits {
  readonly #mask: Mask;
  readonly #height: number;
  readonly #unit: number;
  /** What stands at each place; colons are never stroked again. */
  readonly #shown = new Int8Array(MOST).fill(NOTHING);
  #places = 0;

  /** Has the mask's first `height` rows, where it strokes with `unit` pixels a unit of the font, or as many as fit. */
  constructor(mask: Mask, height: number, unit: number) {
    this.#mask = mask;
    this.#height = height;
    this.#unit = unit;
  }

  /** Something else was stroked there. */
  forget(): void {
    this.#places = 0;
  }

  /** `minute` of the day; `second` of the minute, or -1 for none. */
  show(minute: number, second: number): void {
    const places = second < 0 ? 5 : MOST;
    const hours = (minute / 60) | 0;
    const minutes = minute % 60;
    const colons = places === MOST ? 2 : 1;
    const units = (places - colons) * (DIGIT_UNITS + GLYPH_GAP) + colons * (COLON_UNITS + GLYPH_GAP) - GLYPH_GAP;
    const unit = Math.min(this.#unit, this.#mask.width / (units + 2));
    if (places !== this.#places) this.#start(places);
    let x = (this.#mask.width - units * unit) / 2;
    for (let place = 0; place < places; place += 1) {
      const isColon = place % 3 === 2;
      const number = place < 2 ? hours : place < 5 ? minutes : second;
      const digit = isColon ? DIGITS.length : place % 3 === 0 ? (number / 10) | 0 : number % 10;
      if (digit !== this.#shown[place]) this.#stroke(place, digit, x, unit);
      x += ((isColon ? COLON_UNITS : DIGIT_UNITS) + GLYPH_GAP) * unit;
    }
  }

  #start(places: number): void {
    this.#places = places;
    this.#shown.fill(NOTHING);
    this.#mask.clearBox(0, 0, this.#mask.width, this.#height);
  }

  #stroke(place: number, digit: number, x: number, unit: number): void {
    const radius = Math.max(0.8, unit * 0.3);
    const reach = radius + 1;
    const character = digit < DIGITS.length ? DIGITS[digit]! : COLON;
    const { width } = glyphs[character]!;
    const room = digit < DIGITS.length ? DIGIT_UNITS : width;
    if (this.#shown[place] !== NOTHING) {
      this.#mask.clearBox(Math.floor(x - reach), 0, Math.ceil(x + room * unit + reach), this.#height);
    }
    this.#shown[place] = digit;
    strokeText(this.#mask, character, x + ((room - width) / 2) * unit, unit, unit, radius);
  }
}
