import type { FrameMemory } from '../platform/memory.js';
import { allocate } from './native/frame-memory.js';

/** Frame memory outside the engine's heap; the MCU's own code says where. */
export const nativeMemory: FrameMemory = {
  allocate(bytes) {
    if (bytes >>> 0 !== bytes) throw new RangeError(`${bytes} is no number of bytes`);
    const buffer = allocate(Math.max(1, bytes));
    if (buffer === undefined) throw new RangeError(`frame memory has no ${bytes} bytes left`);
    return new Uint8Array(buffer, 0, bytes);
  },
};
