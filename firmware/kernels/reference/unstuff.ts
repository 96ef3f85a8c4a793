import { UNSTUFF_CRC } from '../state-sizes.js';
import { crc32 } from './crc32.js';
import { get32, put32 } from './state-words.js';

const NOTHING_YET = 0;
const NO_ZERO_DUE = 1;
const ZERO_DUE = 2;
const MALFORMED = 3;

/** The twin of unstuff.c; see `Kernels.unstuff`. The state: result, bytes written, bytes left in the block, phase, CRC-32. */
export function unstuff(
  state: Uint8Array,
  stateAt: number,
  from: Uint8Array,
  fromAt: number,
  length: number,
  to: Uint8Array,
  toAt: number,
  capacity: number,
): number {
  let written = get32(state, stateAt + 4);
  let left = get32(state, stateAt + 8);
  let phase = get32(state, stateAt + 12);
  let result = 0;
  let taken = 0;
  while (taken < length && result === 0) {
    const byte = from[fromAt + taken]!;
    taken += 1;
    if (byte === 0) {
      result = left !== 0 || phase === MALFORMED ? 0xffffffff : written;
      written = 0;
      left = 0;
      phase = NOTHING_YET;
    } else if (phase !== MALFORMED) {
      let output = byte;
      let due = true;
      if (left > 0) {
        left -= 1;
      } else {
        due = phase === ZERO_DUE;
        output = 0;
        left = byte - 1;
        phase = byte === 255 ? NO_ZERO_DUE : ZERO_DUE;
      }
      if (due && written === capacity) {
        phase = MALFORMED;
      } else if (due) {
        to[toAt + written] = output;
        written += 1;
      }
    }
  }
  put32(state, stateAt, result);
  put32(state, stateAt + UNSTUFF_CRC, result === 0 || result === 0xffffffff ? 0 : crc32(0, to, toAt, result));
  put32(state, stateAt + 4, written);
  put32(state, stateAt + 8, left);
  put32(state, stateAt + 12, phase);
  return taken;
}
