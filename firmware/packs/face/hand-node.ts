import { HandNode, SceneSource } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import type { PackNode } from '../reader-node.js';
import type { Canvas } from './canvas.js';
import type { FaceNode } from './face-node.js';
import type { FaceWorld } from './face-world.js';
import { across, DIAL, down } from './fine-angle.js';

/** One hand of a clock. */
export class Hand implements FaceNode {
  dueAt = 0;
  readonly #node: PackNode;
  readonly #world: FaceWorld;
  readonly #length: number;
  readonly #tail: number;
  readonly #radius: number;
  readonly #points = new Int16Array(4);
  /** Where it points, in parts of `DIAL`; -1 where it is not drawn. */
  #dial = -1;

  constructor(cursor: PackCursor, node: PackNode, world: FaceWorld) {
    this.#node = node;
    this.#world = world;
    // Farther than the panel is wide is all the same, and keeps the stroke's numbers small.
    this.#length = 8 * Math.min(400, cursor.u16(node.at + HandNode.length));
    this.#tail = 8 * Math.min(400, cursor.u16(node.at + HandNode.tail));
    this.#radius = cursor.u16(node.at + HandNode.radius);
  }

  stir(): void {
    this.dueAt = 0;
  }

  update(canvas: Canvas, now: number): void {
    const { clock } = this.#world;
    const { source } = this.#node;
    this.dueAt = source === SceneSource.second ? clock.nextSecondAt(now) : clock.nextMinuteAt(now);
    const dial = clock.known ? dialOf(source, clock.minuteOfDay(now), clock.secondOfMinute(now)) : -1;
    if (dial === this.#dial) return;
    this.#mark(canvas);
    this.#dial = dial;
    this.#turn();
    this.#mark(canvas);
  }

  #turn(): void {
    const { left, top, width, height } = this.#node;
    const x = 8 * left + 4 * width;
    const y = 8 * top + 4 * height;
    this.#points[0] = x - across(this.#dial, this.#tail);
    this.#points[1] = y - down(this.#dial, this.#tail);
    this.#points[2] = x + across(this.#dial, this.#length);
    this.#points[3] = y + down(this.#dial, this.#length);
  }

  /** Marks the box of each quarter of the hand: a hand that lies askew fills little of the box of the whole. */
  #mark(canvas: Canvas): void {
    if (this.#dial < 0) return;
    const { left, top, width, height } = this.#node;
    const points = this.#points;
    const reach = this.#radius / 2 + 8;
    for (let part = 0; part < 4; part += 1) {
      const x0 = (points[0]! * (4 - part) + points[2]! * part) / 4;
      const x1 = (points[0]! * (3 - part) + points[2]! * (part + 1)) / 4;
      const y0 = (points[1]! * (4 - part) + points[3]! * part) / 4;
      const y1 = (points[1]! * (3 - part) + points[3]! * (part + 1)) / 4;
      canvas.mark(
        Math.max(left, Math.floor((Math.min(x0, x1) - reach) / 8)),
        Math.max(top, Math.floor((Math.min(y0, y1) - reach) / 8)),
        Math.min(left + width, Math.ceil((Math.max(x0, x1) + reach) / 8)),
        Math.min(top + height, Math.ceil((Math.max(y0, y1) + reach) / 8)),
      );
    }
  }

  paint(canvas: Canvas): void {
    const { left, top, width, height, colour } = this.#node;
    if (this.#dial >= 0 && canvas.within(left, top, width, height))
      canvas.stroke(this.#points, 2, this.#radius, colour);
  }
}

function dialOf(source: number, minute: number, second: number): number {
  if (source === SceneSource.second) return (second * DIAL) / 60;
  if (source === SceneSource.minute) return ((minute % 60) * DIAL) / 60;
  return ((minute % 720) * DIAL) / 720;
}
