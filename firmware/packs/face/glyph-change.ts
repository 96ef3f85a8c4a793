import type { CoverLimits } from '../../damage/cover.js';
import { alignAt } from '../../geometry/align.js';
import type { Damage } from '../../geometry/damage.js';
import { RegionList } from '../../geometry/region-list.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { coverStateBytes } from '../../kernels/cover-size.js';
import { CoverWord } from '../../kernels/cover-word.js';
import { COVER_HEAD_BYTES } from '../../kernels/state-sizes.js';
import type { FrameMemory } from '../../platform/memory.js';

/** Of the larger of two glyphs: what is greater is marked by its box. */
const MOST_PIXELS = 16_384;
const MOST_SIDE = 256;
/** One glyph's part of a damage. */
const MOST_WINDOWS = 48;
/** Parts of the box between which a cut is tried. */
const CUTS = 6;
const NEVER_GIVES_UP = 0xffffffff;

/**
 * Finds the windows over what differs between two glyphs. The presenter would have to read all of both surfaces for it, which
 * takes as long as sending them; here two small bitmaps are compared.
 */
export class GlyphChange {
  /** Both glyphs, white on black: as the one that was lay in the box, and, `rows` farther down, as the new one lies there. */
  readonly both: { bytes: Uint8Array; width: number; height: number; stride: number };
  /** What `mark` found, from the box's top left. */
  readonly windows: RegionList;
  readonly #kernels: CheckedKernels;
  readonly #limits: CoverLimits;
  readonly #state: Uint8Array;
  readonly #head: Uint32Array;
  /** What is compared: the box itself, at 0, 0. */
  readonly #region: RegionList;
  /** The box, its edges where windows' may fall. */
  readonly #box = new RegionList(new Uint16Array(4));

  constructor(memory: FrameMemory, kernels: CheckedKernels, limits: CoverLimits) {
    this.#kernels = kernels;
    this.#limits = limits;
    this.both = { bytes: memory.allocate(4 * MOST_PIXELS), width: 0, height: 0, stride: 0 };
    const { x, y } = limits.alignment;
    const state = memory.allocate(coverStateBytes(MOST_SIDE, MOST_SIDE, x, y, MOST_WINDOWS));
    this.#state = state;
    this.#head = new Uint32Array(state.buffer, state.byteOffset, COVER_HEAD_BYTES / 4);
    this.#region = listIn(memory, 1);
    this.windows = listIn(memory, MOST_WINDOWS);
  }

  get left(): number {
    return this.#box.left(0);
  }

  get top(): number {
    return this.#box.top(0);
  }

  /** Rows of the box: of each of the two glyphs. */
  get rows(): number {
    return this.both.height / 2;
  }

  /** Clears both for a box of the panel; answers false where it is too large for them. */
  begin(left: number, top: number, right: number, bottom: number): boolean {
    const box = this.#box;
    const { alignment } = this.#limits;
    if (left < 0 || top < 0 || right > alignment.width || bottom > alignment.height) return false;
    box.set(0, left, top, right, bottom);
    alignAt(alignment, box, 0);
    const width = box.right(0) - box.left(0);
    const height = box.bottom(0) - box.top(0);
    if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS || width <= 0 || height <= 0)
      return false;
    const { both } = this;
    if (width !== both.width || 2 * height !== both.height) this.#resize(width, height);
    this.#kernels.fillRows(both.bytes, 0, 2 * width, width, 2 * height, 0);
    return true;
  }

  /** Marks the windows over what differs: the cheapest of those for the box whole and cut in two in some places. */
  mark(damage: Damage): void {
    const { bytes, height, stride } = this.both;
    const after = (stride * height) / 2;
    const windows = this.windows;
    // biome-ignore format: fifteen arguments, one line each, say less
    windows.count = this.#kernels.cover(
      this.#state, 0, bytes, 0, stride, bytes, after, stride, this.#region.bytes, 0, 1, 0, NEVER_GIVES_UP, windows.bytes, 0,
    );
    const { left, top } = this;
    const { data, count } = windows;
    for (let at = 0; at < 4 * count; at += 4)
      damage.add(left + data[at]!, top + data[at + 1]!, left + data[at + 2]!, top + data[at + 3]!);
  }

  /** Only for another size than the last: most digits of a clock have one. */
  #resize(width: number, height: number): void {
    const { both } = this;
    both.width = width;
    both.height = 2 * height;
    both.stride = 2 * width;
    this.#region.set(0, 0, 0, width, height);
    const { alignment, windowCycles, cyclesPerPixel } = this.#limits;
    const { x, y } = alignment;
    this.#kernels.coverBegin(this.#state, 0, width, height, x, y, windowCycles, cyclesPerPixel, 0, MOST_WINDOWS);
    this.#head[CoverWord.cuts] = CUTS;
  }
}

/** A list of regions for kernels. */
function listIn(memory: FrameMemory, capacity: number): RegionList {
  const { buffer, byteOffset } = memory.allocate(8 * capacity);
  return new RegionList(new Uint16Array(buffer, byteOffset, 4 * capacity));
}
