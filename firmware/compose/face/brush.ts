import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Mask } from './mask.js';

/** Lays one colour through masks onto a surface. */
export class Brush {
  readonly #kernels: CheckedKernels;
  /** One row of the colour, which the blend reads again for every row. */
  readonly #ink: Uint8Array;
  #colour = -1;

  constructor(memory: FrameMemory, kernels: CheckedKernels, width: number) {
    this.#kernels = kernels;
    this.#ink = memory.allocate(width * 2);
  }

  /** Blends `colour` (RGB565) through `mask`, its top left at (x, y) of the surface; what hangs over the edge is cut. */
  paint(to: Surface, mask: Mask, x: number, y: number, colour: number): void {
    const stride = mask.width;
    const left = x > 0 ? x : 0;
    const top = y > 0 ? y : 0;
    const pixels = (x + stride < to.width ? x + stride : to.width) - left;
    const rows = (y + mask.height < to.height ? y + mask.height : to.height) - top;
    if (pixels <= 0 || rows <= 0) return;
    const ink = this.#ink;
    if (colour !== this.#colour) {
      this.#kernels.fillRows(ink, 0, ink.length, ink.length / 2, 1, colour);
      this.#colour = colour;
    }
    const alphaAt = (top - y) * stride + (left - x);
    const toAt = top * to.stride + left * 2;
    this.#kernels.blendRows(to.bytes, toAt, to.stride, ink, 0, 0, mask.bytes, alphaAt, stride, pixels, rows);
  }
}
