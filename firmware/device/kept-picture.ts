import { Damage } from '../geometry/damage.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';
import { copyRegion, createSurface } from '../surface/surface-memory.js';

/** The picture of a program that draws when it likes and cannot be asked to draw again: a surface, and what back lacks of it. */
export class KeptPicture {
  readonly surface: Surface;
  readonly pending: Damage;
  readonly #kernels: CheckedKernels;

  constructor(memory: FrameMemory, kernels: CheckedKernels, width: number, height: number) {
    this.surface = createSurface(memory, width, height);
    this.pending = new Damage(width, height);
    this.#kernels = kernels;
  }

  blacken(): void {
    const { bytes, stride, width, height } = this.surface;
    this.#kernels.fillRows(bytes, 0, stride, width, height, 0);
    this.pending.addWhole();
  }

  /** Brings `back` up to date: what is pending, and what `damage` already names. */
  copyTo(back: Surface, damage: Damage): void {
    const { surface, pending } = this;
    damage.addAll(pending.regions);
    pending.clear();
    const { regions } = damage;
    for (let index = 0; index < regions.count; index += 1) {
      const top = regions.top(index);
      copyRegion(this.#kernels, back, surface, regions.left(index), top, regions.right(index), regions.bottom(index));
    }
  }
}
