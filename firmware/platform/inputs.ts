/** What a reading is of. Who reads one that it does not know skips it. */
export const InputKind = {
  /** `value`: x + y * 65,536 where the glass is touched, glass pixels; -1 when the finger goes. */
  touch: 0,
  /** `value`: 1 pressed, 0 let go. */
  button: 1,
  /** `value`: one of `Posture`. */
  posture: 2,
  /** `value`: 1 while a charger is there, else 0. */
  charger: 3,
  /** `value`: charge in percent, 0..100. */
  battery: 4,
  /** `value`: tenths of a degree Celsius. */
  heat: 5,
} as const;
export type InputKind = (typeof InputKind)[keyof typeof InputKind];

/** How the phone lies: where its rear screen looks. */
export const Posture = { unknown: 0, faceUp: 1, faceDown: 2, inHand: 3 } as const;
export type Posture = (typeof Posture)[keyof typeof Posture];

/** One reading of a sensor or pin. */
export interface InputReading {
  /** One of `InputKind`, or a number of a later platform. */
  kind: number;
  value: number;
  /** Integer microseconds. */
  when: number;
}

/** The board's pins and sensors. `EventKind.input` says that readings wait; a platform reports changes and never repeats itself. */
export interface Inputs {
  /** Moves the oldest reading that waits into `into`; answers false where none does. */
  take(into: InputReading): boolean;
}
