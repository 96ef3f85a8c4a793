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
const OFFSET = SpriteGlyph.offset / 2;
const WIDTH = SpriteGlyph.width / 2;
const HEIGHT = SpriteGlyph.height / 2;
const LEFT = SpriteGlyph.left / 2;
const TOP = SpriteGlyph.top / 2;
const ADVANCE = SpriteGlyph.advance / 2;

/** The glyphs of a SPRT in memory, so that a text is laid out without reading flash; their bitmaps stay there. */
export class GlyphTable {
  /** Records as the file has them, little-endian as every processor here is; the code point is the first two words. */
  readonly #words: Uint16Array;
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
    this.#missing = this.#search(MISSING_GLYPH);
  }

  /**
   * Finds the glyphs of a text, the one for what is missing in place of those that are not there, and where each begins. `shown`
   * are those of the text before, `count` of them: of two texts most is the same, and need not be searched for.
   */
  measure(text: Characters, shown: Int16Array, count: number): void {
    const words = this.#words;
    const { codes, count: characters, glyphs, pens } = text;
    let found = 0;
    let first = count;
    let width = 0;
    for (let index = 0; index < characters; index += 1) {
      const code = codes[index]!;
      let glyph = found < count ? shown[found]! : NO_GLYPH;
      let at = glyph * WORDS;
      if (glyph === NO_GLYPH || words[at] !== (code & 0xffff) || words[at + 1] !== code >> 16) {
        glyph = this.#find(code);
        if (glyph === NO_GLYPH) continue;
        at = glyph * WORDS;
        if (found < first && glyph !== shown[found]) first = found;
      }
      glyphs[found] = glyph;
      pens[found] = width;
      found += 1;
      width += words[at + ADVANCE]!;
    }
    text.found = found;
    text.first = first < found ? first : found;
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
    const words = this.#words;
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = middle * WORDS;
      const found = words[at]! + words[at + 1]! * 65_536;
      if (found === codePoint) return middle;
      if (found < codePoint) low = middle + 1;
      else high = middle;
    }
    return NO_GLYPH;
  }
}
