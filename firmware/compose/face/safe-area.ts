import type { Region } from '../../geometry/region.js';
import { isEmpty } from '../../geometry/region.js';

/**
 * The largest part of a glass that no lens hides: each lens in turn cuts away whichever side leaves the most. Rounded corners
 * are not among `lenses`: a face keeps away from them by its own margins.
 */
export function safeArea(width: number, height: number, lenses: readonly Readonly<Region>[]): Region {
  let safe: Region = { left: 0, top: 0, right: width, bottom: height };
  for (const lens of lenses) {
    const sides: Region[] = [
      { ...safe, left: Math.max(safe.left, lens.right) },
      { ...safe, right: Math.min(safe.right, lens.left) },
      { ...safe, top: Math.max(safe.top, lens.bottom) },
      { ...safe, bottom: Math.min(safe.bottom, lens.top) },
    ];
    const hides = lens.left < safe.right && lens.right > safe.left && lens.top < safe.bottom && lens.bottom > safe.top;
    if (!hides) continue;
    let best: Region | undefined;
    for (const side of sides) {
      if (!isEmpty(side) && (best === undefined || area(side) > area(best))) best = side;
    }
    safe = best ?? safe;
  }
  return safe;
}

function area(region: Region): number {
  return (region.right - region.left) * (region.bottom - region.top);
}
