/**
 * Whether `pixel` may stand for `wanted`: at most `tolerance` steps off in red and blue and twice as many in green (whose
 * steps are half as large). Nothing wraps: black is far from white.
 */
export function isNear(pixel: number, wanted: number, tolerance: number): boolean {
  if (pixel === wanted) return true;
  if (tolerance === 0) return false;
  return (
    Math.abs((pixel >> 11) - (wanted >> 11)) <= tolerance &&
    Math.abs(((pixel >> 5) & 63) - ((wanted >> 5) & 63)) <= 2 * tolerance &&
    Math.abs((pixel & 31) - (wanted & 31)) <= tolerance
  );
}
