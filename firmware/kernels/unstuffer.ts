import type { Kernels } from '../platform/kernels.js';
import { checkBytes, checkState, meet, overlap } from './bounds.js';
import { UNSTUFF_CRC, UNSTUFF_STATE_BYTES } from './state-sizes.js';

/** What zlib's CRC-32 of any bytes and their own CRC-32 behind them, little-endian, is. */
const SEALED = 0x2144df1c;
/** Where the state has it, in words of 32 bits. */
const CRC = UNSTUFF_CRC / 4;

/**
 * Un-stuffs a line's packets out of one buffer into another: the buffers are measured when it is made, and not again for every
 * packet. `CheckedKernels` makes it.
 */
export class Unstuffer {
  /** The packet that ended last, from its first byte; and the same as words of 16 bits. */
  readonly bytes: Uint8Array;
  readonly words: Uint16Array;
  /**
   * Length of the packet that ended with the last `take`: 0 where none did, -1 where it was malformed, shorter than the least or
   * longer than `bytes`, or does not end in its CRC-32: then its first word is 0.
   */
  length = 0;
  readonly #raw: Kernels;
  readonly #from: Uint8Array;
  readonly #state: Uint8Array;
  readonly #result: Int32Array;
  readonly #capacity: number;
  readonly #least: number;

  /**
   * `state` (`UNSTUFF_STATE_BYTES`, 4-aligned) is zeroed; `into` is 2-aligned and has room for a packet, which has at least
   * `least` bytes. Throws `RangeError`.
   */
  constructor(raw: Kernels, from: Uint8Array, state: Uint8Array, into: Uint8Array, least: number) {
    checkState(state, 0, UNSTUFF_STATE_BYTES, 4, 'unstuff: state');
    checkState(into, 0, 0, 2, 'unstuff: to');
    const { length } = into;
    if (meet(into, 0, 0, length, 1, from, 0, 0, from.length, 1)) overlap('unstuff: to and from');
    if (meet(into, 0, 0, length, 1, state, 0, 0, UNSTUFF_STATE_BYTES, 1)) overlap('unstuff: to and state');
    this.bytes = into;
    this.words = new Uint16Array(into.buffer, into.byteOffset, length >> 1);
    this.#raw = raw;
    this.#from = from;
    this.#state = state;
    this.#result = new Int32Array(state.buffer, state.byteOffset, CRC + 1);
    this.#capacity = length;
    this.#least = least;
  }

  /** Takes bytes of the buffer up to the end of a packet, or all `length`; answers how many. */
  take(at: number, length: number): number {
    const from = this.#from;
    if (at >>> 0 !== at || length >>> 0 !== length || at + length > from.length)
      checkBytes(from, at, length, 'unstuff: from');
    const taken = this.#raw.unstuff(this.#state, 0, from, at, length, this.bytes, 0, this.#capacity);
    const result = this.#result;
    const ended = result[0]!;
    this.length = ended;
    if (ended !== 0 && (ended < this.#least || result[CRC] !== SEALED)) {
      this.length = -1;
      this.words[0] = 0;
    }
    return taken;
  }
}
