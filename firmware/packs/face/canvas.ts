import type { CoverLimits } from '../../damage/cover.js';
import type { Damage } from '../../geometry/damage.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';
import { PackLimit } from '../layout.js';
import type { PackBytes } from '../pack-bytes.js';
import type { PackNode } from '../reader-node.js';
import { alphaRowBytes, type GlyphBox } from '../reader-sprites.js';
import { ChangeMemo, type GlyphStep } from './change-memo.js';
import { GlyphChange } from './glyph-change.js';

const WHITE = 0xffff;
/** What bitmaps and masks pass through on their way to the surface, bytes. */
export const SCRATCH_BYTES = 16384;

/**
 * Where the nodes of a scene draw, in the scene's own coordinates: a surface, the region of it that is being drawn, and how far
 * the scene is shifted. Nothing is drawn outside the region.
 */
export class Canvas {
  readonly #kernels: CheckedKernels;
  /** Bitmaps on their way out of flash, or a mask. */
  readonly scratch: Uint8Array;
  /** One row of the colour drawn with last. */
  readonly #ink: Uint8Array;
  #inkColour = -1;
  #surface: Surface;
  #damage: Damage | undefined;
  #pack: PackBytes | undefined;
  readonly #change: GlyphChange;
  readonly #memo: ChangeMemo;
  /** How far the scene is shifted, pixels. */
  dx = 0;
  dy = 0;
  /** The region, as the panel has it. */
  #left = 0;
  #top = 0;
  #right = 0;
  #bottom = 0;
  /** What `within` left of it, as the panel has it. */
  clipLeft = 0;
  clipRight = 0;
  #clipTop = 0;
  #clipBottom = 0;

  constructor(memory: FrameMemory, kernels: CheckedKernels, width: number, limits: CoverLimits) {
    this.#kernels = kernels;
    this.#change = new GlyphChange(memory, kernels, limits);
    this.#memo = new ChangeMemo(memory);
    this.scratch = memory.allocate(SCRATCH_BYTES);
    this.#ink = memory.allocate(2 * width);
    this.#surface = { bytes: this.#ink, width: 0, height: 0, stride: 0 };
  }

  /** Begins a picture: what changes is marked in `damage`, glyphs come out of `pack`. */
  begin(surface: Surface, damage: Damage, pack: PackBytes): void {
    this.#surface = surface;
    this.#damage = damage;
    this.#pack = pack;
  }

  /** Says that a box of the scene changed. */
  mark(left: number, top: number, right: number, bottom: number): void {
    this.#damage!.add(left + this.dx, top + this.dy, right + this.dx, bottom + this.dy);
  }

  /** Draws in this region of the surface from now on. */
  region(left: number, top: number, right: number, bottom: number): void {
    this.#left = left;
    this.#top = top;
    this.#right = right;
    this.#bottom = bottom;
  }

