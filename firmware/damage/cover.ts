import type { Alignment } from '../geometry/align.js';
import { Damage } from '../geometry/damage.js';
import { RegionList } from '../geometry/region-list.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import { coverStateBytes } from '../kernels/cover-size.js';
import { CoverWord } from '../kernels/cover-word.js';
import { COVER_HEAD_BYTES, COVER_REGIONS } from '../kernels/state-sizes.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';
import { CompareHistory } from './compare-history.js';

/** Windows of one present. */
export const MOST_WINDOWS = 192;
/** Two surfaces of two bytes a pixel are read from memory at this rate (octal PSRAM of an ESP32-S3, measured). */
const READ_BYTES_PER_SECOND = 84_000_000;
const NEVER_GIVES_UP = 0xffffffff;

/** What a window costs on this bus and where its edges may fall. */
export interface CoverLimits {
  /** Bus cycles of a window before its first pixel. */
  readonly windowCycles: number;
  readonly cyclesPerPixel: number;
  /** Rate of the bus. */
  readonly clockHz: number;
  /** Where window edges may fall. */
  readonly alignment: Alignment;
}

/** Whether what was drawn is compared with front: where it pays by the source's history, whenever it can be, or never. */
export type Comparing = 'byCost' | 'always' | 'never';

/** What came of all covers since the start; cycles are the bus's. */
export interface CoverCounts {
  /** Frames covered, and those of them that were compared. */
  frames: number;
  comparedFrames: number;
  comparedPixels: number;
  changedCells: number;
  /** Of the regions as they were declared: clipped, contained ones dropped, joined where cheaper, aligned. */
  declaredCycles: number;
}

/**
 * Chooses the windows of a present: the cheapest for this bus that hold every pixel that differs inside the damage and every
 * pixel that is owed. The work is one kernel's; here is decided whether a compare pays.
 */
export class Cover {
  readonly #kernels: CheckedKernels;
  readonly #limits: CoverLimits;
  /** Of frames drawn whole, and of all others: a new picture says nothing about the clock on it. */
  readonly #wholeHistory: CompareHistory;
  readonly #partHistory: CompareHistory;
  /** Whose frame is seen as it is copied forward; null where none is. */
  #looker: CompareHistory | null = null;
  /** The box of what was seen to differ of the region at hand. */
  #left = 0;
  #top = 0;
  #right = 0;
  #bottom = 0;
  readonly #state: Uint8Array;
  readonly #head: Uint32Array;
  readonly #regions: RegionList;
  /** What was chosen last; in frame memory. */
  readonly windows: RegionList;
  /** Where front and back differ, or may: what is to be copied forward after the swap. */
  readonly changed: Damage;
  readonly counts: CoverCounts = {
    frames: 0,
    comparedFrames: 0,
    comparedPixels: 0,
    changedCells: 0,
    declaredCycles: 0,
  };
  comparing: Comparing = 'byCost';

