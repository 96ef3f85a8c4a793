import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';

/** A surface of its own in frame memory, rows without gaps, black. */
export function createSurface(memory: FrameMemory, width: number, height: number): Surface {
  const stride = width * 2;
  return { bytes: memory.allocate(stride * height), width, height, stride };
}

/** Copies one region between two surfaces of one size. */
export function copyRegion(
  kernels: CheckedKernels,
  to: Surface,
  from: Surface,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  kernels.copyRows(
    to.bytes,
    top * to.stride + left * 2,
    to.stride,
    from.bytes,
    top * from.stride + left * 2,
    from.stride,
    (right - left) * 2,
    bottom - top,
  );
}
