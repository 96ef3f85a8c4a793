import type { Region } from '../../firmware/geometry/region.js';
import type { StatisticKey } from '../../firmware/link/statistic-key.js';
import type { Endpoint } from './transport.js';

/** What a device says of itself when it is greeted. */
export interface DeviceInfo {
  /** Sixteen hexadecimal digits, for the device's whole life. */
  readonly deviceId: string;
  /** Model of the panel: `co5300-410x502`. */
  readonly panel: string;
  /** Pixels as frames are sent. */
  readonly width: number;
  readonly height: number;
  /** Degrees the panel is turned by: 0, 90, 180, 270. */
  readonly rotation: number;
  readonly shape: 'rectangle' | 'round';
  /** Pixels. */
  readonly cornerRadius: number;
  /** Where the glass hides pixels (lenses). */
  readonly unsafe: readonly Region[];
  /** Numbers of the codecs it decodes: 0 raw, 1 PX565. */
  readonly codecs: readonly number[];
  readonly firmwareVersion: string;
  readonly features: readonly DeviceFeature[];
  /** Where a person finds it ("localhost:8080"); may be empty. */
  readonly address: string;
  /** The most payload a packet carries on this line, bytes. */
  readonly largestPayload: number;
}

export type DeviceFeature = 'brightness' | 'screenshot' | 'timeOfDay' | 'noOverlay' | 'power' | 'packs' | 'faces';

/** A part of a frame, drawn onto the base in this order. Regions lie inside the panel and are not empty. */
export type FrameMessage =
  | {
      readonly kind: 'region';
      readonly region: Readonly<Region>;
      /** 0: `data` is RGB565, high byte first, rows without gaps; 1: PX565. */
      readonly codec: 0 | 1;
      readonly data: Uint8Array;
    }
  /** `source` of the picture as drawn so far goes to (x, y); areas may overlap. */
  | { readonly kind: 'copy'; readonly source: Readonly<Region>; readonly x: number; readonly y: number }
  /** `colour` is an RGB565 value. */
  | { readonly kind: 'fill'; readonly region: Readonly<Region>; readonly colour: number };

export interface SendFrameOptions {
  /** A key frame stands alone; else the frame changes the last one sent. */
  readonly key: boolean;
  /** When the glass shall show it, on the clock of `DeviceTimers.now`; at once where absent. */
  readonly presentAtMillis?: number;
  /** CRC-32 of all pixels of the picture (RGB565, high byte first); the device refuses the frame where it differs. */
  readonly crc?: number;
  /** Id of the frame a delta changes; the last one sent that has not failed where absent. */
  readonly base?: number;
  /** Give the frame up rather than resend it where a packet of it is lost before it is all sent. */
  readonly abandonOnLoss?: boolean;
}

/** Why a frame will not be shown. */
export type DropCause =
  /** A newer frame was accepted before its turn: it stays good as a base. */
  | 'replaced'
  /** The glass is dark. */
  | 'dark'
  /** The device could not decode it. */
  | 'invalid'
  | 'crc'
  /** The host gave it up. */
  | 'abandoned'
  /** Its base is not what the device has: send a key frame. */
  | 'needKey'
  /** The device is gone, or another host has it. */
  | 'lost'
  /** The device did not say why. */
  | 'unknown';

export type FrameAccepted =
  | { readonly state: 'accepted' }
  | { readonly state: 'needKey' }
  | { readonly state: 'dropped'; readonly cause: DropCause };

export type FrameShown =
  | {
      readonly state: 'shown';
      /** Device microseconds: FRAME_END checked, all of it in GRAM, first and last row lit; absent where that word was lost. */
      readonly times?: {
        readonly decoded: number;
        readonly presented: number;
        readonly firstRow: number;
        readonly lastRow: number;
      };
    }
  | { readonly state: 'needKey' }
  | { readonly state: 'dropped'; readonly cause: DropCause };

/** A frame on its way. Its promises never reject: a lost device is `dropped` for the cause `lost`. */
export interface SentFrame {
  /** 1..65535, wrapping. */
  readonly id: number;
  /** Bytes of it on the line, packets and stuffing included. */
  readonly lineBytes: number;
  /** The last byte is handed to the port (or never will be): the time to send the next. */
  readonly written: Promise<void>;
  /** The device has it whole, and the next delta may build on it. */
  readonly accepted: Promise<FrameAccepted>;
  /** The beam has shown it. */
  readonly shown: Promise<FrameShown>;
}

/** Pixels of the glass: RGB565, high byte first, rows without gaps. */
export interface ScreenshotPicture {
  readonly width: number;
  readonly height: number;
  /** The whole panel, kept up to date from one screenshot to the next; copy what must not change. */
  readonly pixels: Uint8Array;
  /** What changed since the last screenshot. */
  readonly box: Region;
  /** Device microseconds when it was taken. */
  readonly timeMicros: number;
}

/** Counters of the device by name; one that the device does not keep is absent. */
export type Statistics = Readonly<Partial<Record<StatisticName, number>>>;
export type StatisticName = keyof typeof StatisticKey;

/** Real or virtual time for `Device`. */
export interface DeviceTimers {
  /** Milliseconds, may have a fraction, never runs back. */
  now(): number;
  set(millis: number, run: () => void): unknown;
  clear(handle: unknown): void;
}

export interface ConnectOptions {
  /** `setTimeout` and `performance.now` where absent. */
  readonly timers?: DeviceTimers;
  /** How long to wait for an answer to the greeting; 3,000 where absent. */
  readonly timeoutMillis?: number;
  /** Come back by itself after a loss; true where absent. A replaced session never comes back. */
  readonly reconnect?: boolean;
  /** Where to look for the device after a loss (by its id); the first endpoint alone where absent. */
  readonly find?: () => Promise<readonly Endpoint[]>;
  /** The most payload a packet may carry; what endpoint and device allow where absent. */
  readonly largestPayload?: number;
  /** Unsigned 32-bit random numbers for the greeting; `crypto` where absent. */
  readonly random?: () => number;
}

/** What happens to a connection. */
export interface DeviceListener {
  /** The device is gone; it is looked for where `reconnect` is on. */
  lost?(cause: Error): void;
  /** It is back: the next frame must be a key frame. */
  found?(): void;
  /** Another host has it now; this connection is over. */
  replaced?(): void;
}

/** How much of itself a device shows. */
export type PowerModeName = 'active' | 'idle' | 'aod' | 'sleep';

/** How a device stands: what was wished, and what it makes of it. */
export interface PowerState {
  /** `null` where nobody wishes anything: the device decides by itself. */
  readonly wished: PowerModeName | null;
  readonly mode: PowerModeName;
  /** What keeps it from what is wished. */
  readonly cappedBy: readonly ('heat' | 'battery' | 'posture')[];
  /** Whether the always-on face shows seconds. */
  readonly seconds: boolean;
  /** The most frames a second it shows; `null` for the panel's own rate. */
  readonly framesPerSecond: number | null;
  /** Of the glass, 0..255. */
  readonly brightness: number;
}

/** What a host knows of the phone; only what is there is told. */
export interface HostStateNote {
  /** Percent, 0..100. */
  readonly battery?: number;
  readonly charging?: boolean;
  /** Degrees Celsius. */
  readonly heat?: number;
  /** Minutes of the day between which it is night; equal where there is none. */
  readonly night?: { readonly from: number; readonly until: number };
  readonly time?: Date;
}
