import type { Damage } from '../geometry/damage.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import { PX565_BOX, PX565_STATE_BYTES } from '../kernels/state-sizes.js';
import { Codec } from '../link/messages.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';

/** What became of a part of a region's data. */
export const RegionResult = { more: 0, whole: 1, bad: 2 } as const;
export type RegionResult = (typeof RegionResult)[keyof typeof RegionResult];

/** Decodes one region at a time into a surface, as its bytes arrive, however they are cut. */
export class RegionDecoder {
  readonly #kernels: CheckedKernels;
  /** Where the next region goes; may be set between two. */
  surface: Surface;
  readonly #state: Uint8Array;
  /** Left, top, right and bottom of what PX565 has written of the region. */
  readonly #box: Uint16Array;
  #codec: number = Codec.raw;
  #x = 0;
  #y = 0;
  #height = 0;
  #at = 0;
  #rowBytes = 0;
  /** Raw: bytes of the region written so far; both codecs: bytes of data still to come. */
  #written = 0;
  #left = 0;

  constructor(memory: FrameMemory, kernels: CheckedKernels, surface: Surface) {
    this.#kernels = kernels;
    this.surface = surface;
    this.#state = memory.allocate(PX565_STATE_BYTES);
    this.#box = new Uint16Array(this.#state.buffer, this.#state.byteOffset + PX565_BOX, 4);
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
    this.#codec = codec;
    this.#x = left;
    this.#y = top;
    this.#height = height;
    this.#at = top * this.surface.stride + left * 2;
    this.#rowBytes = width * 2;
    this.#written = 0;
    this.#left = length;
    if (codec === Codec.raw) return length === width * 2 * height;
    if (codec !== Codec.px565 || length === 0) return false;
    this.#kernels.px565Begin(this.#state, 0, width, height, delta ? 1 : 0);
    return true;
  }

  data(bytes: Uint8Array, at: number, length: number): RegionResult {
    if (length > this.#left) return RegionResult.bad;
    this.#left -= length;
    if (length === 0) return this.#left === 0 ? RegionResult.whole : RegionResult.more;
    if (this.#codec === Codec.raw) {
      this.#copy(bytes, at, length);
      return this.#left === 0 ? RegionResult.whole : RegionResult.more;
    }
    const { bytes: pixels, stride } = this.surface;
    const result = this.#kernels.px565Decode(this.#state, 0, bytes, at, length, pixels, this.#at, stride);
    if (result < 0) return RegionResult.bad;
    // The last pixel and the last byte come together, or the stream is not of this region.
    if ((result === 1) !== (this.#left === 0)) return RegionResult.bad;
    return result === 1 ? RegionResult.whole : RegionResult.more;
  }

  /**
   * Adds to `damage` what a region that is whole has written. What PX565 kept around that is left out: a sender that codes the
   * whole surface for a small change has no more compared, copied and sent than that.
   */
  addWritten(damage: Damage): void {
    if (this.#codec !== Codec.px565) {
      this.addAll(damage);
      return;
    }
    const box = this.#box;
    if (box[3] === 0) return;
    damage.add(this.#x + box[0]!, this.#y + box[1]!, this.#x + box[2]!, this.#y + box[3]!);
  }

  /** Adds all of the region, which may have written anywhere in it. */
  addAll(damage: Damage): void {
    damage.add(this.#x, this.#y, this.#x + this.#rowBytes / 2, this.#y + this.#height);
  }

  #copy(bytes: Uint8Array, at: number, length: number): void {
    const { bytes: pixels, stride } = this.surface;
    const rowBytes = this.#rowBytes;
    let from = at;
    let left = length;
    while (left > 0) {
      const column = this.#written % rowBytes;
      const row = (this.#written - column) / rowBytes;
      // Whole rows go in one call; what is left of a row that was cut goes alone.
      const rows = column === 0 && left >= rowBytes ? (left - (left % rowBytes)) / rowBytes : 1;
      const run = rows > 1 ? rowBytes : Math.min(left, rowBytes - column);
      this.#kernels.copyRows(pixels, this.#at + row * stride + column, stride, bytes, from, run, run, rows);
      from += run * rows;
      left -= run * rows;
      this.#written += run * rows;
    }
  }
}
