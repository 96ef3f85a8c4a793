import type { Board } from '../../firmware/platform/board.js';
import type { CpuCosts } from '../headless/cpu-costs.js';
import type { TranscriptPower } from '../transcript/transcript.js';

/** What the simulator asks of a firmware in another process; each ends with `done` or `threw`. Every one begins with the time. */
export const Ask = {
  /** A `Beginning` as JSON: the firmware is built and started. */
  begin: 0,
  /** Kind, when: `EventSink.note`. */
  note: 1,
  /** `EventSink.step`. */
  step: 2,
  /** The ledger is settled. */
  settle: 3,
  /** The answer to a call that has one. */
  answer: 4,
} as const;

/** What the firmware calls for meanwhile, in its order: its platform's members. Those marked with * wait for `answer`. */
export const Call = {
  /** What was asked is done. */
  done: 16,
  /** What was asked has thrown this text. */
  threw: 17,
  /** How things stand: see `EngineStatus`. */
  status: 18,
  alarm: 19,
  /** Code, then the parameters. */
  command: 20,
  /** Start, width and height of the surface, count, four coordinates each, then the windows' rows without gaps. */
  write: 21,
  awaitTe: 22,
  origin: 23,
  reset: 24,
  /** * Port, most bytes; answered with bytes. */
  portRead: 25,
  /** * Port, bytes; answered with how many were taken. */
  portWrite: 26,
  /** * Answered with kind, value, when, or with nothing. */
  takeInput: 27,
  rest: 28,
  processorClock: 29,
  panelRail: 30,
  /** * At, count; answered with bytes. */
  flashRead: 31,
  /** At, count. */
  flashErase: 32,
  /** At, then the bytes. */
  flashWrite: 33,
  hashBegin: 34,
  /** Bytes. */
  hashUpdate: 35,
  /** * Answered with the digest. */
  hashDigest: 36,
  /** Key, then signature. */
  verify: 37,
  /** * Answered with a byte. */
  isGenuine: 38,
  /** The text of what the firmware has survived. */
  fault: 39,
} as const;

/** What a firmware is built from. */
export interface Beginning {
  readonly board: Board;
  /** Name of a model of the registry. */
  readonly panel: string;
  readonly ports: number;
  /** Hexadecimal. */
  readonly deviceId: string;
  readonly address: string;
  readonly power: TranscriptPower;
  /** Bytes of flash, 0 where there is none. */
  readonly flash: number;
  readonly hasCrypto: boolean;
  /** By which kernels are charged. */
  readonly costs: CpuCosts;
}
