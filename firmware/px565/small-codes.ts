import { addDelta, packDelta, SMALL_DELTAS } from '../kernels/reference/px565-pixel.js';

/** No code: the delta is not among the small ones. */
export const NO_CODE = 255;

/**
 * For each delta (packed, 65,536 of them) the code of the nearest of the first `count` small deltas that is within the
 * tolerance, else `NO_CODE`.
 */
export function makeSmallCodes(count: number, tolerance: number): Uint8Array {
  const codes = new Uint8Array(65536).fill(NO_CODE);
  const errors = new Uint8Array(65536).fill(255);
  for (let code = 0; code < count; code++) {
    for (let red = -tolerance; red <= tolerance; red++) {
      for (let green = -2 * tolerance; green <= 2 * tolerance; green++) {
        for (let blue = -tolerance; blue <= tolerance; blue++) {
          const delta = addDelta(SMALL_DELTAS[code]!, packDelta(red, green, blue));
          const error = 2 * Math.abs(red) + Math.abs(green) + 2 * Math.abs(blue);
          if (error >= errors[delta]!) continue;
          errors[delta] = error;
          codes[delta] = code;
        }
      }
    }
  }
  return codes;
}
