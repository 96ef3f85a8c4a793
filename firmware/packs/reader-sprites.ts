import { PackLimit, SpriteGlyph, SpriteHeader } from './layout.js';
import { PackFault } from './pack-fault.js';
import type { PackCursor } from './reader-cursor.js';
import type { PackBlob } from './reader-table.js';

/** A glyph, filled in by whoever looks for one. */
export interface GlyphBox {
  /** Bits of alpha a pixel. */
  bits: number;
  coloured: boolean;
  /** Of its bitmap, in the file. */
  at: number;
  width: number;
  height: number;
  left: number;
  top: number;
  advance: number;
}

/** Bytes of a row of alpha. */
export function alphaRowBytes(width: number, bits: number): number {
  return (width * bits + 7) >> 3;
}

/** Bytes of a glyph's bitmap. */
export function glyphBytes(width: number, height: number, bits: number, coloured: boolean): number {
  return ((coloured ? 2 * width : 0) + alphaRowBytes(width, bits)) * height;
}

/** Reads glyph `index`, whose place is checked, into `into`. */
export function readGlyph(cursor: PackCursor, blob: PackBlob, index: number, into: GlyphBox): void {
  const at = blob.offset + SpriteHeader.bytes + index * SpriteGlyph.bytes;
  into.bits = cursor.u8(blob.offset + SpriteHeader.bits);
  into.coloured = cursor.u8(blob.offset + SpriteHeader.coloured) === 1;
  into.at = blob.offset + cursor.u32(at + SpriteGlyph.offset);
  into.width = cursor.u16(at + SpriteGlyph.width);
  into.height = cursor.u16(at + SpriteGlyph.height);
  into.left = cursor.i16(at + SpriteGlyph.left);
  into.top = cursor.i16(at + SpriteGlyph.top);
  into.advance = cursor.u16(at + SpriteGlyph.advance);
}

/** Finds the glyph of a code point in sprites whose structure is checked. */
export function findGlyph(cursor: PackCursor, blob: PackBlob, codePoint: number, into: GlyphBox): boolean {
  let low = 0;
  let high = cursor.u16(blob.offset + SpriteHeader.glyphs);
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = cursor.u32(blob.offset + SpriteHeader.bytes + middle * SpriteGlyph.bytes + SpriteGlyph.codePoint);
    if (found === codePoint) {
      readGlyph(cursor, blob, middle, into);
      return true;
    }
    if (found < codePoint) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** Checks head and glyphs: rising code points, bitmaps one behind the other inside the blob. */
export function checkSprites(cursor: PackCursor, blob: PackBlob): PackFault {
  const { offset, length } = blob;
  const bits = cursor.u8(offset + SpriteHeader.bits);
  const coloured = cursor.u8(offset + SpriteHeader.coloured);
  const glyphs = cursor.u16(offset + SpriteHeader.glyphs);
  const isSound = coloured === 1 ? bits === 4 : coloured === 0 && (bits === 1 || bits === 2 || bits === 4);
  let free = SpriteHeader.bytes + glyphs * SpriteGlyph.bytes;
  if (!isSound || glyphs === 0 || glyphs > PackLimit.glyphs || free > length) return PackFault.sprites;
  if (!cursor.isZero(offset + SpriteHeader.reserved, offset + SpriteHeader.bytes)) return PackFault.reserved;
  let last = -1;
  for (let index = 0; index < glyphs; index += 1) {
    const at = offset + SpriteHeader.bytes + index * SpriteGlyph.bytes;
    const codePoint = cursor.u32(at + SpriteGlyph.codePoint);
    const bitmap = cursor.u32(at + SpriteGlyph.offset);
    const width = cursor.u16(at + SpriteGlyph.width);
    const height = cursor.u16(at + SpriteGlyph.height);
    if (cursor.u16(at + SpriteGlyph.reserved) !== 0) return PackFault.reserved;
    if (codePoint <= last || codePoint > 0x10ffff || (width === 0) !== (height === 0)) return PackFault.sprites;
    if (alphaRowBytes(width, bits) > PackLimit.rowBytes || (coloured === 1 && 2 * width > PackLimit.rowBytes))
      return PackFault.sprites;
    const bytes = glyphBytes(width, height, bits, coloured === 1);
    if (bytes > 0 && (bitmap < free || bitmap + bytes > length)) return PackFault.sprites;
    if (bytes > 0) free = bitmap + bytes;
    last = codePoint;
  }
  return PackFault.none;
}
