import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import type { FrameMemory } from '../../firmware/platform/memory.js';

/** Frame memory without a bound, for the reference twins. */
export const plainMemory: FrameMemory = {
  allocate: (bytes) => new Uint8Array(new ArrayBuffer((bytes + 7) & ~7), 0, bytes),
};

export const twins = new CheckedKernels(referenceKernels);
