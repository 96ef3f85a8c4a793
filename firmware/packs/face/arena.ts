import type { FrameMemory } from '../../platform/memory.js';

/** One piece of frame memory that is given out anew for each face: what a face took is gone when the next one is loaded. */
export class Arena implements FrameMemory {
  readonly #bytes: Uint8Array;
  #used = 0;

  constructor(memory: FrameMemory, bytes: number) {
    this.#bytes = memory.allocate(bytes);
  }

  /** Zeroed bytes, 8-aligned. Throws `RangeError` where the piece is used up. */
  allocate(bytes: number): Uint8Array {
    const at = this.#used;
    if (bytes > this.#bytes.length - at)
      throw new RangeError(`a face has ${this.#bytes.length - at} bytes left, not ${bytes}`);
    this.#used = at + ((bytes + 7) & ~7);
    const view = this.#bytes.subarray(at, at + bytes);
    view.fill(0);
    return view;
  }

  /** Everything is free again. */
  clear(): void {
    this.#used = 0;
  }
}
