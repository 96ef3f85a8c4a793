import { Posture } from '../platform/inputs.js';
import { type Mode, NO_WISH } from './modes.js';

/** Percent of charge. Going down and coming back up have different bounds, so that a reading that flickers moves nothing. */
const LOW_BELOW = 15;
const LOW_UNTIL = 20;
const EMPTY_UNTIL = 3;
/** Tenths of a degree Celsius. */
const WARM_FROM = 450;
const WARM_UNTIL = 420;
const CRITICAL_FROM = 600;
const CRITICAL_UNTIL = 520;
/** What a thermometer inside a phone can read. */
const COLDEST = -400;
const HOTTEST = 1250;
const DAY_MINUTES = 1440;

/** What the device knows of the world around it. Readings that cannot be are refused and change nothing. */
export class World {
  posture: Posture = Posture.unknown;
  charging = false;
  /** Percent; 100 while unknown. */
  battery = 100;
  batteryKnown = false;
  batteryLow = false;
  batteryEmpty = false;
  /** Tenths of a degree. */
  heat = 250;
  heatHigh = false;
  heatCritical = false;
  /** Minutes of the day between which it is night; equal where there is none. */
  nightFrom = 22 * 60;
  nightUntil = 7 * 60;
  night = false;
  timeKnown = false;
  /** What a host asked for. */
  wish: Mode | typeof NO_WISH = NO_WISH;
  /** The picture is a host's, sent to be seen, and not the device's own. */
  hostPicture = false;
  /** The device was brought to life out of `aod` by something that moved, and falls back when that lets go. */
  roused = false;

  /** Whether the glass must be dark whatever anybody wishes. */
  get held(): boolean {
    return this.posture === Posture.faceDown || this.heatCritical || (this.batteryEmpty && !this.charging);
  }

  /** Whether a wish to stay active or idle is set aside after a while. */
  get strained(): boolean {
    return this.heatHigh || (this.batteryLow && !this.charging);
  }

  /** Takes the charge in percent; false where it cannot be. */
  readBattery(percent: number): boolean {
    if (!Number.isInteger(percent) || percent < 0 || percent > 100) return false;
    this.battery = percent;
    this.batteryKnown = true;
    this.batteryLow = percent < (this.batteryLow ? LOW_UNTIL : LOW_BELOW);
    this.batteryEmpty = percent < (this.batteryEmpty ? EMPTY_UNTIL : 1);
    return true;
  }

  /** Takes the temperature in tenths of a degree; false where it cannot be. */
  readHeat(tenths: number): boolean {
    if (!Number.isInteger(tenths) || tenths < COLDEST || tenths > HOTTEST) return false;
    this.heat = tenths;
    this.heatHigh = tenths >= (this.heatHigh ? WARM_UNTIL : WARM_FROM);
    this.heatCritical = tenths >= (this.heatCritical ? CRITICAL_UNTIL : CRITICAL_FROM);
    return true;
  }

  /** Sets the hours of night, minutes of the day; false where they are none. */
  setNight(from: number, until: number): boolean {
    if (from < 0 || from >= DAY_MINUTES || until < 0 || until >= DAY_MINUTES) return false;
    this.nightFrom = from;
    this.nightUntil = until;
    return true;
  }

  /** Whether it is night at this minute of the day. */
  isNightAt(minute: number): boolean {
    const { nightFrom, nightUntil } = this;
    if (nightFrom <= nightUntil) return minute >= nightFrom && minute < nightUntil;
    return minute >= nightFrom || minute < nightUntil;
  }

  /** Minutes until night begins or ends, 1..1440; `Infinity` where it never does. */
  minutesToNightEdge(minute: number): number {
    const edge = this.isNightAt(minute) ? this.nightUntil : this.nightFrom;
    if (this.nightFrom === this.nightUntil) return Number.POSITIVE_INFINITY;
    return ((edge - minute + DAY_MINUTES - 1) % DAY_MINUTES) + 1;
  }
}
