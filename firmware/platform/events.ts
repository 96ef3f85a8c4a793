/** What a platform reports, in the order in which events of one microsecond are taken. */
export const EventKind = {
  /** The last byte of `Bus.write` is on the panel. */
  busDone: 0,
  /** A tearing-effect edge that was asked for with `Bus.awaitTe`. */
  te: 1,
  /** A port has bytes to read. */
  readable: 2,
  /** A port that took less than it was given has room again. */
  writable: 3,
  /** `Platform.inputs` has a reading. */
  input: 4,
  /** The change of `Platform.flash` that was under way is done. */
  flashDone: 5,
  /** `Platform.crypto` has checked a signature. */
  verified: 6,
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** Where a platform reports. A callback only records; all decisions are made in `step`. */
export interface EventSink {
  /** Records that `kind` happened at `when` (integer microseconds), and has the platform call `step` soon. */
  note(kind: EventKind, when: number): void;
  /** Takes what was noted and what is due, in the order of time. */
  step(now: number): void;
}