  /** Draws only inside this box of the scene; answers whether any of it lies in the region. */
  within(left: number, top: number, width: number, height: number): boolean {
    left += this.dx;
    top += this.dy;
    width += left;
    height += top;
    if (left < this.#left) left = this.#left;
    if (top < this.#top) top = this.#top;
    if (width > this.#right) width = this.#right;
    if (height > this.#bottom) height = this.#bottom;
    this.clipLeft = left;
    this.#clipTop = top;
    this.clipRight = width;
    this.#clipBottom = height;
    return left < width && top < height;
  }

  /** Fills what `within` left with a colour. */
  fill(colour: number): void {
    const { bytes, stride } = this.#surface;
    const pixels = this.clipRight - this.clipLeft;
    const toAt = this.#clipTop * stride + this.clipLeft * 2;
    this.#kernels.fillRows(bytes, toAt, stride, pixels, this.#clipBottom - this.#clipTop, colour);
  }

  /** Copies a picture whose top left is at (left, top) of the scene, as far as it lies in the region. */
  picture(from: Surface, left: number, top: number): void {
    const x = left + this.dx;
    const y = top + this.dy;
    const first = x > this.#left ? x : this.#left;
    const row = y > this.#top ? y : this.#top;
    const until = x + from.width < this.#right ? x + from.width : this.#right;
    const end = y + from.height < this.#bottom ? y + from.height : this.#bottom;
    if (first >= until || row >= end) return;
    const to = this.#surface;
    const stride = to.stride;
    const fromStride = from.stride;
    const toAt = row * stride + first * 2;
    const fromAt = (row - y) * fromStride + (first - x) * 2;
    this.#kernels.copyRows(to.bytes, toAt, stride, from.bytes, fromAt, fromStride, (until - first) * 2, end - row);
  }

  /** Marks a change that was marked before, as `markChange` would; answers false where it is not known any more. */
  markKnown(box: PackNode, step: GlyphStep): boolean {
    return this.#memo.mark(box, step, this.#damage!);
  }

  /** Marks where two glyphs of a node's line differ, inside the node's box: the cheapest windows over the pixels that do. */
  markChange(box: PackNode, step: GlyphStep): void {
    const change = this.#change;
    const { was, is } = step;
    const oldX = step.oldPen - this.dx + was.left;
    const oldY = box.top + was.top;
    const x = step.pen - this.dx + is.left;
    const y = box.top + is.top;
    const left = Math.max(box.left, Math.min(oldX, x));
    const top = Math.max(box.top, Math.min(oldY, y));
    const right = Math.min(box.left + box.width, Math.max(oldX + was.width, x + is.width));
    const bottom = Math.min(box.top + box.height, Math.max(oldY + was.height, y + is.height));
    if (left >= right || top >= bottom) return;
    if (!change.begin(left + this.dx, top + this.dy, right + this.dx, bottom + this.dy)) {
      this.mark(left, top, right, bottom);
      return;
    }
    this.#drawOn(change, 0, box, was, oldX, oldY);
    this.#drawOn(change, change.rows, box, is, x, y);
    change.mark(this.#damage!);
    this.#memo.keep(box, step, change.windows, change.left, change.top);
  }

  /** Draws one of the two glyphs that are compared, from row `first` on. */
  #drawOn(change: GlyphChange, first: number, box: PackNode, glyph: GlyphBox, x: number, y: number): void {
    const surface = this.#surface;
    const { dx, dy } = this;
    const { both, rows } = change;
    this.#surface = both;
    this.dx = dx - change.left;
    this.dy = dy - change.top + first;
    this.region(0, first, both.width, first + rows);
    if (this.within(box.left, box.top, box.width, box.height)) this.glyph(glyph, x, y, WHITE);
    this.#surface = surface;
    this.dx = dx;
    this.dy = dy;
  }

  /** Blends what `within` left of a bitmap whose top left is at (left, top) of the scene; alpha alone takes `colour`. */
  glyph(glyph: GlyphBox, left: number, top: number, colour: number): void {
    const width = glyph.width;
    const height = glyph.height;
    const bits = glyph.bits;
    const coloured = glyph.coloured;
    const x = left + this.dx;
    const y = top + this.dy;
    const from = x > this.clipLeft ? x : this.clipLeft;
    const until = x + width < this.clipRight ? x + width : this.clipRight;
    let row = y > this.#clipTop ? y : this.#clipTop;
    const end = y + height < this.#clipBottom ? y + height : this.#clipBottom;
    if (from >= until || row >= end) return;
    const alphaBytes = alphaRowBytes(width, bits);
    const colourBytes = coloured ? 2 * width : 0;
    const pack = this.#pack!;
    // A pack is checked when it is installed; flash may have changed since.
    if (alphaBytes > PackLimit.rowBytes || colourBytes > PackLimit.rowBytes) return;
    if (glyph.at + (alphaBytes + colourBytes) * height > pack.length) return;
    if (!coloured) this.#dip(colour);
    const { scratch } = this;
    const most = (SCRATCH_BYTES / (alphaBytes + colourBytes)) | 0;
    const { bytes, stride } = this.#surface;
    while (row < end) {
      const rows = most < end - row ? most : end - row;
      const alphaAt = rows * colourBytes;
      if (coloured) pack.read(glyph.at + (row - y) * colourBytes, scratch, 0, alphaAt);
      pack.read(glyph.at + height * colourBytes + (row - y) * alphaBytes, scratch, alphaAt, rows * alphaBytes);
      this.#kernels.blendBits(
        bytes,
        row * stride + from * 2,
        stride,
        coloured ? scratch : this.#ink,
        coloured ? (from - x) * 2 : 0,
        colourBytes,
        scratch,
        alphaAt,
        alphaBytes,
        from - x,
        bits,
        until - from,
        rows,
      );
      row += rows;
    }
  }

  /**
   * Strokes a line through `count` points (x, y in 8ths of a pixel of the scene) as broad as twice `radius` (16ths) and blends
   * it, inside what `within` left.
   */
  stroke(points: Int16Array, count: number, radius: number, colour: number): void {
    const { scratch } = this;
    const pixels = this.clipRight - this.clipLeft;
    const most = Math.floor(SCRATCH_BYTES / pixels);
    const { bytes, stride } = this.#surface;
    this.#dip(colour);
    const x = 8 * (this.dx - this.clipLeft);
    for (let row = this.#clipTop; row < this.#clipBottom; row += most) {
      const rows = Math.min(most, this.#clipBottom - row);
      const y = 8 * (this.dy - row);
      scratch.fill(0, 0, rows * pixels);
      for (let at = 2; at < 2 * count; at += 2) {
        const x0 = x + points[at - 2]!;
        const y0 = y + points[at - 1]!;
        this.#kernels.strokeLine(
          scratch,
          0,
          pixels,
          pixels,
          rows,
          x0,
          y0,
          x + points[at]!,
          y + points[at + 1]!,
          radius,
        );
      }
      const toAt = row * stride + this.clipLeft * 2;
      this.#kernels.blendRows(bytes, toAt, stride, this.#ink, 0, 0, scratch, 0, pixels, pixels, rows);
    }
  }

  #dip(colour: number): void {
    if (colour === this.#inkColour) return;
    this.#inkColour = colour;
    const ink = this.#ink;
    this.#kernels.fillRows(ink, 0, ink.length, ink.length / 2, 1, colour);
  }
}
