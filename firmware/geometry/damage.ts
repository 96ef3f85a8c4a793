import { RegionList } from './region-list.js';

const CAPACITY = 96;

/**
 * The regions of a panel that changed: a bounded list without contained ones. Where the list is full the new region is
 * joined with the one that grows least, so an overflow makes damage coarser and never loses any.
 */
export class Damage {
  readonly width: number;
  readonly height: number;
  /** `takeOver` exchanges it. */
  regions: RegionList;
  /** How often something outside the panel had to be cut away. */
  clipped = 0;

  /** `regions`: an empty list, where it shall lie in memory of a kind. */
  constructor(width: number, height: number, regions = new RegionList(new Uint16Array(CAPACITY * 4))) {
    this.width = width;
    this.height = height;
    this.regions = regions;
  }

  get isEmpty(): boolean {
    return this.regions.count === 0;
  }

  clear(): void {
    this.regions.count = 0;
  }

  addWhole(): void {
    this.regions.set(0, 0, 0, this.width, this.height);
    this.regions.count = 1;
  }

  addAll(other: RegionList): void {
    const data = other.data;
    const end = other.count * 4;
    for (let at = 0; at < end; at += 4) this.add(data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!);
  }

  /** Takes what another damage of this size holds, which is empty afterwards: mostly they but exchange their lists. */
  takeOver(other: Damage): void {
    const regions = this.regions;
    if (regions.count === 0) {
      this.regions = other.regions;
      other.regions = regions;
    } else {
      this.addAll(other.regions);
      other.clear();
    }
  }

  /** The list was filled from without: drops what is empty (0, 0, 0, 0), and what lies inside another. */
  tidy(): void {
    const regions = this.regions;
    if (regions.count === 1) {
      if (regions.data[2] === 0) regions.count = 0;
      return;
    }
    const { data, count } = regions;
    regions.count = 0;
    // What is added never reaches what is yet to be read.
    for (let at = 0; at < count * 4; at += 4) this.add(data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!);
  }

  /** Adds one region, clipped to the panel; an empty one is nothing. */
  add(left: number, top: number, right: number, bottom: number): void {
    if (left < 0 || top < 0 || right > this.width || bottom > this.height) {
      this.clipped += 1;
      if (left < 0) left = 0;
      if (top < 0) top = 0;
      if (right > this.width) right = this.width;
      if (bottom > this.height) bottom = this.height;
    }
    if (right <= left || bottom <= top) return;
    const regions = this.regions;
    if (regions.count !== 0) this.#addAmong(left, top, right, bottom);
    else {
      // Mostly it is the only one.
      const data = regions.data;
      data[0] = left;
      data[1] = top;
      data[2] = right;
      data[3] = bottom;
      regions.count = 1;
    }
  }

  #addAmong(left: number, top: number, right: number, bottom: number): void {
    const regions = this.regions;
    const data = regions.data;
    let end = regions.count * 4;
    let at = 0;
    while (at < end) {
      // Most do not meet it at all, and only one that does holds it or lies inside it.
      if (data[at]! < right && data[at + 2]! > left) {
        const l = data[at]!;
        const t = data[at + 1]!;
        const r = data[at + 2]!;
        const b = data[at + 3]!;
        if (l <= left && t <= top && r >= right && b >= bottom) return;
        if (left <= l && top <= t && right >= r && bottom >= b) {
          regions.removeAt(at >> 2);
          end -= 4;
          continue;
        }
      }
      at += 4;
    }
    if (!regions.add(left, top, right, bottom)) this.#joinClosest(left, top, right, bottom);
  }

  #joinClosest(left: number, top: number, right: number, bottom: number): void {
    const regions = this.regions;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index < regions.count; index += 1) {
      const l = Math.min(left, regions.left(index));
      const t = Math.min(top, regions.top(index));
      const r = Math.max(right, regions.right(index));
      const b = Math.max(bottom, regions.bottom(index));
      const own = (regions.right(index) - regions.left(index)) * (regions.bottom(index) - regions.top(index));
      const growth = (r - l) * (b - t) - own;
      if (growth < least) {
        least = growth;
        best = index;
      }
    }
    const l = Math.min(left, regions.left(best));
    const t = Math.min(top, regions.top(best));
    const r = Math.max(right, regions.right(best));
    const b = Math.max(bottom, regions.bottom(best));
    regions.removeAt(best);
    this.add(l, t, r, b);
  }
}
