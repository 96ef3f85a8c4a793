import { BarDirection, BarNode } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import type { PackNode } from '../reader-node.js';
import type { Canvas } from './canvas.js';
import type { FaceNode } from './face-node.js';
import { type Level, NO_LEVEL_KNOWN } from './level.js';

/** A bar, as long as its source is full. */
export class Bar implements FaceNode {
  readonly #node: PackNode;
  readonly #level: Level;
  readonly #direction: number;
  /** Pixels that are full. */
  #full = 0;

  constructor(cursor: PackCursor, node: PackNode, level: Level) {
    this.#node = node;
    this.#level = level;
    this.#direction = cursor.u8(node.at + BarNode.direction);
  }

  get dueAt(): number {
    return this.#level.dueAt;
  }

  stir(): void {
    this.#level.stir();
  }

  update(canvas: Canvas, now: number): void {
    this.#level.look(now);
    const { width, height } = this.#node;
    const whole = this.#direction === BarDirection.up || this.#direction === BarDirection.down ? height : width;
    const { thousandths } = this.#level;
    const full = thousandths === NO_LEVEL_KNOWN ? 0 : Math.round((whole * thousandths) / 1000);
    if (full === this.#full) return;
    this.#box(canvas, Math.min(full, this.#full), Math.max(full, this.#full), true);
    this.#full = full;
  }

  paint(canvas: Canvas): void {
    if (this.#full > 0 && this.#box(canvas, 0, this.#full, false)) canvas.fill(this.#node.colour);
  }

  /** The part of the bar from pixel `from` to `until` of its length: marks it, or answers whether it is to be drawn. */
  #box(canvas: Canvas, from: number, until: number, mark: boolean): boolean {
    const { left, top, width, height } = this.#node;
    let x = left;
    let y = top;
    let across = width;
    let down = height;
    if (this.#direction === BarDirection.right || this.#direction === BarDirection.left) {
      x = this.#direction === BarDirection.right ? left + from : left + width - until;
      across = until - from;
    } else {
      y = this.#direction === BarDirection.down ? top + from : top + height - until;
      down = until - from;
    }
    if (!mark) return canvas.within(x, y, across, down);
    canvas.mark(x, y, x + across, y + down);
    return true;
  }
}
