import { CappedBy } from '../link/messages.js';
import { Mode } from './modes.js';
import type { World } from './world.js';

/** Microseconds from frame to frame at the rates a device is capped to; 0 is the panel's own. */
const FREELY = 0;
const THIRTY = 33_000;
const FIFTEEN = 66_000;
const SECOND = 950_000;
const MINUTE = 59_000_000;

/** Tenths of a degree from which on there are at most 15 frames a second, and one. */
const HOT = 500;
const VERY_HOT = 550;
/** Percent below which there is at most one frame a second, and one a minute. */
const FAINT = 5;
const FAINTEST = 2;

/** The least time from one frame to the next. A little less than the rate says, so that who keeps to it is not slowed. */
export function frameIntervalOf(mode: Mode, world: World): number {
  const byHeat = !world.heatHigh ? FREELY : world.heat >= VERY_HOT ? SECOND : world.heat >= HOT ? FIFTEEN : THIRTY;
  const drains = world.batteryLow && !world.charging;
  const byBattery = !drains ? FREELY : world.battery < FAINTEST ? MINUTE : world.battery < FAINT ? SECOND : FIFTEEN;
  const byMode = mode === Mode.aod ? SECOND : mode === Mode.idle ? THIRTY : FREELY;
  return Math.max(byHeat, byBattery, byMode);
}

/** Bits of `CappedBy`: what keeps the device from what a host wishes. */
export function cappedBy(world: World): number {
  return (
    (world.heatHigh || world.heatCritical ? CappedBy.heat : 0) |
    ((world.batteryLow || world.batteryEmpty) && !world.charging ? CappedBy.battery : 0) |
    (world.held && !world.heatCritical && !(world.batteryEmpty && !world.charging) ? CappedBy.posture : 0)
  );
}

/** Nits of the always-on face, by day and by night, where the brightness asked for is the greatest. */
const AOD_NITS = 50;
const AOD_NIGHT_NITS = 20;
const DIMMED_PERCENT = 40;
const STRAINED_PERCENT = 60;
/** From this average on a picture is dimmed, down to so much where all of it is white; percent of linear light. */
const BRIGHT_FROM = 60;
const BRIGHTEST_PERCENT = 75;

/** Level of a lit picture, 0..255: the one asked for, by how long it stood, heat, charge and how bright a picture it is. */
export function pictureLevel(requested: number, dimmed: boolean, world: World, averagePercent: number): number {
  let percent = dimmed ? DIMMED_PERCENT : 100;
  if (world.strained) percent = Math.min(percent, STRAINED_PERCENT);
  if (averagePercent > BRIGHT_FROM) {
    const over = (averagePercent - BRIGHT_FROM) / (100 - BRIGHT_FROM);
    percent = (percent * (100 - (100 - BRIGHTEST_PERCENT) * over)) / 100;
  }
  return scaled(requested, percent / 100);
}

/** Level of the always-on face on a panel whose level 255 is so many nits. */
export function faceLevel(requested: number, world: World, nits: number): number {
  return scaled(requested, Math.min(1, (world.night ? AOD_NIGHT_NITS : AOD_NITS) / nits));
}

/** Nothing that was asked to be seen goes out altogether. */
function scaled(requested: number, part: number): number {
  return requested === 0 ? 0 : Math.max(1, Math.round(requested * part));
}
