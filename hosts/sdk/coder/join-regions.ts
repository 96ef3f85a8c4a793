import type { Region } from '../../../firmware/geometry/region.js';

/** What one more region costs on the line, bytes: its own packet (about 14) and its header (14). */
export const regionBytes = 28;

/**
 * Pixels of a region that cost the device (compare, decode of a SKIP) the time of one byte on a line of 0.8 MB/s:
 * about 4 bytes of memory a pixel at 84 MB/s.
 */
const pixelsPerByte = 26;

/** Joins regions for as long as one around two is cheaper than both; overlapping ones are cheaper joined as a rule. */
export function joinRegions(regions: Region[]): Region[] {
  const joined = regions.slice();
  for (let one = 0; one < joined.length; one += 1) {
    for (let two = one + 1; two < joined.length; two += 1) {
      const around = unionOf(joined[one]!, joined[two]!);
      if (costOf(around) > costOf(joined[one]!) + costOf(joined[two]!)) continue;
      joined[one] = around;
      joined[two] = joined[joined.length - 1]!;
      joined.pop();
      two = one;
    }
  }
  return joined.sort((a, b) => a.top - b.top || a.left - b.left);
}

function costOf(region: Region): number {
  return regionBytes + ((region.right - region.left) * (region.bottom - region.top)) / pixelsPerByte;
}

function unionOf(a: Region, b: Region): Region {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
