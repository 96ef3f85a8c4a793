import type { Region } from '../geometry/region.js';
import type { InitStep } from './init-step.js';

/** Everything the firmware knows about one panel: frozen data, made by `definePanel`. Bus rate and TE belong to the board. */
export interface PanelModel {
  /** Name in the registry: controller and size. */
  readonly name: string;
  readonly controller: string;
  /** No such hardware can be bought: for the simulator only. */
  readonly simulatedOnly: boolean;
  /** Glass, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixel memory, at least origin + size. */
  readonly gram: Readonly<Size>;
  /** GRAM position of the glass's (0,0) without rotation. */
  readonly origin: Readonly<Point>;
  /** Window starts and sizes are multiples of this, after the origin is added. */
  readonly align: Readonly<Point>;
  /**
   * The panel's own refresh: rate, and lines of one scan, porch included (the glass's lines come first); `idleHz` where DCS
   * idle mode slows it.
   */
  readonly scan: { readonly hz: number; readonly lines: number; readonly idleHz?: number };
  /** Serial write clock: what the data sheet allows, and what no module survives. */
  readonly clock: { readonly ratedHz: number; readonly hardHz: number };
  readonly settle: SettleTimes;
  /** From reset or sleep until pixels may be written. */
  readonly init: readonly InitStep[];
  /** From DISPON on: held back until the first whole frame is in GRAM. */
  readonly lit: readonly InitStep[];
  /** Rotations the controller does by itself; the first is 0 degrees. */
  readonly rotations: readonly Rotation[];
  readonly addressMode: {
    /** MADCTL bits the controller has; others are ignored. */
    readonly mask: number;
    /** Bits about which drivers disagree. */
    readonly disputed: number;
  };
  /** The register without which pixels do not reach GRAM over serial; `null` where none is needed. */
  readonly gramAccess: { readonly page: number; readonly code: number; readonly mask: number } | null;
  /** Command 51; `null` where the backlight is a pin of the board. */
  readonly brightness: BrightnessFacts | null;
  /** Whether the glass shows true colours with INVON (21) and not with INVOFF. */
  readonly inverted: boolean;
  /** Radius of the glass's rounded corners, pixels. */
  readonly cornerRadius: number;
  /** Parts of the glass that cannot be relied on to be seen: boxes around lenses and rounded corners. */
  readonly unsafe: readonly UnsafeRegion[];
  readonly features: PanelFeatures;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** How long the panel must be left alone. */
export interface SettleTimes {
  /** RESX low at least so long. */
  readonly resetLowMicros: number;
  /** RESX high -> first command, where the panel was asleep. */
  readonly resetMillis: number;
  /** The same where it was awake when reset. */
  readonly resetAwakeMillis: number;
  /** RESX high -> SLPOUT. */
  readonly resetToWakeMillis: number;
  /** SLPIN or SLPOUT -> any command. */
  readonly commandMillis: number;
  /** SLPIN -> SLPOUT, and back. */
  readonly sleepMillis: number;
  /** SLPOUT -> DISPON. */
  readonly displayOnMillis: number;
  /** Scans after DISPOFF before power may be cut. */
  readonly offFrames: number;
}

/** `degrees` clockwise, by this MADCTL value. With 90 and 270 the surface is `height` wide and `width` high. */
export interface Rotation {
  readonly degrees: 0 | 90 | 180 | 270;
  readonly madctl: number;
}

export interface BrightnessFacts {
  /** Level (0..255) the driver starts with. */
  readonly initial: number;
  /** Register 51 after reset. */
  readonly reset: number;
  /** Register 53 after reset: bit 5 lets register 51 rule, bit 3 dims. */
  readonly controlReset: number;
  /** Nits at level 255; linear below (assumed). */
  readonly nits: number;
}

export interface UnsafeRegion extends Readonly<Region> {
  readonly kind: 'lens' | 'corner';
}

export interface PanelFeatures {
  /** DCS idle mode (39h): eight colours. */
  readonly dcsIdle: boolean;
  /** Always-on mode 49h with its brightness 4Ah. */
  readonly aod: boolean;
  /** Deep standby 4Fh, left only by reset. */
  readonly deepStandby: boolean;
  /** SLPOUT puts registers back to their defaults. */
  readonly wakeReloads: boolean;
}
