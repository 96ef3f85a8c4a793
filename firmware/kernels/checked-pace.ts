import type { RegionList } from '../geometry/region-list.js';
import type { Kernels } from '../platform/kernels.js';
import type { FrameMemory } from '../platform/memory.js';
import { checkCount } from './bounds.js';
import { PACE_STATE_BYTES } from './state-sizes.js';

/** More windows than any write has. */
const MOST_WINDOWS = 4096;
/** A period, 31 bits. */
const MOST_NANOS = 0x7fffffff;

/** The bounds of `Kernels.pace` but those of its buffers, which have room for `most` windows. */
export function checkPace(count: number, most: number, periodLow: number, periodHigh: number): void {
  checkCount(count, Math.min(most, MOST_WINDOWS), 'pace: count');
  checkCount(periodLow, MOST_NANOS, 'pace: periodLow');
  checkCount(periodHigh, MOST_NANOS, 'pace: periodHigh');
}

/** The pace kernel with a state of its own, so that a frame costs few checks. Throws `RangeError`. */
export class CheckedPace {
  readonly #raw: Kernels;
  readonly #state: Uint8Array;
  /** The state's words; see `PaceWord`. */
  readonly words: Int32Array;

  constructor(raw: Kernels, memory: FrameMemory) {
    this.#raw = raw;
    this.#state = memory.allocate(PACE_STATE_BYTES);
    this.words = new Int32Array(this.#state.buffer, this.#state.byteOffset, PACE_STATE_BYTES / 4);
  }

  /** Walks windows that lie in frame memory: see `Kernels.pace`. */
  walk(windows: RegionList, periodLow: number, periodHigh: number): void {
    const count = windows.count;
    // Where all is well it is found out without a call.
    if (
      count >>> 0 !== count ||
      count > windows.capacity ||
      count > MOST_WINDOWS ||
      (periodLow & MOST_NANOS) !== periodLow ||
      (periodHigh & MOST_NANOS) !== periodHigh
    ) {
      checkPace(count, windows.capacity, periodLow, periodHigh);
    }
    this.#raw.pace(this.#state, 0, windows.bytes, 0, count, periodLow, periodHigh);
  }
}
