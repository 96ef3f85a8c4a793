import { cosine, ONE, sine } from '../../compose/face/angles.js';
import { ArcNode } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import type { PackNode } from '../reader-node.js';
import type { Canvas } from './canvas.js';
import type { FaceNode } from './face-node.js';
import { type Level, NO_LEVEL_KNOWN } from './level.js';

/** Chords of a whole turn: within a fifth of a pixel of a circle up to a radius of 160. */
const CHORDS = 64;
/** Of a chord, 256ths of a turn. */
const CHORD = 256 / CHORDS;

/** An arc, as long as its source is full. */
export class Arc implements FaceNode {
  readonly #node: PackNode;
  readonly #level: Level;
  readonly #start: number;
  readonly #sweep: number;
  readonly #radius: number;
  readonly #points = new Int16Array(2 * (CHORDS + 2));
  #count = 0;
  #angle = 0;

  constructor(cursor: PackCursor, node: PackNode, level: Level) {
    this.#node = node;
    this.#level = level;
    this.#start = cursor.u16(node.at + ArcNode.start);
    this.#sweep = cursor.u16(node.at + ArcNode.sweep);
    this.#radius = Math.floor(cursor.u16(node.at + ArcNode.thickness) / 2);
  }

  get dueAt(): number {
    return this.#level.dueAt;
  }

  stir(): void {
    this.#level.stir();
  }

  update(canvas: Canvas, now: number): void {
    this.#level.look(now);
    const { thousandths } = this.#level;
    const angle = thousandths === NO_LEVEL_KNOWN ? 0 : Math.round((this.#sweep * thousandths) / 1000);
    if (angle === this.#angle) return;
    // The last chord ends where the arc does: it changes from its beginning on.
    const from = Math.min(angle, this.#angle);
    this.#mark(canvas, from - (from % CHORD), Math.max(angle, this.#angle));
    this.#angle = angle;
    this.#count = this.#lay(0, angle);
  }

  /** Lays points along the arc from one angle to another; answers how many. */
  #lay(from: number, until: number): number {
    if (until === 0) return 0;
    let count = 0;
    for (let angle = from; ; angle = Math.min(until, angle + CHORD)) {
      this.#point(count, angle);
      count += 1;
      if (angle === until) return count;
    }
  }

  #point(index: number, angle: number): void {
    const { left, top, width, height } = this.#node;
    const inset = this.#radius / 2;
    const turned = this.#start + angle;
    this.#points[2 * index] = Math.round(8 * left + 4 * width + ((4 * width - inset) * cosine(turned)) / ONE);
    this.#points[2 * index + 1] = Math.round(8 * top + 4 * height + ((4 * height - inset) * sine(turned)) / ONE);
  }

  /** Marks the box of what lies between two angles. */
  #mark(canvas: Canvas, from: number, until: number): void {
    const { left, top, width, height } = this.#node;
    const count = this.#lay(from, until);
    const points = this.#points;
    const reach = this.#radius / 2 + 8;
    for (let at = 2; at < 2 * count; at += 2) {
      canvas.mark(
        Math.max(left, Math.floor((Math.min(points[at - 2]!, points[at]!) - reach) / 8)),
        Math.max(top, Math.floor((Math.min(points[at - 1]!, points[at + 1]!) - reach) / 8)),
        Math.min(left + width, Math.ceil((Math.max(points[at - 2]!, points[at]!) + reach) / 8)),
        Math.min(top + height, Math.ceil((Math.max(points[at - 1]!, points[at + 1]!) + reach) / 8)),
      );
    }
  }

  paint(canvas: Canvas): void {
    const { left, top, width, height, colour } = this.#node;
    if (this.#count < 2 || !canvas.within(left, top, width, height)) return;
    canvas.stroke(this.#points, this.#count, this.#radius, colour);
  }
}
