import { FIELD_BYTES } from '../fields.js';
import { NodeFlag, SceneSource, TextAlign, TextNode } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import { type PackNode, showsSeconds } from '../reader-node.js';
import type { Canvas } from './canvas.js';
import type { GlyphStep } from './change-memo.js';
import type { Characters } from './characters.js';
import type { FaceNode } from './face-node.js';
import type { FaceWorld } from './face-world.js';
import type { GlyphTable } from './glyph-table.js';
import { noGlyph } from './still-nodes.js';

/** Glyphs of one change that are compared with those they replace: a tick changes few, another text all. */
const MOST_FINE = 4;

/** One line of glyphs that says what a source says. Where it changes, only the glyphs that do are marked. */
export class Text implements FaceNode {
  dueAt = 0;
  readonly #node: PackNode;
  readonly #world: FaceWorld;
  readonly #table: GlyphTable;
  readonly #characters: Characters;
  readonly #align: number;
  readonly #staleColour: number;
  readonly #secondly: boolean;
  /** The line on show: glyphs, and where the pen stood for each, in coordinates of the scene. */
  readonly #glyphs = new Int16Array(FIELD_BYTES);
  readonly #pens = new Int16Array(FIELD_BYTES);
  /** Columns that each glyph's bitmap has. */
  readonly #lefts = new Int16Array(FIELD_BYTES);
  readonly #rights = new Int16Array(FIELD_BYTES);
  #count = 0;
  /** Where the line begins. */
  #start = 0;
  #colour: number;
  readonly #glyph = noGlyph();
  readonly #step: GlyphStep = { place: 0, old: 0, oldPen: 0, glyph: 0, pen: 0, y: 0, was: noGlyph(), is: noGlyph() };

  constructor(cursor: PackCursor, node: PackNode, world: FaceWorld, table: GlyphTable, characters: Characters) {
    this.#node = node;
    this.#world = world;
    this.#table = table;
    this.#characters = characters;
    this.#align = cursor.u8(node.at + TextNode.align);
    this.#staleColour = cursor.colour(node.at + TextNode.staleColour);
    this.#secondly = showsSeconds(node);
    this.#colour = node.colour;
  }

  stir(): void {
    this.dueAt = 0;
  }

  update(canvas: Canvas, now: number): void {
    const { source, format, flags, colour } = this.#node;
    const { fields } = this.#world;
    const characters = this.#characters;
    this.dueAt = this.#next(now);
    const isOfHost = source > SceneSource.date && source < SceneSource.notifications;
    const isStale = isOfHost && !fields.isFresh(source, now);
    if (isStale && (flags & NodeFlag.keepStale) === 0) characters.count = 0;
    else characters.write(source, format, this.#world, now);
    const inked = isStale ? this.#staleColour : colour;
    const recoloured = inked !== this.#colour;
    if (recoloured) this.#markFrom(canvas, 0);
    this.#colour = inked;
    this.#lay(canvas);
    if (recoloured) this.#markFrom(canvas, 0);
  }

  paint(canvas: Canvas): void {
    const { left, top, width, height } = this.#node;
    if (this.#count === 0 || !canvas.within(left, top, width, height)) return;
    const glyph = this.#glyph;
    const lefts = this.#lefts;
    const rights = this.#rights;
    const count = this.#count;
    const from = canvas.clipLeft - canvas.dx;
    const until = canvas.clipRight - canvas.dx;
    for (let index = 0; index < count; index += 1) {
      if (rights[index]! <= from || lefts[index]! >= until) continue;
      this.#table.read(this.#glyphs[index]!, glyph);
      canvas.glyph(glyph, this.#pens[index]! + glyph.left, top + glyph.top, this.#colour);
    }
  }

  #next(now: number): number {
    const { clock, fields } = this.#world;
    const { source } = this.#node;
    if (source === SceneSource.time) return this.#secondly ? clock.nextSecondAt(now) : clock.nextMinuteAt(now);
    if (source === SceneSource.weekday) return clock.nextMinuteAt(now);
    const staleAt = source <= SceneSource.notifications ? fields.staleAt(source, now) : Number.POSITIVE_INFINITY;
    return source === SceneSource.date ? Math.min(staleAt, clock.nextMinuteAt(now)) : staleAt;
  }

  /** Lays the characters out and marks each glyph that is another one than before, or elsewhere. */
  #lay(canvas: Canvas): void {
    const characters = this.#characters;
    const before = this.#start;
    this.#table.measure(characters, this.#glyphs, this.#pens, this.#count, before);
    const total = characters.width;
    const found = characters.found;
    const first = characters.first;
    const node = this.#node;
    const width = node.width;
    const align = this.#align;
    let start = node.left;
    const end = start + width;
    if (total <= width && align !== TextAlign.left)
      start += align === TextAlign.right ? width - total : (width - total) >> 1;
    // Where the line begins as it did, what is before the first new glyph stays.
    let laid = start === before ? first : 0;
    this.#start = start;
    let changed = 0;
    for (; laid < found; laid += 1) {
      const isFirst = laid < first;
      const pen = start + (isFirst ? this.#pens[laid]! - before : characters.pens[laid]!);
      if (pen >= end) break;
      const glyph = isFirst ? this.#glyphs[laid]! : characters.glyphs[laid]!;
      if (laid < this.#count && this.#glyphs[laid] === glyph && this.#pens[laid] === pen) continue;
      changed += 1;
      this.#replace(canvas, laid, glyph, pen, changed <= MOST_FINE);
    }
    this.#markFrom(canvas, laid);
    this.#count = laid;
  }

  /** Another glyph, or the same elsewhere: `fine` marks what differs, not the boxes of both. */
  #replace(canvas: Canvas, index: number, glyph: number, pen: number, fine: boolean): void {
    const isNew = index >= this.#count;
    const step = this.#step;
    if (!isNew && !fine) this.#mark(canvas, index);
    step.place = index;
    step.old = this.#glyphs[index]!;
    step.oldPen = this.#pens[index]! + canvas.dx;
    step.glyph = glyph;
    step.pen = pen + canvas.dx;
    step.y = canvas.dy;
    this.#table.read(glyph, step.is);
    const x = pen + step.is.left;
    this.#glyphs[index] = glyph;
    this.#pens[index] = pen;
    this.#lefts[index] = x;
    this.#rights[index] = x + step.is.width;
    if (isNew || !fine) this.#mark(canvas, index);
    else if (!canvas.markKnown(this.#node, step)) {
      this.#table.read(step.old, step.was);
      canvas.markChange(this.#node, step);
    }
  }

  #markFrom(canvas: Canvas, first: number): void {
    for (let index = first; index < this.#count; index += 1) this.#mark(canvas, index);
  }

  #mark(canvas: Canvas, index: number): void {
    const { left, top, width, height } = this.#node;
    const glyph = this.#glyph;
    this.#table.read(this.#glyphs[index]!, glyph);
    const x = this.#pens[index]! + glyph.left;
    const y = top + glyph.top;
    canvas.mark(
      Math.max(left, x),
      Math.max(top, y),
      Math.min(left + width, x + glyph.width),
      Math.min(top + height, y + glyph.height),
    );
  }
}
