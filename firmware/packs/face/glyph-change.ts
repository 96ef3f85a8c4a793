import type { CoverLimits } from '../../damage/cover.js';
import { alignAt } from '../../geometry/align.js';
import type { Damage } from '../../geometry/damage.js';
import { RegionList } from '../../geometry/region-list.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { coverStateBytes } from '../../kernels/cover-size.js';
import type { FrameMemory } from '../../platform/memory.js';

/** Of the larger of two glyphs: what is greater is marked by its box. */
const MOST_PIXELS = 16_384;
const MOST_SIDE = 256;
/** One glyph's part of a damage. */
const MOST_WINDOWS = 24;
/** Parts of the box at which a cut is tried. */
const CUTS = 6;
const NEVER_GIVES_UP = 0xffffffff;

/**
 * Finds the windows over what differs between two glyphs. The presenter would have to read all of both surfaces for it, which
 * takes as long as sending them; here two small bitmaps are compared.
 */
export class GlyphChange {
  /** Both glyphs as they lie in the box, white on black. */
  readonly before: { bytes: Uint8Array; width: number; height: number; stride: number };
  readonly after: { bytes: Uint8Array; width: number; height: number; stride: number };
  readonly #kernels: CheckedKernels;
  readonly #limits: CoverLimits;
  readonly #state: Uint8Array;
  readonly #region: Uint16Array;
  #found = 0;
  readonly #regionBytes: Uint8Array;
  readonly #windows: Uint16Array;
  readonly #windowBytes: Uint8Array;
  /** The box, its edges where windows' may fall. */
  readonly #box = new RegionList(new Uint16Array(4));

  constructor(memory: FrameMemory, kernels: CheckedKernels, limits: CoverLimits) {
    this.#kernels = kernels;
    this.#limits = limits;
    this.before = { bytes: memory.allocate(2 * MOST_PIXELS), width: 0, height: 0, stride: 0 };
    this.after = { bytes: memory.allocate(2 * MOST_PIXELS), width: 0, height: 0, stride: 0 };
    const { x, y } = limits.alignment;
    this.#state = memory.allocate(coverStateBytes(MOST_SIDE, MOST_SIDE, x, y, MOST_WINDOWS));
    this.#regionBytes = memory.allocate(8);
    this.#region = new Uint16Array(this.#regionBytes.buffer, this.#regionBytes.byteOffset, 4);
    this.#windowBytes = memory.allocate(16 * MOST_WINDOWS);
    this.#windows = new Uint16Array(this.#windowBytes.buffer, this.#windowBytes.byteOffset, 8 * MOST_WINDOWS);
  }

  get left(): number {
    return this.#box.left(0);
  }

  get top(): number {
    return this.#box.top(0);
  }

  /** Clears both surfaces for a box of the panel; answers false where it is too large for them. */
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
    this.#clear(this.before, width, height);
    this.#clear(this.after, width, height);
    return true;
  }

  /** Marks the windows over what differs: the cheapest of those found for the box whole and cut in two in some places. */
  mark(damage: Damage): void {
    const { width, height } = this.before;
    const { x, y } = this.#limits.alignment;
    let best = this.#search(0, 0);
    let bestAcross = 0;
    let bestDown = 0;
    for (let part = 1; part < CUTS; part += 1) {
      const across = Math.round((width * part) / (CUTS * x)) * x;
      const down = Math.round((height * part) / (CUTS * y)) * y;
      const cost = this.#search(across, 0);
      if (cost < best) {
        best = cost;
        bestAcross = across;
        bestDown = 0;
      }
      const other = this.#search(0, down);
      if (other >= best) continue;
      best = other;
      bestAcross = 0;
      bestDown = down;
    }
    this.#search(bestAcross, bestDown);
    const { left, top } = this;
    const windows = this.#windows;
    for (let at = 0; at < 4 * this.#found; at += 4)
      damage.add(left + windows[at]!, top + windows[at + 1]!, left + windows[at + 2]!, top + windows[at + 3]!);
  }

  /** Finds windows, the box cut at column `across` or row `down` (0: not cut); answers what they cost. */
  #search(across: number, down: number): number {
    const { width, height } = this.before;
    this.#found = 0;
    if (across === 0 && down === 0) this.#cover(0, 0, width, height);
    else {
      this.#cover(0, 0, across === 0 ? width : across, down === 0 ? height : down);
      this.#cover(across, down, width, height);
    }
    const { windowCycles, cyclesPerPixel } = this.#limits;
    const windows = this.#windows;
    let cost = 0;
    for (let at = 0; at < 4 * this.#found; at += 4) {
      const pixels = (windows[at + 2]! - windows[at]!) * (windows[at + 3]! - windows[at + 1]!);
      cost += windowCycles + pixels * cyclesPerPixel;
    }
    return cost;
  }

  /** Adds the windows over what differs in a part of the box. */
  #cover(left: number, top: number, right: number, bottom: number): void {
    const { alignment, windowCycles, cyclesPerPixel } = this.#limits;
    const { before, after } = this;
    const { width, height, stride } = before;
    const region = this.#region;
    region[0] = left;
    region[1] = top;
    region[2] = right;
    region[3] = bottom;
    const state = this.#state;
    const { x, y } = alignment;
    this.#kernels.coverBegin(state, 0, width, height, x, y, windowCycles, cyclesPerPixel, 0, MOST_WINDOWS);
    this.#found += this.#kernels.cover(
      state,
      0,
      before.bytes,
      0,
      stride,
      after.bytes,
      0,
      stride,
      this.#regionBytes,
      0,
      1,
      0,
      NEVER_GIVES_UP,
      this.#windowBytes,
      8 * this.#found,
    );
  }

  #clear(
    surface: { bytes: Uint8Array; width: number; height: number; stride: number },
    width: number,
    height: number,
  ): void {
    surface.width = width;
    surface.height = height;
    surface.stride = 2 * width;
    this.#kernels.fillRows(surface.bytes, 0, 2 * width, width, height, 0);
  }
}
