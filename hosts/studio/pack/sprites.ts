import {
  BlobKind,
  MISSING_GLYPH,
  PackCodec,
  PackLimit,
  SpriteGlyph,
  SpriteHeader,
} from '../../../firmware/packs/layout.js';
import { packRgb565 } from '../../../firmware/pixels/rgb565.js';
import type { GlyphSet } from '../glyphs.js';
import { type Image, StudioError } from '../image.js';
import { type Blob, joined, writer } from './blob.js';

/** One glyph as a sprite blob has it: offsets are from pen and line's top. */
export interface Sprite {
  readonly codePoint: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly advance: number;
  /** How much of each pixel is covered, 0..255, rows without gaps. */
  readonly coverage: Uint8Array;
  /** RGB565, high byte first, rows without gaps, where it brings colours of its own. */
  readonly colours?: Uint8Array;
}

/** The characters of a font as sprites that take the colour of their node. `bits` of alpha a pixel. */
export function textBlob(set: GlyphSet, bits: 1 | 2 | 4 = 4): Blob {
  const sprites = set.glyphs.map((glyph) => ({ ...glyph, top: set.ascent + glyph.top }));
  return spriteBlob(sprites, set.ascent + set.descent, bits);
}

/** A picture with alpha as a sprite of its own colours, for an image node: its glyph is `codePoint`. */
export function pictureSprite({ width, height, rgba }: Image, codePoint: number): Sprite {
  const colours = new Uint8Array(2 * width * height);
  const coverage = new Uint8Array(width * height);
  for (let pixel = 0; pixel < coverage.length; pixel += 1) {
    const at = 4 * pixel;
    writer(colours).setUint16(2 * pixel, packRgb565(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!), false);
    coverage[pixel] = rgba[at + 3]!;
  }
  return { codePoint, width, height, left: 0, top: 0, advance: width, coverage, colours };
}

/** Sprites as a blob; either all or none of them have colours. Throws StudioError where there are none, too many, or too wide a one. */
export function spriteBlob(sprites: readonly Sprite[], lineHeight: number, bits: 1 | 2 | 4): Blob {
  const isColoured = sprites.some(({ colours }) => colours !== undefined);
  const depth = isColoured ? 4 : bits;
  if (sprites.length === 0 || sprites.length > PackLimit.glyphs) {
    throw new StudioError(
      `A font in a pack has 1 to ${PackLimit.glyphs} characters, not ${sprites.length}: name fewer, or some.`,
    );
  }
  const sorted = sprites.slice().sort((a, b) => a.codePoint - b.codePoint);
  const head = new Uint8Array(SpriteHeader.bytes + sorted.length * SpriteGlyph.bytes);
  head[SpriteHeader.bits] = depth;
  head[SpriteHeader.coloured] = isColoured ? 1 : 0;
  writer(head).setUint16(SpriteHeader.glyphs, sorted.length, true);
  writer(head).setUint16(SpriteHeader.lineHeight, lineHeight, true);
  const parts: Uint8Array[] = [];
  let offset = head.length;
  for (const [index, sprite] of sorted.entries()) {
    const bitmap = bitmapOf(sprite, depth);
    putGlyph(writer(head), SpriteHeader.bytes + index * SpriteGlyph.bytes, sprite, offset);
    parts.push(bitmap);
    offset += bitmap.length;
  }
  const bytes = joined([head, ...parts]);
  return { kind: BlobKind.sprites, codec: PackCodec.raw, frames: 0, width: 0, height: 0, bytes };
}

/** The box with a cross that stands for characters that are not there. */
export function missingSprite(height: number): Sprite {
  const width = Math.max(3, Math.round(height / 2));
  const coverage = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1 ? 255 : 0;
  });
  return { codePoint: MISSING_GLYPH, width, height, left: 1, top: 0, advance: width + 2, coverage };
}

/** Coverage of 0..255 as alpha of a few bits, first pixel in the highest bits, each row filled up to a byte. */
export function packAlpha(coverage: Uint8Array, width: number, height: number, bits: 1 | 2 | 4): Uint8Array {
  const rowBytes = Math.ceil((width * bits) / 8);
  const packed = new Uint8Array(rowBytes * height);
  const most = (1 << bits) - 1;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = Math.round((coverage[y * width + x]! * most) / 255);
      const bit = x * bits;
      packed[y * rowBytes + (bit >> 3)]! |= value << (8 - bits - (bit & 7));
    }
  }
  return packed;
}

function bitmapOf({ width, height, coverage, colours, codePoint }: Sprite, bits: 1 | 2 | 4): Uint8Array {
  if (2 * width > PackLimit.rowBytes && colours !== undefined) {
    throw new StudioError(`Character U+${codePoint.toString(16)} is ${width} pixels wide: choose a smaller size.`);
  }
  const alpha = packAlpha(coverage, width, height, bits);
  return colours === undefined ? alpha : joined([colours, alpha]);
}

function putGlyph(view: DataView, at: number, sprite: Sprite, offset: number): void {
  const { codePoint, width, height, left, top, advance } = sprite;
  view.setUint32(at + SpriteGlyph.codePoint, codePoint, true);
  view.setUint32(at + SpriteGlyph.offset, offset, true);
  view.setUint16(at + SpriteGlyph.width, width, true);
  view.setUint16(at + SpriteGlyph.height, height, true);
  view.setInt16(at + SpriteGlyph.left, left, true);
  view.setInt16(at + SpriteGlyph.top, top, true);
  view.setUint16(at + SpriteGlyph.advance, advance, true);
}
