import { type Alignment, alignAt } from '../geometry/align.js';
import { Damage } from '../geometry/damage.js';
import { RegionList } from '../geometry/region-list.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';

/**
 * Reading a pixel of both surfaces from memory at 84 MB/s takes 48 ns, sending it at 40 MHz on four lines 100 ns: a compare
 * pays where about half of the pixels need not be sent.
 */
const WORTHWHILE_SHARE = 0.5;
/** A source whose compares do not pay is compared again after so many frames. */
const RETRY_FRAMES = 16;

/** What a window costs on this bus and where its edges may fall. */
export interface CoverLimits {
  /** Bus cycles of a window before its first pixel. */
  readonly windowCycles: number;
  readonly cyclesPerPixel: number;
  /** Where window edges may fall. */
  readonly alignment: Alignment;
}

/**
 * Chooses the windows of a present: shrinks each damaged region to the box of the pixels that really differ, adds what is
 * owed, widens to the panel's alignment and joins two windows where one is cheaper on the bus.
 */
export class Cover {
  readonly #kernels: CheckedKernels;
  readonly #limits: CoverLimits;
  readonly #box: Uint8Array;
  readonly #edges: Uint16Array;
  readonly #wanted: Damage;
  readonly #single = new RegionList(new Uint16Array(4));
  /** Share of the pixels compared last that changed. */
  #lastShare = 0;
  #skipped = 0;
  /** Where front and back differ, unaligned: what is to be copied forward after the swap. */
  readonly changed: Damage;

  constructor(memory: FrameMemory, kernels: CheckedKernels, limits: CoverLimits, width: number, height: number) {
    this.#kernels = kernels;
    this.#limits = limits;
    this.#box = memory.allocate(8);
    this.#edges = new Uint16Array(this.#box.buffer, this.#box.byteOffset, 4);
    this.#wanted = new Damage(width, height);
    this.changed = new Damage(width, height);
  }

  /** Writes the windows for `drawn` (where back may differ from front) and `owed` to `windows`, top to bottom. */
  choose(drawn: RegionList, owed: RegionList, front: Surface, back: Surface, windows: RegionList): void {
    this.changed.clear();
    if (this.#comparePays()) this.#compare(drawn, front, back);
    else this.changed.addAll(drawn);
    const wanted = this.#wanted;
    wanted.clear();
    this.#addAligned(this.changed.regions);
    this.#addAligned(owed);
    this.#joinWhereCheaper(wanted.regions);
    sortByTop(wanted.regions);
    windows.copyFrom(wanted.regions);
  }

  /** Whether the last compare found enough unchanged to be worth its time; now and then it is tried again. */
  #comparePays(): boolean {
    if (this.#lastShare <= WORTHWHILE_SHARE) return true;
    this.#skipped += 1;
    if (this.#skipped < RETRY_FRAMES) return false;
    this.#skipped = 0;
    return true;
  }

  #compare(drawn: RegionList, front: Surface, back: Surface): void {
    for (let index = 0; index < drawn.count; index += 1) {
      const left = drawn.left(index);
      const top = drawn.top(index);
      if (this.#differs(front, back, left, top, drawn.right(index) - left, drawn.bottom(index) - top)) {
        const edges = this.#edges;
        this.changed.add(left + edges[0]!, top + edges[1]!, left + edges[2]!, top + edges[3]!);
      }
    }
    const declared = pixelsOf(drawn);
    if (declared > 0) this.#lastShare = pixelsOf(this.changed.regions) / declared;
  }

  #differs(front: Surface, back: Surface, left: number, top: number, pixels: number, rows: number): boolean {
    const frontAt = top * front.stride + left * 2;
    const backAt = top * back.stride + left * 2;
    const { bytes, stride } = front;
    const box = this.#box;
    return this.#kernels.diffBox(bytes, frontAt, stride, back.bytes, backAt, back.stride, pixels, rows, box, 0) === 1;
  }

  #addAligned(regions: RegionList): void {
    const wanted = this.#wanted;
    const single = this.#single;
    for (let index = 0; index < regions.count; index += 1) {
      single.set(0, regions.left(index), regions.top(index), regions.right(index), regions.bottom(index));
      alignAt(this.#limits.alignment, single, 0);
      wanted.add(single.left(0), single.top(0), single.right(0), single.bottom(0));
    }
  }

  #cost(left: number, top: number, right: number, bottom: number): number {
    return this.#limits.windowCycles + this.#limits.cyclesPerPixel * (right - left) * (bottom - top);
  }

  #joinWhereCheaper(list: RegionList): void {
    let first = 0;
    while (first < list.count) {
      let joined = false;
      for (let second = first + 1; second < list.count; second += 1) {
        const left = Math.min(list.left(first), list.left(second));
        const top = Math.min(list.top(first), list.top(second));
        const right = Math.max(list.right(first), list.right(second));
        const bottom = Math.max(list.bottom(first), list.bottom(second));
        if (this.#cost(left, top, right, bottom) > this.#costOf(list, first) + this.#costOf(list, second)) continue;
        list.set(first, left, top, right, bottom);
        list.removeAt(second);
        joined = true;
        break;
      }
      // A joined window may now be worth joining with one that was passed over.
      first = joined ? 0 : first + 1;
    }
  }

  #costOf(list: RegionList, index: number): number {
    return this.#cost(list.left(index), list.top(index), list.right(index), list.bottom(index));
  }
}

function pixelsOf(list: RegionList): number {
  let pixels = 0;
  for (let index = 0; index < list.count; index += 1) {
    pixels += (list.right(index) - list.left(index)) * (list.bottom(index) - list.top(index));
  }
  return pixels;
}

/** Insertion sort: a handful of windows, nothing allocated. */
function sortByTop(list: RegionList): void {
  for (let index = 1; index < list.count; index += 1) {
    const left = list.left(index);
    const top = list.top(index);
    const right = list.right(index);
    const bottom = list.bottom(index);
    let at = index;
    while (at > 0 && list.top(at - 1) > top) {
      list.set(at, list.left(at - 1), list.top(at - 1), list.right(at - 1), list.bottom(at - 1));
      at -= 1;
    }
    list.set(at, left, top, right, bottom);
  }
}
