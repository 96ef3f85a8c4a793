import type { EventKind } from '../platform/events.js';

const NEVER = Number.POSITIVE_INFINITY;
const KINDS = 7;

/**
 * What was noted and not yet taken. Each kind of event has one place: a bus write and an awaited edge are one at a time,
 * and a port that became readable twice is readable since the first time, so nothing can overflow.
 */
export class EventQueue {
  readonly #at = new Float64Array(KINDS);
  /** Bit n: one of kind n waits. 0 forgets them all. */
  waiting = 0;
  /** Stamp of the event that `take` answered. */
  takenAt = 0;

  add(kind: EventKind, when: number): void {
    const bit = 1 << kind;
    if ((this.waiting & bit) !== 0 && this.#at[kind]! <= when) return;
    this.waiting |= bit;
    this.#at[kind] = when;
  }

  /** Takes the one event that waits, of which kind is known, and answers its stamp. */
  takeOnly(kind: EventKind): number {
    this.waiting = 0;
    return this.#at[kind]!;
  }

  /** Takes the earliest event, ties in the order of kinds; -1 where none waits. */
  take(): EventKind | -1 {
    let waiting = this.waiting;
    if (waiting === 0) return -1;
    const at = this.#at;
    // Mostly one waits.
    if ((waiting & (waiting - 1)) === 0) {
      const kind = 31 - Math.clz32(waiting);
      this.waiting = 0;
      this.takenAt = at[kind]!;
      return kind as EventKind;
    }
    let first = -1;
    let earliest = NEVER;
    for (let kind = 0; waiting !== 0; kind += 1) {
      if ((waiting & 1) !== 0 && at[kind]! < earliest) {
        earliest = at[kind]!;
        first = kind;
      }
      waiting >>= 1;
    }
    this.takenAt = earliest;
    this.waiting &= ~(1 << first);
    return first as EventKind;
  }
}
