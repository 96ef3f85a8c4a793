/** How much of itself the device shows. Numbers are those of the link's `PowerMode`, of the statistics and the ledger. */
export const Mode = {
  /** The glass animates, or did a moment ago. */
  active: 0,
  /** A still picture, which the panel refreshes by itself. */
  idle: 1,
  /** The always-on face. */
  aod: 2,
  /** The glass is dark. */
  sleep: 3,
} as const;
/** No mode: nothing is wished. */
export const NO_WISH = -1;
export type Mode = (typeof Mode)[keyof typeof Mode];

export const modeNames: { readonly [mode in Mode]: string } = {
  [Mode.active]: 'active',
  [Mode.idle]: 'idle',
  [Mode.aod]: 'aod',
  [Mode.sleep]: 'sleep',
};

/** What can move the device from one mode to another. */
export const PowerEvent = {
  /** A source of the firmware's own moves. */
  damage: 0,
  /** A host begins a frame. */
  hostFrame: 1,
  /** What brought the device to life has let go of the glass. */
  released: 2,
  /** Nothing has moved for `STILL_MICROS`. */
  still: 3,
  /** A still picture has stood for long. */
  standing: 4,
  touch: 5,
  button: 6,
  /** How the phone lies, once it has lain so for a moment. */
  facingDown: 7,
  facingUp: 8,
  inHand: 9,
  postureUnknown: 10,
  charging: 11,
  notCharging: 12,
  batteryLow: 13,
  batteryEmpty: 14,
  batteryGood: 15,
  heatHigh: 16,
  heatCritical: 17,
  heatGood: 18,
  nightBegins: 19,
  nightEnds: 20,
  /** The clock was set to before what it showed. */
  clockBack: 21,
  /** A host asked for a mode, or for none: `World.wish`. */
  wish: 22,
  /** A host took leave. */
  hostGone: 23,
  /** A host fell silent in the middle of a stream. */
  hostDied: 24,
  /** A reading that nobody knows, or that cannot be. */
  unknown: 25,
  /** A host tells of something that shall be noticed. */
  notification: 26,
} as const;
export type PowerEvent = (typeof PowerEvent)[keyof typeof PowerEvent];
