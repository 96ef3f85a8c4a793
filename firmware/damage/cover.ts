import type { Alignment } from '../geometry/align.js';
import { Damage } from '../geometry/damage.js';
import type { RegionList } from '../geometry/region-list.js';
import { type CheckedCover, coverRegions } from '../kernels/checked-cover.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import { CoverWord } from '../kernels/cover-word.js';
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

/** What was compared since the start. */
export interface CoverCounts {
  comparedFrames: number;
  comparedPixels: number;
}

/**
 * Chooses the windows of a present: the cheapest for this bus that hold every pixel that differs inside the damage and every
 * pixel that is owed. The work is one kernel's; here is decided whether a compare pays.
 */
export class Cover {
  readonly #kernel: CheckedCover;
  readonly #cellPixels: number;
  readonly #pixels: number;
  /** Of frames drawn whole, and of all others: a new picture says nothing about the clock on it. */
  readonly #wholeHistory: CompareHistory;
  readonly #partHistory: CompareHistory;
  /** Whether the next frame that is copied forward shall be seen (see `SwapChain.watch`), and for whom. */
  looks = false;
  #looker: CompareHistory;
  /** The part of a region at hand, and the box of what was seen to differ of the region. */
  readonly #part: RegionList;
  #left = 0;
  #top = 0;
  #right = 0;
  #bottom = 0;
  /** See `CoverWord`. */
  readonly #head: Uint32Array;
  /** What was chosen last; in frame memory. */
  readonly windows: RegionList;
  /** Where front and back differ, or may: what is to be copied forward after the swap. */
  readonly changed: Damage;
  readonly counts: CoverCounts = { comparedFrames: 0, comparedPixels: 0 };
  comparing: Comparing = 'byCost';

  constructor(memory: FrameMemory, kernels: CheckedKernels, limits: CoverLimits, width: number, height: number) {
    const { alignment, windowCycles, cyclesPerPixel, clockHz } = limits;
    const compareCost = Math.round((256 * 4 * clockHz) / READ_BYTES_PER_SECOND);
    this.#cellPixels = alignment.x * alignment.y;
    this.#pixels = width * height;
    this.#wholeHistory = new CompareHistory(clockHz, windowCycles, cyclesPerPixel, compareCost);
    this.#partHistory = new CompareHistory(clockHz, windowCycles, cyclesPerPixel, compareCost);
    this.#looker = this.#partHistory;
    this.#kernel = kernels.openCover(memory, {
      width,
      height,
      alignX: alignment.x,
      alignY: alignment.y,
      windowCycles,
      pixelCycles: cyclesPerPixel,
      compareCost,
      most: MOST_WINDOWS,
    });
    this.#head = this.#kernel.head;
    this.windows = this.#kernel.windows;
    this.changed = new Damage(width, height, coverRegions(memory));
    this.#part = coverRegions(memory, 1);
  }

  /** Writes the windows for `drawn` (where back may differ from front) and `owed` to `windows`, top to bottom. */
  choose(drawn: RegionList, owed: RegionList, front: Surface, back: Surface): void {
    const kernel = this.#kernel;
    const regions = this.changed.regions;
    const drawnPixels = kernel.take(regions, drawn, 0);
    const history = drawnPixels >= this.#pixels ? this.#wholeHistory : this.#partHistory;
    /** How far a compare may fall behind; -1 where there is none. */
    let patience = -1;
    this.looks = false;
    // What is owed is mostly everything, and goes out whatever a compare would say.
    if (owed.count !== 0) kernel.take(regions, owed, drawn.count);
    else if (drawnPixels !== 0) {
      if (this.comparing === 'byCost') {
        patience = history.next(drawnPixels, drawn.count);
        if (history.looks) {
          this.looks = true;
          this.#looker = history;
        }
      } else if (this.comparing === 'always') patience = NEVER_GIVES_UP;
    }
    if (patience < 0) {
      kernel.cover(front, back, regions, 0, 0);
      regions.count = drawn.count;
    } else {
      kernel.cover(front, back, regions, drawn.count, patience);
      this.changed.tidy();
      const head = this.#head;
      const compared = head[CoverWord.compared]!;
      this.counts.comparedFrames += 1;
      this.counts.comparedPixels += compared;
      history.note(head[CoverWord.declared]!, head[CoverWord.cycles]!, compared, this.windows.count);
    }
  }

  /** Chooses the whole surface as the one window, without the kernel. */
  forgo(): void {
    this.changed.addWhole();
    this.windows.copyFrom(this.changed.regions);
  }

  /** Counts what differs in a part of a region that is about to be copied forward, from its top down. */
  see(older: Surface, newer: Surface, left: number, top: number, right: number, bottom: number): void {
    const kernel = this.#kernel;
    const head = this.#head;
    const part = this.#part;
    part.set(0, left, top, right, bottom);
    part.count = 1;
    const pixels = kernel.take(part, part, 0);
    head[CoverWord.looks] = 1;
    kernel.cover(older, newer, part, 1, NEVER_GIVES_UP);
    head[CoverWord.looks] = 0;
    this.#looker.see(pixels, head[CoverWord.changed]! * this.#cellPixels, head[CoverWord.runs]!);
    if (part.bottom(0) === 0) return;
    const isFirst = this.#bottom === 0;
    this.#left = isFirst ? part.left(0) : Math.min(this.#left, part.left(0));
    this.#top = isFirst ? part.top(0) : this.#top;
    this.#right = Math.max(this.#right, part.right(0));
    this.#bottom = part.bottom(0);
  }

  /** All of a region has been seen. */
  seen(): void {
    this.#looker.seeBox((this.#right - this.#left) * (this.#bottom - this.#top));
    this.#left = 0;
    this.#top = 0;
    this.#right = 0;
    this.#bottom = 0;
  }
}
