import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import type { Kernels } from '../../firmware/platform/kernels.js';
import { loadKernelsFile } from '../../simulator/kernels/kernels-file.js';

/** One implementation of the kernels with a buffer of its own to work in. */
export interface KernelSide {
  readonly name: 'C' | 'twin';
  readonly kernels: Kernels;
  readonly bytes: Uint8Array;
}

/** The C kernels and their twins, each with a buffer of `size` bytes, 8-aligned. */
export function kernelSides(size: number): readonly KernelSide[] {
  const { memory, kernels } = loadKernelsFile();
  return [
    { name: 'C', kernels, bytes: memory.allocate(size) },
    { name: 'twin', kernels: referenceKernels, bytes: new Uint8Array(size) },
  ];
}
