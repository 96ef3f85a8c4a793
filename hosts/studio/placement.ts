import type { Region } from '../../firmware/geometry/region.js';
import { type Glass, safeArea } from './glass.js';
import { StudioError } from './image.js';

/**
 * How a picture of another shape meets the glass: `cover` fills it and cuts edges off, `safe` does so with the part beside
 * the lenses and leaves the rest dark, `contain` shows all of it beside the lenses, `fill` stretches.
 */
export type Fit = 'cover' | 'safe' | 'contain' | 'fill';

/** Which part of a picture goes where; outside `target` the glass is dark. */
export interface Placement {
  /** In pixels of the picture; may have fractions. */
  readonly source: Readonly<Region>;
  /** In pixels of the glass. */
  readonly target: Readonly<Region>;
}

export interface PlaceOptions {
  readonly fit: Fit;
  /** Only this part of the picture is used; all of it where absent. */
  readonly crop?: Readonly<Region>;
  /** What of the picture is to be seen, in its pixels: it comes as near the middle of the safe part as the fit allows. */
  readonly focus?: { readonly x: number; readonly y: number };
}

/** Places a picture of a size on a glass. Throws StudioError where `crop` holds no pixel of it. */
export function place(size: { width: number; height: number }, glass: Glass, options: PlaceOptions): Placement {
  const crop = cropOf(size, options.crop);
  const whole: Region = { left: 0, top: 0, right: glass.width, bottom: glass.height };
  const safe = safeArea(glass);
  if (options.fit === 'fill') return { source: crop, target: whole };
  if (options.fit === 'contain') return { source: crop, target: contained(crop, safe) };
  const target = options.fit === 'safe' ? safe : whole;
  const { focus = { x: (crop.left + crop.right) / 2, y: (crop.top + crop.bottom) / 2 } } = options;
  const scale = Math.max(widthOf(target) / widthOf(crop), heightOf(target) / heightOf(crop));
  const [width, height] = [widthOf(target) / scale, heightOf(target) / scale];
  // The focus goes to the middle of the safe part, as far as no edge of the picture comes into sight.
  const middleX = (safe.left + safe.right) / 2 - target.left;
  const middleY = (safe.top + safe.bottom) / 2 - target.top;
  const left = clamp(focus.x - middleX / scale, crop.left, crop.right - width);
  const top = clamp(focus.y - middleY / scale, crop.top, crop.bottom - height);
  return { source: { left, top, right: left + width, bottom: top + height }, target };
}

function cropOf({ width, height }: { width: number; height: number }, wish: Readonly<Region> | undefined): Region {
  const crop = {
    left: Math.max(0, wish?.left ?? 0),
    top: Math.max(0, wish?.top ?? 0),
    right: Math.min(width, wish?.right ?? width),
    bottom: Math.min(height, wish?.bottom ?? height),
  };
  if (widthOf(crop) >= 1 && heightOf(crop) >= 1) return crop;
  throw new StudioError(`The crop holds no pixel of the picture, which is ${width} x ${height}: move it.`);
}

/** The largest region of the crop's shape in the middle of another, whole pixels. */
function contained(crop: Region, around: Region): Region {
  const scale = Math.min(widthOf(around) / widthOf(crop), heightOf(around) / heightOf(crop));
  const width = Math.max(1, Math.round(widthOf(crop) * scale));
  const height = Math.max(1, Math.round(heightOf(crop) * scale));
  const left = around.left + Math.floor((widthOf(around) - width) / 2);
  const top = around.top + Math.floor((heightOf(around) - height) / 2);
  return { left, top, right: left + width, bottom: top + height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}

function widthOf(region: Readonly<Region>): number {
  return region.right - region.left;
}

function heightOf(region: Readonly<Region>): number {
  return region.bottom - region.top;
}
