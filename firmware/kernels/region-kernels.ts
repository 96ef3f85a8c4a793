import type { Kernels } from '../platform/kernels.js';
import { checkArea, checkBytes, checkCount, checkState, meet, overlap } from './bounds.js';
import { PX565_STATE_BYTES } from './state-sizes.js';

/**
 * The kernels that write one region of a surface piece by piece, as its bytes come: the region is measured when it begins, a
 * buffer the first time a piece comes out of it. `CheckedKernels` makes it.
 */
export class RegionKernels {
  readonly #raw: Kernels;
  readonly #state: Uint8Array;
  #to: Uint8Array;
  #toAt = 0;
  #stride = 0;
  #rowBytes = 0;
  #rows = 0;
  /** Where pieces come from; undefined where that is not measured. */
  #from: Uint8Array | undefined;
  #isRaw = true;
  /** Bytes of data in all, and still to come. */
  #length = 0;
  #left = 0;

  /** `state` (`PX565_STATE_BYTES`, 4-aligned) is PX565's. */
  constructor(raw: Kernels, state: Uint8Array) {
    checkState(state, 0, PX565_STATE_BYTES, 4, 'px565Begin: state');
    this.#raw = raw;
    this.#state = state;
    this.#to = state;
  }

  /**
   * Begins a region of `width` x `height` pixels, neither 0, whose first is at `to[toAt...]`, with `length` bytes of data: raw
   * pixels, which must be all of them, or PX565, where `isDelta` admits SKIP. Throws `RangeError`.
   */
  begin(
    to: Uint8Array,
    toAt: number,
    stride: number,
    width: number,
    height: number,
    length: number,
    isRaw: boolean,
    isDelta: boolean,
  ): void {
    checkCount(width - 1, 0xfffe, 'region: width');
    checkCount(height - 1, 0xfffe, 'region: height');
    const rowBytes = 2 * width;
    checkArea(to, toAt, stride, rowBytes, height, 'region: to');
    if (meet(to, toAt, stride, rowBytes, height, this.#state, 0, 0, PX565_STATE_BYTES, 1)) {
      overlap('region: to and state');
    }
    checkCount(length, isRaw ? rowBytes * height : 0xffffffff, 'region: length');
    this.#to = to;
    this.#toAt = toAt;
    this.#stride = stride;
    this.#rowBytes = rowBytes;
    this.#rows = height;
    this.#length = length;
    this.#left = length;
    this.#isRaw = isRaw;
    this.#from = undefined;
    if (!isRaw) this.#raw.px565Begin(this.#state, 0, width, height, isDelta ? 1 : 0);
  }

  /**
   * Takes `length` more bytes of the region's data. Answers 0 where more is to come, 1 where that was all and the region is
   * whole, -1 for what is not data of this region.
   */
  data(from: Uint8Array, at: number, length: number): -1 | 0 | 1 {
    if (from !== this.#from || at >>> 0 !== at || length >>> 0 !== length || at + length > from.length) {
      this.#measure(from, at, length);
    }
    const left = this.#left - length;
    if (left < 0) return -1;
    this.#left = left;
    const answer = left === 0 ? 1 : 0;
    if (length === 0) return answer;
    const raw = this.#raw;
    if (this.#isRaw) {
      raw.pourRows(this.#to, this.#toAt, this.#stride, this.#rowBytes, this.#length - left - length, from, at, length);
      return answer;
    }
    const decoded = raw.px565Decode(this.#state, 0, from, at, length, this.#to, this.#toAt, this.#stride);
    // The last pixel and the last byte come together, or the stream is not of this region.
    return decoded === answer ? answer : -1;
  }

  /** A piece is inside its buffer, and the buffer apart from the region, which is known when the next one comes out of it. */
  #measure(from: Uint8Array, at: number, length: number): void {
    if (this.#rows === 0) throw new RangeError('region: none has begun');
    checkBytes(from, at, length, 'region: from');
    if (meet(this.#to, this.#toAt, this.#stride, this.#rowBytes, this.#rows, from, 0, 0, from.length, 1)) {
      overlap('region: to and from');
    }
    this.#from = from;
  }
}
