import { RegionDecoder, RegionResult } from '../../decode/region-decoder.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { MOST_CARD_PIXELS, MOST_CARD_SIDE } from '../../link/face-messages.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';

/** The picture of a card as it comes from a host, piece by piece. Takes memory with the first one and keeps it. */
export class CardPicture {
  readonly #memory: FrameMemory;
  readonly #kernels: CheckedKernels;
  #decoder: RegionDecoder | undefined;
  /** One surface for all cards: each has its own size. */
  readonly #pixels = { bytes: new Uint8Array(0) as Uint8Array, width: 0, height: 0, stride: 0 };
  #length = 0;
  #received = 0;
  #isComing = false;
  #isWhole = false;

  constructor(memory: FrameMemory, kernels: CheckedKernels) {
    this.#memory = memory;
    this.#kernels = kernels;
  }

  /** Its pixels; undefined where none is whole. */
  get surface(): Surface | undefined {
    return this.#isWhole ? this.#pixels : undefined;
  }

  /** A picture of `length` bytes is to come; the last one is gone. Answers false where it cannot be. */
  begin(width: number, height: number, codec: number, length: number): boolean {
    this.#isWhole = false;
    this.#isComing = false;
    if (width === 0 || height === 0 || width > MOST_CARD_SIDE || height > MOST_CARD_SIDE) return false;
    if (width * height > MOST_CARD_PIXELS || !this.#prepare()) return false;
    this.#pixels.width = width;
    this.#pixels.height = height;
    this.#pixels.stride = 2 * width;
    this.#length = length;
    this.#received = 0;
    this.#isComing = this.#decoder!.begin(0, 0, width, height, codec, length, false);
    return this.#isComing;
  }

  #prepare(): boolean {
    if (this.#decoder !== undefined) return true;
    try {
      this.#pixels.bytes = this.#memory.allocate(2 * MOST_CARD_PIXELS);
      this.#decoder = new RegionDecoder(this.#memory, this.#kernels, this.#pixels);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
    return true;
  }

  /** Takes what comes next; what came already is passed over. Answers false where it leaves a gap, or does not decode. */
  data(offset: number, bytes: Uint8Array, at: number, length: number): boolean {
    if (this.#isWhole) return offset + length <= this.#length;
    if (!this.#isComing || offset > this.#received || offset + length > this.#length) return false;
    const known = this.#received - offset;
    if (known >= length) return true;
    const result = this.#decoder!.data(bytes, at + known, length - known);
    this.#received = offset + length;
    this.#isWhole = result === RegionResult.whole;
    this.#isComing = result === RegionResult.more;
    return result !== RegionResult.bad;
  }
}
