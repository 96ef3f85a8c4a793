import type { EventKind } from '../platform/events.js';

const KINDS = 7;

/**
 * What was noted and not yet taken. Each kind of event has one place: a bus write and an awaited edge are one at a time,
 * and a port that became readable twice is readable since the first time, so nothing can overflow.
 */
export class EventQueue {
  readonly #at = new Float64Array(KINDS).fill(Number.POSITIVE_INFINITY);
  /** Stamp of the event that `take` answered. */
  takenAt = 0;

  add(kind: EventKind, when: number): void {
    if (when < this.#at[kind]!) this.#at[kind] = when;
  }

  /** Takes the earliest event, ties in the order of kinds; -1 where none waits. */
  take(): EventKind | -1 {
    const at = this.#at;
    let first = -1;
    let earliest = Number.POSITIVE_INFINITY;
    for (let kind = 0; kind < KINDS; kind += 1) {
      if (at[kind]! < earliest) {
        earliest = at[kind]!;
        first = kind;
      }
    }
    if (first < 0) return -1;
    this.takenAt = earliest;
    at[first] = Number.POSITIVE_INFINITY;
    return first as EventKind;
  }
}
