import type { FrameMemory } from '../../platform/memory.js';
import { MISSING_GLYPH, SpriteGlyph, SpriteHeader } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import type { GlyphBox } from '../reader-sprites.js';
import type { PackBlob } from '../reader-table.js';

/** No glyph stands for a character. */
export const NO_GLYPH = -1;

/** The glyphs of a SPRT in memory, so that a text is laid out without reading flash; their bitmaps stay there. */
export class GlyphTable {
  readonly #bytes: Uint8Array;
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
    this.#bytes = memory.allocate(this.#count * SpriteGlyph.bytes);
    cursor.pack.read(offset + SpriteHeader.bytes, this.#bytes, 0, this.#bytes.length);
    this.#missing = this.#search(MISSING_GLYPH);
  }

  /** Index of a character's glyph, of the one for what is missing, or `NO_GLYPH`. */
  find(codePoint: number): number {
    const found = this.#search(codePoint);
    return found === NO_GLYPH ? this.#missing : found;
  }

  advance(index: number): number {
    return this.#u16(index * SpriteGlyph.bytes + SpriteGlyph.advance);
  }

  /** Fills `into` with a glyph. */
  read(index: number, into: GlyphBox): void {
    const at = index * SpriteGlyph.bytes;
    into.bits = this.#bits;
    into.coloured = this.#coloured;
    into.at = this.#blob.offset + this.#u16(at + SpriteGlyph.offset) + this.#u16(at + SpriteGlyph.offset + 2) * 65_536;
    into.width = this.#u16(at + SpriteGlyph.width);
    into.height = this.#u16(at + SpriteGlyph.height);
    into.left = (this.#u16(at + SpriteGlyph.left) << 16) >> 16;
    into.top = (this.#u16(at + SpriteGlyph.top) << 16) >> 16;
    into.advance = this.#u16(at + SpriteGlyph.advance);
  }

  #search(codePoint: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = middle * SpriteGlyph.bytes + SpriteGlyph.codePoint;
      const found = this.#u16(at) + this.#u16(at + 2) * 65_536;
      if (found === codePoint) return middle;
      if (found < codePoint) low = middle + 1;
      else high = middle;
    }
    return NO_GLYPH;
  }

  #u16(at: number): number {
    return this.#bytes[at]! | (this.#bytes[at + 1]! << 8);
  }
}
