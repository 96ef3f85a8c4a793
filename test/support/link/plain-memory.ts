import type { FrameMemory } from '../../../firmware/platform/memory.js';

/** Frame memory for the reference kernels, which take any buffer. */
export const plainMemory: FrameMemory = { allocate: (bytes) => new Uint8Array(bytes) };
