import { EventKind } from '../../firmware/platform/events.js';
import type { PowerFacts } from '../../firmware/platform/power.js';

/**
 * What crossed a platform, with times in microseconds. Inputs: an edge, a write's end, a reading that was taken, bytes that
 * were read at a port, a port that has room again, how much of a write (the `index`th at that port) a port took where it took less than all,
 * the end of a change of flash, a digest the firmware asked for, whether a signature was genuine.
 */
export type TranscriptInput =
  | readonly [at: number, what: 'te' | 'busDone' | 'writable' | 'flashDone']
  | readonly [at: number, what: 'input', kind: number, value: number, when: number]
  | readonly [at: number, what: 'bytes', port: number, hex: string]
  | readonly [at: number, what: 'took', port: number, index: number, bytes: number]
  | readonly [at: number, what: 'digest', hex: string]
  | readonly [at: number, what: 'verified', isGenuine: boolean];

/**
 * What the firmware did: drove RESX, moved the origin, sent a command, wrote windows (each as left, top, right, bottom) whose
 * pixels have this CRC-32, asked for an edge, handed bytes to a port; rested in this way (`Rest`)
 * until then (-1: without an alarm), set the processor's clock, switched the panel's rail; erased flash, or wrote bytes of this
 * CRC-32 there.
 */
export type TranscriptOutput =
  | readonly [at: number, what: 'reset', low: boolean]
  | readonly [at: number, what: 'origin', x: number, y: number]
  | readonly [at: number, what: 'command', code: number, hex: string]
  | readonly [at: number, what: 'write', start: number, windows: readonly number[], crc: number]
  | readonly [at: number, what: 'awaitTe']
  | readonly [at: number, what: 'sent', port: number, hex: string]
  | readonly [at: number, what: 'rest', rest: number, until: number]
  | readonly [at: number, what: 'clock', megahertz: number]
  | readonly [at: number, what: 'rail', on: boolean]
  | readonly [at: number, what: 'erase', from: number, count: number]
  | readonly [at: number, what: 'program', to: number, count: number, crc: number];

/** `PowerFacts` in JSON, which has no `Infinity`: -1 stands for it. */
export type TranscriptPower = { readonly [fact in keyof PowerFacts]: PowerFacts[fact] };

export function writePower(facts: PowerFacts): TranscriptPower {
  const finite = (micros: number): number => (micros === Number.POSITIVE_INFINITY ? -1 : micros);
  return {
    ...facts,
    lightBreakEvenMicros: finite(facts.lightBreakEvenMicros),
    deepBreakEvenMicros: finite(facts.deepBreakEvenMicros),
  };
}

export function readPower(power: TranscriptPower): PowerFacts {
  const micros = (written: number): number => (written < 0 ? Number.POSITIVE_INFINITY : written);
  return {
    ...power,
    lightBreakEvenMicros: micros(power.lightBreakEvenMicros),
    deepBreakEvenMicros: micros(power.deepBreakEvenMicros),
  };
}

/** Which device it was, and for how long. */
export interface TranscriptHeader {
  readonly format: 'transcript-v1';
  readonly panel: string;
  readonly board: string;
  readonly ports: number;
  readonly deviceId: string;
  readonly address: string;
  /** Time at which the recording ends. */
  readonly until: number;
  /** What sleeping costs; `Infinity` is -1. */
  readonly power: TranscriptPower;
  /** Bytes of flash, which was blank; absent where there was none. */
  readonly flash?: number;
}

/** A recording: `inputs` played to a fresh firmware gives `outputs`. */
export interface Transcript {
  readonly header: TranscriptHeader;
  readonly inputs: readonly TranscriptInput[];
  readonly outputs: readonly TranscriptOutput[];
}

/** One JSON value a line: a file that can be read, compared and cut with ordinary tools. */
export function formatLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** The other way; empty lines are nothing. */
export function parseLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** The name of an event in a transcript; bytes stand for `readable`, readings for `input`, and `verified` says more. */
export const eventNames = {
  [EventKind.busDone]: 'busDone',
  [EventKind.te]: 'te',
  [EventKind.writable]: 'writable',
  [EventKind.flashDone]: 'flashDone',
} as const;

export function toHex(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let index = at; index < at + length; index += 1)
    text += (bytes[index]! < 16 ? '0' : '') + bytes[index]!.toString(16);
  return text;
}

export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1)
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}
