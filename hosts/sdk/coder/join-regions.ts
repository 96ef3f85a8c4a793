import type { Region } from '../../../firmware/geometry/region.js';

/** What one more region costs on the line, bytes: its own packet (about 14) and its header (14). */
const regionBytes = 28;

/**
 * Pixels of a region that cost as much as a byte on the line: at 84 MB/s the device compares some 26 of them in the time
 * of a byte at 0.8 MB/s, and each row of them takes a SKIP.
 */
const pixelsPerByte = 64;

/** The region around two, where that is cheaper than both. */
export function joinOf(a: Region, b: Region): Region | undefined {
  const around = {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
  return costOf(around) > costOf(a) + costOf(b) ? undefined : around;
}

/** Joins regions for as long as one around two is cheaper than both; answers them from top to bottom. */
export function joinRegions(regions: readonly Region[]): Region[] {
  const joined = regions.slice();
  for (let one = 0; one < joined.length; one += 1) {
    for (let two = one + 1; two < joined.length; two += 1) {
      const around = joinOf(joined[one]!, joined[two]!);
      if (around === undefined) continue;
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
