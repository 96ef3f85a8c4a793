import type { FrameMemory } from '../../firmware/platform/memory.js';

/** The size of frame memory: fixed, as it is on a device. */
export const FRAME_MEMORY_BYTES = 16 * 1024 * 1024;

/** Frame memory on one WebAssembly memory that never grows, so that its buffer never changes. Nothing is given back. */
export class WasmFrameMemory implements FrameMemory {
  readonly #buffer: ArrayBuffer;
  #next: number;

  /** `start` is the first byte that the kernels' own stack and tables leave free. */
  constructor(buffer: ArrayBuffer, start: number) {
    this.#buffer = buffer;
    this.#next = (start + 7) & ~7;
  }

  allocate(bytes: number): Uint8Array<ArrayBuffer> {
    if (bytes >>> 0 !== bytes) throw new RangeError(`${bytes} is no number of bytes`);
    const at = this.#next;
    const left = this.#buffer.byteLength - at;
    if (bytes > left) throw new RangeError(`frame memory has ${left} bytes left, not ${bytes}`);
    this.#next = at + ((bytes + 7) & ~7);
    return new Uint8Array(this.#buffer, at, bytes);
  }
}
