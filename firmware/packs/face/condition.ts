import { Condition, NodeFlag, SceneSource, VisibleWhen } from '../layout.js';
import type { PackCursor } from '../reader-cursor.js';
import type { PackNode } from '../reader-node.js';
import { NEVER } from './face-node.js';
import type { FaceWorld } from './face-world.js';

const TENTH_MICROS = 100_000;

/** A visible-when: says whether the nodes behind it are there. */
export class VisibleNode {
  /** When it looks again, unless the world changes before. */
  dueAt = 0;
  holds = false;
  /** Nodes it is about. */
  readonly count: number;
  readonly #node: PackNode;
  readonly #world: FaceWorld;
  readonly #condition: number;
  readonly #low: number;
  readonly #high: number;

  constructor(cursor: PackCursor, node: PackNode, world: FaceWorld) {
    this.#node = node;
    this.#world = world;
    this.#condition = cursor.u8(node.at + VisibleWhen.condition);
    this.count = cursor.u8(node.at + VisibleWhen.count);
    this.#low = cursor.u16(node.at + VisibleWhen.low);
    this.#high = cursor.u16(node.at + VisibleWhen.high);
  }

  look(now: number): void {
    this.dueAt = NEVER;
    this.holds = this.#is(now) !== ((this.#node.flags & NodeFlag.not) !== 0);
  }

  #is(now: number): boolean {
    const { mode, charging, battery, posture, clock, fields } = this.#world;
    switch (this.#condition) {
      case Condition.mode:
        return (this.#low & (1 << mode)) !== 0;
      case Condition.charging:
        return charging;
      case Condition.battery:
        return battery >= this.#low && battery <= this.#high;
      case Condition.posture:
        return (this.#low & (1 << posture)) !== 0;
      case Condition.hour: {
        this.dueAt = clock.nextMinuteAt(now);
        if (!clock.known) return false;
        const minute = clock.minuteOfDay(now);
        return this.#low <= this.#high
          ? minute >= this.#low && minute < this.#high
          : minute >= this.#low || minute < this.#high;
      }
      case Condition.touched: {
        const until = this.#world.touchedAt + this.#low * TENTH_MICROS;
        if (until <= now) return false;
        this.dueAt = until;
        return true;
      }
      default: {
        const { source } = this.#node;
        if (source === SceneSource.battery) return battery >= 0;
        this.dueAt = fields.staleAt(source, now);
        if (source === SceneSource.notifications) return fields.level(source) > 0;
        return fields.isFresh(source, now) || (source === SceneSource.date && clock.known);
      }
    }
  }
}
