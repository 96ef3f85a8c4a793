import type { Surface } from '../pixels/surface.js';

/** What a handler answers to a display message. */
export const DisplayResult = { ok: 0, refused: 1 } as const;
export type DisplayResult = (typeof DisplayResult)[keyof typeof DisplayResult];

/**
 * One packet of a message of class display. The message begins with a packet that has `FIRST` in its lead byte (the message's
 * own header is whole in there), and ends with one that has `LAST`.
 */
export interface DisplayPacket {
  /** From its first byte: header, then payload. */
  readonly bytes: Uint8Array;
  /** The same as words of 16 bits. */
  readonly words: Uint16Array;
  /** Header, payload and CRC. */
  readonly length: number;
}

/** How a session ended. */
export type SessionEnd =
  /** BYE, the picture stays. */
  | 'bye-keep'
  | 'bye'
  /** The host fell silent while a stream was open (or longer than it had parked for). */
  | 'dead'
  /** Somebody else greeted. */
  | 'replaced';

/** A snapshot of front, filled in by the handler. One object lives as long as the link. */
export interface Snapshot {
  /** 1..65535; another one each time. */
  id: number;
  /** What changed since the last snapshot, or the whole panel; half-open, empty where nothing did. */
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Device microseconds at which it was taken. */
  time: number;
  /** Holds the pixels until the next snapshot; `null` until the first. */
  surface: Surface | null;
}

/** What MODE_ANSWER says. */
export interface ModeStands {
  /** Of `PowerMode`. */
  wished: number;
  mode: number;
  /** Bits of `CappedBy`. */
  capped: number;
  seconds: boolean;
  /** The least milliseconds from frame to frame. */
  intervalMillis: number;
  brightness: number;
}

/** Takes named counters for the STATISTICS answer. */
export interface StatisticsWriter {
  /** `key` is one of `StatisticKey`; `value` is an integer below 2^48. */
  put(key: number, value: number): void;
}

/**
 * What the link hands on; the controller implements it. Called from `DeviceLink.readable` and `DeviceLink.step`, never from
 * inside a call of the handler's own. Times are device microseconds. Whatever it does with a frame it reports
 * with `DeviceLink.frameAccepted`, `frameShown`, `frameDropped`, `frameRefused`, and it reports no frame of a session
 * that was closed.
 */
export interface LinkHandler {
  sessionOpened(now: number): void;
  /** `keepMicros`: how long a kept picture stays, `Infinity` without limit; 0 unless the reason is `bye-keep`. */
  sessionClosed(reason: SessionEnd, keepMicros: number, now: number): void;
  /** One packet of a display message, in order and exactly once; it is good during the call only. */
  display(packet: DisplayPacket, now: number): DisplayResult;
  /** The same for a packet of REGION that is neither the first nor the last, as most are. */
  pixels(packet: DisplayPacket): DisplayResult;
  /** The host abandons the frame that is open, where one is. */
  displayRestart(now: number): void;
  /** 0..255. */
  brightness(level: number, now: number): void;
  /** At device time `at` it is `epochMillis` (UTC), shown `zoneMinutes` east of it. */
  timeOfDay(epochMillis: number, zoneMinutes: number, at: number, now: number): void;
  /** A host wishes `mode` (one of `PowerMode`); `seconds` is of the always-on face. */
  mode(mode: number, seconds: boolean, now: number): void;
  /** Fills in how the device stands. */
  modeStands(into: ModeStands): void;
  /** 0..3 as POSTURE says. */
  posture(posture: number, now: number): void;
  /** One part of HOST_STATE each; they answer whether such a value can be. */
  battery(percent: number, now: number): boolean;
  charging(on: boolean, now: number): boolean;
  heat(tenths: number, now: number): boolean;
  night(from: number, until: number, now: number): boolean;
  /** A call of this handler has thrown, and its message was refused. May throw again. */
  fault(error: unknown): void;
  statistics(writer: StatisticsWriter, now: number): void;
  /** Takes a snapshot and fills `snapshot`; answers false where memory for one is missing. */
  snapshot(changedOnly: boolean, snapshot: Snapshot, now: number): boolean;
}
