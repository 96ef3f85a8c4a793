import { RegionList } from '../geometry/region-list.js';
import type { Surface } from '../pixels/surface.js';
import type { Kernels } from '../platform/kernels.js';
import type { FrameMemory } from '../platform/memory.js';
import { checkArea } from './bounds.js';
import { checkCoverBegin } from './cover-bounds.js';
import { coverStateBytes } from './cover-size.js';
import { CoverWord } from './cover-word.js';
import { COVER_HEAD_BYTES, COVER_REGIONS } from './state-sizes.js';

/** What a cover is prepared for; see `Kernels.coverBegin`. */
export interface CoverSetup {
  readonly width: number;
  readonly height: number;
  readonly alignX: number;
  readonly alignY: number;
  readonly windowCycles: number;
  readonly pixelCycles: number;
  readonly compareCost: number;
  /** Windows. */
  readonly most: number;
}

/** A list that a cover takes regions to, in frame memory. */
export function coverRegions(memory: FrameMemory, capacity: number = COVER_REGIONS): RegionList {
  const bytes = memory.allocate(8 * capacity);
  return new RegionList(new Uint16Array(bytes.buffer, bytes.byteOffset, 4 * capacity));
}

/**
 * The cover kernel with buffers of its own, so that a frame costs few checks: those of the buffers are made once, of the
 * surfaces when they are others than before, and of the regions as they are copied here. Throws `RangeError`.
 */
export class CheckedCover {
  readonly #raw: Kernels;
  readonly #width: number;
  readonly #height: number;
  readonly #state: Uint8Array;
  /** The surfaces that were compared last; the two may be exchanged. */
  #one: Surface | undefined;
  #other: Surface | undefined;
  #taken: RegionList | undefined;
  /** What the kernel leaves of its last call: see `CoverWord`. */
  readonly head: Uint32Array;
  /** What was chosen last. */
  readonly windows: RegionList;

  constructor(raw: Kernels, memory: FrameMemory, setup: CoverSetup) {
    const { width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most } = setup;
    const state = memory.allocate(coverStateBytes(width, height, alignX, alignY, most));
    checkCoverBegin(state, 0, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most);
    raw.coverBegin(state, 0, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most);
    this.#raw = raw;
    this.#width = width;
    this.#height = height;
    this.#state = state;
    this.head = new Uint32Array(state.buffer, state.byteOffset, COVER_HEAD_BYTES / 4);
    this.windows = coverRegions(memory, most);
  }

  /**
   * Copies regions to `into`, a `coverRegions`, behind the first `kept` of it; none is empty and all are on the surface. Answers
   * how many pixels they have.
   */
  take(into: RegionList, list: RegionList, kept: number): number {
    const from = list.data;
    const to = into.data;
    const end = 4 * list.count;
    let put = 4 * kept;
    if ((kept !== 0 && (into !== this.#taken || kept > into.count)) || put + end > to.length)
      throw new RangeError(`cover: ${list.count} regions behind ${kept}`);
    let pixels = 0;
    for (let at = 0; at < end; at += 4) {
      const left = from[at]!;
      const top = from[at + 1]!;
      const right = from[at + 2]!;
      const bottom = from[at + 3]!;
      // Nothing compares with undefined: a list that claims more than it has throws as well.
      if (!(left < right && top < bottom && right <= this.#width && bottom <= this.#height))
        throw new RangeError(`cover: no region of the surfaces: ${left}, ${top}, ${right}, ${bottom}`);
      to[put] = left;
      to[put + 1] = top;
      to[put + 2] = right;
      to[put + 3] = bottom;
      put += 4;
      pixels += (right - left) * (bottom - top);
    }
    into.count = put >> 2;
    this.#taken = into;
    return pixels;
  }

  /**
   * Covers what was just taken to `regions`, the first `compared` of it where `a` and `b` differ: see `Kernels.cover`. The boxes of
   * what differs are left in their place, empty where nothing does.
   */
  cover(a: Surface, b: Surface, regions: RegionList, compared: number, patience: number): void {
    if ((a !== this.#one || b !== this.#other) && (a !== this.#other || b !== this.#one)) this.#meetSurfaces(a, b);
    const windows = this.windows;
    const taken = regions.count - compared;
    if (regions !== this.#taken || compared >>> 0 !== compared || taken < 0 || patience >>> 0 !== patience)
      throw new RangeError(`cover: ${compared} of ${regions.count} regions with a patience of ${patience}`);
    this.#taken = undefined;
    windows.count = this.#raw.cover(
      this.#state,
      0,
      a.bytes,
      0,
      a.stride,
      b.bytes,
      0,
      b.stride,
      regions.bytes,
      0,
      compared,
      taken,
      patience,
      windows.bytes,
      0,
    );
    if (compared !== 0) regions.count = this.head[CoverWord.regions]!;
  }

  #meetSurfaces(a: Surface, b: Surface): void {
    checkArea(a.bytes, 0, a.stride, 2 * this.#width, this.#height, 'cover: a');
    checkArea(b.bytes, 0, b.stride, 2 * this.#width, this.#height, 'cover: b');
    this.#one = a;
    this.#other = b;
  }
}
