import { nativeKernels } from '../../firmware/device/native-kernels.js';
import { nativeMemory } from '../../firmware/device/native-memory.js';
import type { Kernels } from '../../firmware/platform/kernels.js';
import type { FrameMemory } from '../../firmware/platform/memory.js';

/** In the place of simulator/kernels/kernels-file.ts: the C kernels as natives, on frame memory of the machine. */
export function loadKernelsFile(): { kernels: Kernels; memory: FrameMemory } {
  return { kernels: nativeKernels, memory: nativeMemory };
}
