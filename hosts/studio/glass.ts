import { isEmpty, type Region } from '../../firmware/geometry/region.js';

/** What must be known of a panel to make a face for it: a `DeviceInfo` is one. */
export interface Glass {
  readonly width: number;
  readonly height: number;
  readonly shape: 'rectangle' | 'round';
  /** Pixels. */
  readonly cornerRadius: number;
  /** Where the glass hides pixels (lenses). */
  readonly unsafe: readonly Readonly<Region>[];
}

/** The largest part of a glass that no lens hides: each lens in turn cuts away whichever side leaves the most. */
export function safeArea({ width, height, unsafe }: Glass): Region {
  let safe: Region = { left: 0, top: 0, right: width, bottom: height };
  for (const lens of unsafe) {
    if (lens.left >= safe.right || lens.right <= safe.left || lens.top >= safe.bottom || lens.bottom <= safe.top)
      continue;
    const sides: Region[] = [
      { ...safe, left: Math.max(safe.left, lens.right) },
      { ...safe, right: Math.min(safe.right, lens.left) },
      { ...safe, top: Math.max(safe.top, lens.bottom) },
      { ...safe, bottom: Math.min(safe.bottom, lens.top) },
    ];
    const left = sides.filter((side) => !isEmpty(side));
    if (left.length > 0) safe = left.reduce((best, side) => (area(side) > area(best) ? side : best));
  }
  return safe;
}

/** Whether a pixel of the glass is one that nobody sees: under a lens (round in its box), or cut off by a rounded corner. */
export function isHidden(glass: Glass, x: number, y: number): boolean {
  const { width, height, unsafe } = glass;
  for (const { left, top, right, bottom } of unsafe) {
    const across = (2 * x + 1 - left - right) / (right - left);
    const down = (2 * y + 1 - top - bottom) / (bottom - top);
    if (across * across + down * down < 1) return true;
  }
  const radius = glass.shape === 'round' ? Math.min(width, height) / 2 : glass.cornerRadius;
  const dx = Math.max(radius - (x + 0.5), x + 0.5 - (width - radius), 0);
  const dy = Math.max(radius - (y + 0.5), y + 0.5 - (height - radius), 0);
  return dx > 0 && dy > 0 && dx * dx + dy * dy > radius * radius;
}

function area(region: Region): number {
  return (region.right - region.left) * (region.bottom - region.top);
}
