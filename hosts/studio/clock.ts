import type { Region } from '../../firmware/geometry/region.js';
import { PackLimit, TimeFormat } from '../../firmware/packs/layout.js';
import { type Glass, safeArea } from './glass.js';
import { type GlyphMaker, type GlyphSet, tabular } from './glyphs.js';
import { StudioError } from './image.js';
import type { Blob } from './pack/blob.js';
import type { Box, NodePlan } from './pack/scene.js';
import { textBlob } from './pack/sprites.js';

/** Where a clock stands in the part of the glass that no lens hides. */
export const clockPlaces = [
  'top-left',
  'top',
  'top-right',
  'left',
  'centre',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;
export type ClockPlace = (typeof clockPlaces)[number];

export interface ClockOptions {
  readonly glass: Glass;
  readonly place: ClockPlace;
  readonly glyphs: GlyphMaker;
  /** Of its digits, pixels; a sixth of the safe part's shorter side where absent. */
  readonly pixels?: number;
  /** RGB565; white where absent. */
  readonly colour?: number;
  /** With seconds. */
  readonly seconds?: boolean;
  /** Of twelve hours. */
  readonly twelve?: boolean;
}

/** A digital clock: its nodes, its glyphs, and where it is. */
export interface Clock {
  readonly nodes: readonly NodePlan[];
  readonly box: Box;
  readonly blob: Blob;
  /** The most pixels it lights. */
  readonly litPixels: number;
}

const characters = '0123456789:-';
const white = 0xffff;
const black = 0x0000;

/** A clock with a shadow, so that it can be read over any picture. */
export async function makeClock(options: ClockOptions): Promise<Clock> {
  const { glass, colour = white } = options;
  const { set, box, format } = await layOut(options);
  const blob = textBlob(set);
  const away = Math.max(1, Math.round(box.height / 32));
  const text = { kind: 'text', blob, source: 'time', format, align: 'centre' } as const;
  const shadow = {
    ...box,
    x: Math.min(box.x + away, glass.width - box.width),
    y: Math.min(box.y + away, glass.height - box.height),
  };
  return {
    nodes: [
      { ...text, box: shadow, colour: black },
      { ...text, box, colour },
    ],
    box,
    blob,
    litPixels: litBy(set, format),
  };
}

/** A clock for an always-on scene: hours and minutes in few shades, and no shadow, which nobody would see. */
export async function makeAlwaysOnClock(options: ClockOptions): Promise<Clock> {
  const { colour = white } = options;
  const { set, box, format } = await layOut({ ...options, seconds: false });
  const blob = textBlob(set, 2);
  const node = { kind: 'text', blob, source: 'time', format, align: 'centre', box, colour } as const;
  return { nodes: [node], box, blob, litPixels: litBy(set, format) };
}

async function layOut(options: ClockOptions): Promise<{ set: GlyphSet; box: Box; format: number }> {
  const { glass, place, seconds = false, twelve = false } = options;
  const safe = safeArea(glass);
  const [safeWidth, safeHeight] = [safe.right - safe.left, safe.bottom - safe.top];
  const pixels = options.pixels ?? Math.round(Math.min(safeWidth, safeHeight) / 6);
  const set = tabular(await options.glyphs.make(characters, pixels));
  const advanceOf = (codePoint: number): number =>
    set.glyphs.find((glyph) => glyph.codePoint === codePoint)?.advance ?? 0;
  const digits = Math.max(advanceOf(0x30), advanceOf(0x2d));
  const width = (seconds ? 6 : 4) * digits + (seconds ? 2 : 1) * advanceOf(0x3a) + 2;
  const height = set.ascent + set.descent;
  const margin = marginOf(glass);
  if (width + 2 * margin > safeWidth || height + 2 * margin > safeHeight) {
    throw new StudioError(`A clock of ${pixels} pixels does not fit beside the lenses: choose a smaller one.`);
  }
  const across = place.includes('left') ? 0 : place.includes('right') ? 1 : 0.5;
  const down = place.includes('top') ? 0 : place.includes('bottom') ? 1 : 0.5;
  const box = {
    x: Math.round(safe.left + margin + across * (safeWidth - 2 * margin - width)),
    y: Math.round(safe.top + margin + down * (safeHeight - 2 * margin - height)),
    width,
    height,
  };
  const format = seconds ? TimeFormat.hourMinuteSecond : twelve ? TimeFormat.hourMinuteOf12 : TimeFormat.hourMinute;
  return { set, box, format };
}

/**
 * Where the pixels of an always-on scene may lie: the device moves the whole of it about, inside what no lens hides, so that
 * none ages before the others, and needs room for that.
 */
export function quietArea(glass: Glass): Region {
  const { left, top, right, bottom } = safeArea(glass);
  const margin = marginOf(glass);
  return { left: left + margin, top: top + margin, right: right - margin, bottom: bottom - margin };
}

/** How far from the edge a box's corner is inside a rounded one: 1 - 1 / sqrt 2 of the radius, and a little air. */
function marginOf({ width, height, shape, cornerRadius }: Glass): number {
  const radius = shape === 'round' ? Math.min(width, height) / 2 : cornerRadius;
  return Math.round(Math.max(0.3 * radius, Math.min(width, height) / 20));
}

/** The most pixels a time lights: at each place the digit that lights most (docs/PACKS.md). */
function litBy({ glyphs }: GlyphSet, format: number): number {
  const lit = (isOne: (codePoint: number) => boolean): number =>
    Math.max(
      0,
      ...glyphs
        .filter(({ codePoint }) => isOne(codePoint))
        .map(({ coverage }) => coverage.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0)),
    );
  const digit = lit((codePoint) => codePoint !== 0x3a);
  const isLong = format === TimeFormat.hourMinuteSecond;
  return (isLong ? 6 : 4) * digit + (isLong ? 2 : 1) * lit((codePoint) => codePoint === 0x3a);
}

/** Pixels of an always-on scene that may be lit beside a clock. */
export function litLeft({ width, height }: Glass, clock: Clock | undefined): number {
  return Math.floor((width * height * PackLimit.litPercent) / 100) - (clock?.litPixels ?? 0);
}
