import type { UnsafeRegion } from '../../firmware/panel/model.js';

/** What the page must know of the device that is running now. */
export interface DeviceFacts {
  readonly kind: 'device';
  readonly panel: string;
  readonly controller: string;
  readonly width: number;
  readonly height: number;
  readonly scanHz: number;
  /** Lines of a scan, porch included. */
  readonly scanLines: number;
  readonly framing: 'qspi' | 'spi';
  readonly busHz: number;
  /** Bus cycles of a window before its first pixel, and of a pixel. */
  readonly windowCycles: number;
  readonly pixelCycles: number;
  readonly te: boolean;
  readonly cornerRadius: number;
  readonly unsafe: readonly UnsafeRegion[];
  /** Names of all panels that can be chosen. */
  readonly panels: readonly string[];
  /** Commands to try next, ready to copy. */
  readonly commands: readonly string[];
  readonly line: LineSettings;
}

/** The serial line: its rate and what goes wrong on it. */
export interface LineSettings {
  /** Bytes a second, 0 where nothing limits it. */
  readonly rate: number;
  /** Name of one of `lineFaults`. */
  readonly faults: string;
}

/** Figures of the last second, and counts since the device started. Times are virtual. */
export interface Figures {
  readonly kind: 'figures';
  /** Microseconds since the device started. */
  readonly time: number;
  readonly presentedPerSecond: number;
  readonly presented: number;
  readonly dropped: number;
  readonly torn: number;
  readonly unslotted: number;
  /** Share of the last second in which the bus was busy, 0..100. */
  readonly busPercent: number;
  /** Windows of the last present. */
  readonly windows: number;
  readonly linkBytesPerSecond: number;
  /** How most pixels came in that second; null where none did. */
  readonly codec: 'PX565' | 'raw' | null;
  readonly packetsBad: number;
  readonly warnings: number;
  /** From the last byte of a frame on the link to the first changed row on the glass; null before the first. */
  readonly latencyMillis: number | null;
  readonly mode: string;
  /** When each mode of the last hour began, oldest first. */
  readonly modes: readonly (readonly [time: number, mode: string])[];
  /** Times the processor left light or deep sleep. */
  readonly wakes: number;
  /** Milliwatts of the last second, by who takes them. A model, not a measurement. */
  readonly power: { readonly controller: number; readonly bus: number; readonly panel: number };
  readonly recording: boolean;
  /** Why something is slow and what to do, a sentence; null while nothing is. */
  readonly advice: string | null;
}

/** One present on the bus. Times are microseconds of the device. */
export interface Present {
  readonly kind: 'present';
  readonly start: number;
  readonly end: number;
  /** Line the beam was on when the write began. */
  readonly beam: number;
  /** Time of the TE edge before `start`, or null where the board has none. */
  readonly edge: number | null;
  /** Microseconds from one edge to the next. */
  readonly period: number;
  /** left, top, right, bottom of each window. */
  readonly windows: readonly number[];
}

/** What `/live` carries as text; binary frames are glass deltas (`GlassDelta`). */
export type LiveMessage = DeviceFacts | Figures | Present;

/** Bytes before the pixels of a glass delta: left, top, right, bottom as u16 little-endian. */
export const glassDeltaHeader = 8;

/** Layout of a picture in the answer of `POST /media`: bytes of the pixels, milliseconds it stands (u32 little-endian each). */
export const mediaPictureHeader = 8;
