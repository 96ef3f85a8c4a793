import type { Damage } from '../geometry/damage.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { RegionKernels } from '../kernels/region-kernels.js';
import { PX565_BOX, PX565_STATE_BYTES } from '../kernels/state-sizes.js';
import { Codec } from '../link/messages.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';

/** What became of a part of a region's data, as `RegionKernels.data` answers it. */
export const RegionResult = { more: 0, whole: 1, bad: -1 } as const;
export type RegionResult = (typeof RegionResult)[keyof typeof RegionResult];

/** Decodes one region at a time into a surface, as its bytes arrive, however they are cut. */
export class RegionDecoder {
  /** Takes the region's data. */
  readonly kernels: RegionKernels;
  /** Where the next region goes; may be set between two. */
  surface: Surface;
  /** Left, top, right and bottom of what PX565 has written of the region. */
  readonly #box: Uint16Array;
  #isRaw = true;
  #x = 0;
  #y = 0;
  #width = 0;
  #height = 0;

  constructor(memory: FrameMemory, kernels: CheckedKernels, surface: Surface) {
    this.surface = surface;
    const state = memory.allocate(PX565_STATE_BYTES);
    this.kernels = kernels.regionKernels(state);
    this.#box = new Uint16Array(state.buffer, state.byteOffset + PX565_BOX, 4);
  }

  /** Begins a region inside the surface with `length` bytes of data; `delta` admits pixels kept. Answers false for what no encoder sends. */
  begin(
    left: number,
    top: number,
    width: number,
    height: number,
    codec: number,
    length: number,
    delta: boolean,
  ): boolean {
    const { bytes, stride } = this.surface;
    const isRaw = codec === Codec.raw;
    if (isRaw ? length !== width * 2 * height : codec !== Codec.px565 || length === 0) return false;
    this.#isRaw = isRaw;
    this.#x = left;
    this.#y = top;
    this.#width = width;
    this.#height = height;
    this.kernels.begin(bytes, top * stride + left * 2, stride, width, height, length, isRaw, delta);
    return true;
  }

  /** Takes `length` more bytes of the region's data. */
  data(bytes: Uint8Array, at: number, length: number): RegionResult {
    return this.kernels.data(bytes, at, length);
  }

  /**
   * Adds to `damage` what a region that is whole has written. What PX565 kept around that is left out: a sender that codes the
   * whole surface for a small change has no more compared, copied and sent than that.
   */
  addWritten(damage: Damage): void {
    if (this.#isRaw) {
      this.addAll(damage);
      return;
    }
    const box = this.#box;
    if (box[3] === 0) return;
    damage.add(this.#x + box[0]!, this.#y + box[1]!, this.#x + box[2]!, this.#y + box[3]!);
  }

  /** Adds all of the region, which may have written anywhere in it. */
  addAll(damage: Damage): void {
    damage.add(this.#x, this.#y, this.#x + this.#width, this.#y + this.#height);
  }
}
