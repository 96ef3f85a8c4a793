import { packDelta } from '../kernels/reference/px565-pixel.js';

/** No operation: the delta is too large. */
export const NO_OPERATION = -1;

/**
 * DIFF's byte from the predicted pixel to the wanted one, or as near as it comes where that is within the tolerance, else
 * `NO_OPERATION`. Differences count as they are: one that is small only because it wraps is left to LUMA.
 */
export function diffOperation(predicted: number, wanted: number, tolerance: number): number {
  const red = (wanted >> 11) - (predicted >> 11);
  const green = ((wanted >> 5) & 63) - ((predicted >> 5) & 63);
  const blue = (wanted & 31) - (predicted & 31);
  const nearRed = clamp(red, -2, 1);
  const nearGreen = clamp(green, -2, 1);
  const nearBlue = clamp(blue, -2, 1);
  if (Math.abs(red - nearRed) > tolerance) return NO_OPERATION;
  if (Math.abs(green - nearGreen) > 2 * tolerance) return NO_OPERATION;
  if (Math.abs(blue - nearBlue) > tolerance) return NO_OPERATION;
  return 0x40 | ((nearRed + 2) << 4) | ((nearGreen + 2) << 2) | (nearBlue + 2);
}

/** The delta a DIFF byte stands for. */
export function diffDelta(operation: number): number {
  return packDelta(((operation >> 4) & 3) - 2, ((operation >> 2) & 3) - 2, (operation & 3) - 2);
}

/** LUMA's two bytes (first << 8 | second) for a delta, the nearest within the tolerance, else `NO_OPERATION`. */
export function lumaOperation(delta: number, tolerance: number): number {
  const green = signed6(delta >> 5);
  const nearGreen = clamp(green, -16, 15);
  if (Math.abs(green - nearGreen) > 2 * tolerance) return NO_OPERATION;
  const half = nearGreen >> 1;
  const red = signed5((delta >> 11) - half);
  const blue = signed5(delta - half);
  const nearRed = clamp(red, -8, 7);
  const nearBlue = clamp(blue, -8, 7);
  if (Math.abs(red - nearRed) > tolerance) return NO_OPERATION;
  if (Math.abs(blue - nearBlue) > tolerance) return NO_OPERATION;
  return ((0x20 | (nearGreen + 16)) << 8) | ((nearRed + 8) << 4) | (nearBlue + 8);
}

/** The delta LUMA's two bytes stand for. */
export function lumaDelta(operation: number): number {
  const green = ((operation >> 8) & 31) - 16;
  const half = green >> 1;
  return packDelta(half - 8 + ((operation >> 4) & 15), green, half - 8 + (operation & 15));
}

function signed5(field: number): number {
  return (field << 27) >> 27;
}

function signed6(field: number): number {
  return (field << 26) >> 26;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