  constructor(memory: FrameMemory, kernels: CheckedKernels, limits: CoverLimits, width: number, height: number) {
    const { alignment, windowCycles, cyclesPerPixel, clockHz } = limits;
    const { x, y } = alignment;
    const compareCost = Math.round((256 * 4 * clockHz) / READ_BYTES_PER_SECOND);
    this.#kernels = kernels;
    this.#limits = limits;
    this.#wholeHistory = new CompareHistory(clockHz, windowCycles, cyclesPerPixel, compareCost);
    this.#partHistory = new CompareHistory(clockHz, windowCycles, cyclesPerPixel, compareCost);
    this.#state = memory.allocate(coverStateBytes(width, height, x, y, MOST_WINDOWS));
    this.#head = new Uint32Array(this.#state.buffer, this.#state.byteOffset, COVER_HEAD_BYTES / 4);
    this.#regions = listOver(memory.allocate(8 * COVER_REGIONS));
    this.windows = listOver(memory.allocate(8 * MOST_WINDOWS));
    this.changed = new Damage(width, height);
    kernels.coverBegin(this.#state, 0, width, height, x, y, windowCycles, cyclesPerPixel, compareCost, MOST_WINDOWS);
  }

  /** Writes the windows for `drawn` (where back may differ from front) and `owed` to `windows`, top to bottom. */
  choose(drawn: RegionList, owed: RegionList, front: Surface, back: Surface, windows: RegionList): void {
    const regions = this.#regions;
    const head = this.#head;
    // What is owed is mostly everything, and goes out whatever a compare would say.
    const pixels = pixelsOf(drawn);
    const history = pixels >= front.width * front.height ? this.#wholeHistory : this.#partHistory;
    this.#looker = null;
    const isCompared = drawn.count > 0 && owed.count === 0 && this.#isCompared(history, pixels, drawn.count);
    regions.copyFrom(drawn);
    for (let index = 0; index < owed.count; index += 1) {
      regions.add(owed.left(index), owed.top(index), owed.right(index), owed.bottom(index));
    }
    const compared = isCompared ? drawn.count : 0;
    const always = this.comparing === 'always';
    const patience = always ? NEVER_GIVES_UP : history.patienceFor(pixels * this.#limits.cyclesPerPixel);
    this.windows.count = this.#cover(front, back, compared, regions.count - compared, patience);
    if (windows !== this.windows) windows.copyFrom(this.windows);
    this.changed.clear();
    if (isCompared) {
      regions.count = head[CoverWord.regions]!;
      this.changed.addAll(regions);
      const declared = head[CoverWord.declared]!;
      history.note(declared, head[CoverWord.cycles]!, head[CoverWord.compared]!, windows.count);
    } else {
      this.changed.addAll(drawn);
    }
    this.#count(isCompared);
  }

  /** Chooses the whole surface as the one window, without the kernel. */
  forgo(windows: RegionList): void {
    this.changed.addWhole();
    windows.copyFrom(this.changed.regions);
  }

  /** Whether the next frame that is copied forward shall be seen: see `SwapChain.watch`. */
  get looks(): boolean {
    return this.#looker !== null;
  }

  /** Counts what differs in a part of a region that is about to be copied forward, from its top down. */
  see(older: Surface, newer: Surface, left: number, top: number, right: number, bottom: number): void {
    const looker = this.#looker;
    if (looker === null) return;
    const head = this.#head;
    const regions = this.#regions;
    regions.set(0, left, top, right, bottom);
    head[CoverWord.looks] = 1;
    this.#cover(older, newer, 1, 0, NEVER_GIVES_UP);
    head[CoverWord.looks] = 0;
    const { x, y } = this.#limits.alignment;
    looker.see((right - left) * (bottom - top), head[CoverWord.changed]! * x * y, head[CoverWord.runs]!);
    if (regions.bottom(0) === 0) return;
    const isFirst = this.#bottom === 0;
    this.#left = isFirst ? regions.left(0) : Math.min(this.#left, regions.left(0));
    this.#top = isFirst ? regions.top(0) : this.#top;
    this.#right = Math.max(this.#right, regions.right(0));
    this.#bottom = regions.bottom(0);
  }

  /** All of a region has been seen. */
  seen(): void {
    this.#looker?.seeBox((this.#right - this.#left) * (this.#bottom - this.#top));
    this.#left = 0;
    this.#top = 0;
    this.#right = 0;
    this.#bottom = 0;
  }

  #cover(front: Surface, back: Surface, compared: number, taken: number, patience: number): number {
    return this.#kernels.cover(
      this.#state,
      0,
      front.bytes,
      0,
      front.stride,
      back.bytes,
      0,
      back.stride,
      this.#regions.bytes,
      0,
      compared,
      taken,
      patience,
      this.windows.bytes,
      0,
    );
  }

  #isCompared(history: CompareHistory, pixels: number, regions: number): boolean {
    if (this.comparing !== 'byCost') return this.comparing === 'always';
    const isCompared = history.next(pixels, regions);
    if (history.looks) this.#looker = history;
    return isCompared;
  }

  #count(isCompared: boolean): void {
    const { counts } = this;
    const head = this.#head;
    counts.frames += 1;
    if (isCompared) counts.comparedFrames += 1;
    counts.comparedPixels += head[CoverWord.compared]!;
    counts.changedCells += head[CoverWord.changed]!;
    counts.declaredCycles += head[CoverWord.declared]!;
  }
}

function listOver(bytes: Uint8Array): RegionList {
  return new RegionList(new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2));
}

function pixelsOf(list: RegionList): number {
  const data = list.data;
  const end = 4 * list.count;
  let pixels = 0;
  for (let at = 0; at < end; at += 4) pixels += (data[at + 2]! - data[at]!) * (data[at + 3]! - data[at + 1]!);
  return pixels;
}
