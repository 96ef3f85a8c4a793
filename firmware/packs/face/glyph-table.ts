import type { FrameMemory } from '../../platform/memory.js';
import { MISSING_GLYPH, SpriteGlyph, SpriteHeader } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import type { GlyphBox } from '../reader-sprites.js';
import type { PackBlob } from '../reader-table.js';
import type { Characters } from './characters.js';

/** No glyph stands for a character. */
export const NO_GLYPH = -1;

/** Of a glyph's record, in 16-bit words. */
const WORDS = SpriteGlyph.bytes / 2;
/** The same in 32-bit words: the first is the code point. */
const LONG_WORDS = SpriteGlyph.bytes / 4;
const OFFSET = SpriteGlyph.offset / 2;
const WIDTH = SpriteGlyph.width / 2;
const HEIGHT = SpriteGlyph.height / 2;
const LEFT = SpriteGlyph.left / 2;
const TOP = SpriteGlyph.top / 2;
const ADVANCE = SpriteGlyph.advance / 2;

/** The glyphs of a SPRT in memory, so that a text is laid out without reading flash; their bitmaps stay there. */
export class GlyphTable {
  /** Records as the file has them, little-endian as every processor here is. */
  readonly #words: Uint16Array;
  /** The same memory: every `LONG_WORDS`th is a code point. */
  readonly #codes: Uint32Array;
  readonly #count: number;
  readonly #blob: PackBlob;
  readonly #bits: number;
  readonly #coloured: boolean;
  readonly #missing: number;

  constructor(memory: FrameMemory, cursor: PackCursor, blob: PackBlob) {
    const { offset, length } = blob;
    this.#blob = blob;
    const bits = cursor.u8(offset + SpriteHeader.bits);
    this.#bits = bits === 1 || bits === 2 ? bits : 4;
    this.#coloured = cursor.u8(offset + SpriteHeader.coloured) === 1;
    const told = cursor.u16(offset + SpriteHeader.glyphs);
    // A pack is checked when it is installed; flash may have changed since.
    this.#count = Math.max(0, Math.min(told, Math.floor((length - SpriteHeader.bytes) / SpriteGlyph.bytes)));
    const bytes = memory.allocate(this.#count * SpriteGlyph.bytes);
    cursor.pack.read(offset + SpriteHeader.bytes, bytes, 0, bytes.length);
    this.#words = new Uint16Array(bytes.buffer, bytes.byteOffset, this.#count * WORDS);
    this.#codes = new Uint32Array(bytes.buffer, bytes.byteOffset, this.#count * LONG_WORDS);
    this.#missing = this.#search(MISSING_GLYPH);
  }

  /**
   * Finds the glyphs of a text, the one for what is missing in place of those that are not there, and where each begins. `shown`
   * are those of the text before, `count` of them, and `shownPens` where they stand on a line that began at `start`: what both
   * texts begin with is counted in `text.first` and left as it is, and a digit mostly lies beside the one before it.
   */
  measure(text: Characters, shown: Int16Array, shownPens: Int16Array, count: number, start: number): void {
    const table = this.#codes;
    const codes = text.codes;
    const characters = text.count;
    const most = count < characters ? count : characters;
    let index = 0;
    while (index < most && table[shown[index]! * LONG_WORDS] === codes[index]) index += 1;
    text.first = index;
    const words = this.#words;
    let width = 0;
    if (index > 0) width = shownPens[index - 1]! - start + words[shown[index - 1]! * WORDS + ADVANCE]!;
    let found = index;
    for (; index < characters; index += 1) {
      const code = codes[index]!;
      let glyph = NO_GLYPH;
      if (found < count) {
        const near = shown[found]! + code - table[shown[found]! * LONG_WORDS]!;
        if (near >= 0 && near < this.#count && table[near * LONG_WORDS] === code) glyph = near;
      }
      if (glyph === NO_GLYPH) glyph = this.#find(code);
      if (glyph === NO_GLYPH) continue;
      text.glyphs[found] = glyph;
      text.pens[found] = width;
      found += 1;
      width += words[glyph * WORDS + ADVANCE]!;
    }
    text.found = found;
    text.width = width;
  }

  /** Fills `into` with a glyph. */
  read(index: number, into: GlyphBox): void {
    const words = this.#words;
    const at = index * WORDS;
    into.bits = this.#bits;
    into.coloured = this.#coloured;
    into.at = this.#blob.offset + words[at + OFFSET]! + words[at + OFFSET + 1]! * 65_536;
    into.width = words[at + WIDTH]!;
    into.height = words[at + HEIGHT]!;
    into.left = (words[at + LEFT]! << 16) >> 16;
    into.top = (words[at + TOP]! << 16) >> 16;
    into.advance = words[at + ADVANCE]!;
  }

  #find(codePoint: number): number {
    const found = this.#search(codePoint);
    return found === NO_GLYPH ? this.#missing : found;
  }

  #search(codePoint: number): number {
    const codes = this.#codes;
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = codes[middle * LONG_WORDS]!;
      if (found === codePoint) return middle;
      if (found < codePoint) low = middle + 1;
      else high = middle;
    }
    return NO_GLYPH;
  }
}
