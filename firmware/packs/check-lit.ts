import {
  AlwaysOnHeader,
  ArcNode,
  HandNode,
  ImageNode,
  NodeKind,
  SceneSource,
  SpriteHeader,
  TimeFormat,
} from './layout.js';
import type { PackCursor } from './reader-cursor.js';
import type { PackNode } from './reader-node.js';
import { alphaRowBytes, findGlyph, type GlyphBox, readGlyph } from './reader-sprites.js';
import type { PackBlob } from './reader-table.js';

const DIGIT_0 = 0x30;
const HYPHEN = 0x2d;
const COLON = 0x3a;
/** Bytes of bitmaps looked at for one pack: ten times what any honest one needs, and no more, so that none can take for ever. */
const MOST_SCANNED = 512 * 1024;

/** Counts how many pixels a node lights at the most. */
export class LitCount {
  readonly #cursor: PackCursor;
  readonly #panelPixels: number;
  readonly #glyph: GlyphBox = { bits: 0, coloured: false, at: 0, width: 0, height: 0, left: 0, top: 0, advance: 0 };
  /** Of each blob of glyphs seen: the most pixels a column of its text lights. */
  readonly #densities = new Map<PackBlob, number>();
  #scanned = 0;

  constructor(cursor: PackCursor, panelPixels: number) {
    this.#cursor = cursor;
    this.#panelPixels = panelPixels;
  }

  /** Pixels that `node`, which is checked, lights at the most. */
  of(node: PackNode): number {
    const area = node.width * node.height;
    switch (node.kind) {
      case NodeKind.layer:
        return this.#layer(node.blob!);
      case NodeKind.image:
        return this.#litOf(node.blob!, this.#cursor.u32(node.at + ImageNode.glyph));
      case NodeKind.text:
        return Math.min(area, node.source === SceneSource.time ? this.#time(node) : this.#line(node));
      case NodeKind.hand:
        return Math.min(area, this.#hand(node.at));
      case NodeKind.arc:
        return Math.min(area, this.#arc(node));
      case NodeKind.bar:
        return area;
      default:
        return 0;
    }
  }

  #layer(blob: PackBlob): number {
    const bits = this.#cursor.u8(blob.offset + AlwaysOnHeader.bits);
    return this.#bitmap(blob.offset + AlwaysOnHeader.bytes, blob.width, blob.height, bits);
  }

  #litOf(blob: PackBlob, codePoint: number): number {
    const glyph = this.#glyph;
    return findGlyph(this.#cursor, blob, codePoint, glyph) ? this.#glyphLit() : 0;
  }

  #glyphLit(): number {
    const { at, width, height, bits, coloured } = this.#glyph;
    return this.#bitmap(at + (coloured ? 2 * width * height : 0), width, height, bits);
  }

  #time({ blob, format }: PackNode): number {
    let digit = this.#litOf(blob!, HYPHEN);
    for (let value = 0; value < 10; value += 1) digit = Math.max(digit, this.#litOf(blob!, DIGIT_0 + value));
    const colons = format === TimeFormat.hourMinute || format === TimeFormat.hourMinuteOf12 ? 1 : 0;
    return digit * (colons === 0 ? 2 : 4) + colons * this.#litOf(blob!, COLON);
  }

  #line({ blob, width }: PackNode): number {
    let density = this.#densities.get(blob!);
    if (density === undefined) {
      density = 0;
      const glyphs = this.#cursor.u16(blob!.offset + SpriteHeader.glyphs);
      for (let index = 0; index < glyphs; index += 1) {
        readGlyph(this.#cursor, blob!, index, this.#glyph);
        const lit = this.#glyphLit();
        density = Math.max(density, Math.ceil(lit / Math.max(1, this.#glyph.advance)));
      }
      this.#densities.set(blob!, density);
    }
    return density * width;
  }

  #hand(at: number): number {
    const breadth = Math.ceil(this.#cursor.u16(at + HandNode.radius) / 8);
    const length = this.#cursor.u16(at + HandNode.length) + this.#cursor.u16(at + HandNode.tail);
    return length * breadth + breadth * breadth;
  }

  #arc({ at, width, height }: PackNode): number {
    const breadth = Math.ceil(this.#cursor.u16(at + ArcNode.thickness) / 16);
    const around = (22 * (width + height) * this.#cursor.u16(at + ArcNode.sweep)) / (7 * 2 * 256);
    return Math.ceil(around * breadth) + breadth * breadth;
  }

  #bitmap(at: number, width: number, height: number, bits: number): number {
    const cursor = this.#cursor;
    const rowBytes = alphaRowBytes(width, bits);
    this.#scanned += rowBytes * height;
    if (this.#scanned > MOST_SCANNED) return this.#panelPixels;
    const mask = (1 << bits) - 1;
    let lit = 0;
    for (let row = 0; row < height; row += 1) {
      let left = width;
      for (let byte = 0; byte < rowBytes; byte += 1) {
        const value = cursor.u8(at + row * rowBytes + byte);
        const pixels = Math.min(left, 8 / bits);
        left -= pixels;
        if (value === 0) continue;
        for (let pixel = 1; pixel <= pixels; pixel += 1) if (((value >> (8 - pixel * bits)) & mask) !== 0) lit += 1;
      }
    }
    return lit;
  }
}
