import { px565Begin, px565Decode } from '../kernels/reference/px565-decode.js';
import { PX565_STATE_BYTES } from '../kernels/state-sizes.js';
import { checkRows } from './pixel-rows.js';

/**
 * Decodes one whole region into `to` at `toAt`, which holds the reference where `delta` is set. Answers whether the bytes
 * were exactly one region; what is wrong may have written pixels of the region, nothing outside it. Throws `RangeError`
 * where the region leaves the buffer. For hosts and tests: firmware decodes with its kernel, as the bytes arrive.
 */
export function decodePx565(
  coded: Uint8Array,
  width: number,
  height: number,
  delta: boolean,
  to: Uint8Array,
  toAt: number,
  stride: number,
): boolean {
  if (!(width > 0 && height > 0 && width <= 0xffff && height <= 0xffff)) {
    throw new RangeError(`a region cannot be ${width} x ${height}`);
  }
  checkRows(to, toAt, stride, width, height);
  const state = new Uint8Array(PX565_STATE_BYTES);
  px565Begin(state, 0, width, height, delta ? 1 : 0);
  return px565Decode(state, 0, coded, 0, coded.length, to, toAt, stride) === 1;
}
