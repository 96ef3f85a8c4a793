import type { Surface } from '../../pixels/surface.js';
import { AlwaysOnHeader, ImageNode } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import type { PackNode } from '../reader-node.js';
import { findGlyph, type GlyphBox } from '../reader-sprites.js';
import type { Canvas } from './canvas.js';
import { type FaceNode, NEVER } from './face-node.js';

/** A WALL: a picture kept in memory. */
export class WallNode implements FaceNode {
  readonly dueAt = NEVER;
  readonly #node: PackNode;
  readonly #picture: Surface;

  constructor(node: PackNode, picture: Surface) {
    this.#node = node;
    this.#picture = picture;
  }

  stir(): void {}

  update(): void {}

  paint(canvas: Canvas): void {
    const node = this.#node;
    canvas.picture(this.#picture, node.left, node.top);
  }
}

/** An image or an always-on layer: a bitmap that is read out of flash whenever it is drawn. */
export class BitmapNode implements FaceNode {
  readonly dueAt = NEVER;
  readonly #node: PackNode;
  readonly #glyph: GlyphBox;

  constructor(node: PackNode, glyph: GlyphBox) {
    this.#node = node;
    this.#glyph = glyph;
  }

  stir(): void {}

  update(): void {}

  paint(canvas: Canvas): void {
    const { left, top, width, height, colour } = this.#node;
    if (canvas.within(left, top, width, height)) canvas.glyph(this.#glyph, left, top, colour);
  }
}

/** The bitmap an image shows; one without pixels where it is not there. */
export function imageGlyph(cursor: PackCursor, node: PackNode): GlyphBox {
  const glyph = noGlyph();
  findGlyph(cursor, node.blob!, cursor.u32(node.at + ImageNode.glyph), glyph);
  return glyph;
}

/** The bitmap of an always-on layer. */
export function layerGlyph(cursor: PackCursor, node: PackNode): GlyphBox {
  const { offset, width, height } = node.blob!;
  const bits = cursor.u8(offset + AlwaysOnHeader.bits) === 2 ? 2 : 1;
  return { ...noGlyph(), bits, at: offset + AlwaysOnHeader.bytes, width, height };
}

/** A glyph to fill in. */
export function noGlyph(): GlyphBox {
  return { bits: 1, coloured: false, at: 0, width: 0, height: 0, left: 0, top: 0, advance: 0 };
}
