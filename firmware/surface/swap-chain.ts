import { Damage } from '../geometry/damage.js';
import type { RegionList } from '../geometry/region-list.js';
import { coverRegions } from '../kernels/checked-cover.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { SurfacePair } from '../kernels/surface-pair.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';
import { copyRegion, createSurface } from './surface-memory.js';

/** Some 0.4 ms of copying from and to slow memory. */
const EARLY_PIXELS = 8192;

/** A frame that is looked at is copied forward so many rows at a time: what was read lies in the cache when it is copied. */
const LOOK_ROWS = 16;

/** Sees what differs between two frames while one is copied over the other, where both are read anyway. */
export interface Watch {
  readonly looks: boolean;
  /** A part of a region, from its top down, that is about to be copied from `newer` to `older`. */
  see(older: Surface, newer: Surface, left: number, top: number, right: number, bottom: number): void;
  /** All of a region has been seen. */
  seen(): void;
}

/**
 * Front is being shown, back is being drawn; a swap exchanges pointers. Drawing is `prepare`, draw into `back`, `drawn`;
 * presenting is `swap`, then `presented` or `aborted` when the blit has ended. Never swaps while a blit reads front.
 */
export class SwapChain {
  /** What is being shown, and what is being drawn. Only `swap` exchanges them. */
  front: Surface;
  back: Surface;
  readonly #kernels: CheckedKernels;
  readonly #pair: SurfacePair;
  /** Where back may differ from front because it was drawn. */
  readonly drawnDamage: Damage;
  /** What front has and GRAM has not; every present sends it, whatever a compare says. */
  readonly owed: Damage;
  /** Where back is older than front and must be copied forward before it is drawn on. */
  readonly #behind: Damage;
  /** Whether a drawn frame waits to be presented. */
  waiting = false;
  #reading = false;
  watch: Watch | null = null;
  /** Whether a host's frame is on its way into back: nobody else draws there, and nothing is swapped. Where there are two surfaces. */
  isOpen = false;
  /** Whether the open frame goes over one that waited. */
  #isOverWaiting = false;
  /** Drawn frames that a newer one replaced before they were presented. */
  replaced = 0;

  constructor(memory: FrameMemory, kernels: CheckedKernels, width: number, height: number) {
    this.#kernels = kernels;
    this.front = createSurface(memory, width, height);
    this.back = createSurface(memory, width, height);
    this.#pair = kernels.pair(this.front, this.back);
    this.drawnDamage = new Damage(width, height);
    this.owed = new Damage(width, height);
    this.#behind = new Damage(width, height, coverRegions(memory));
    this.owed.addWhole();
  }

  /** The surface drawn last: back while a frame waits there, else front. */
  get newest(): Surface {
    return this.waiting ? this.back : this.front;
  }

  /** Whether the whole panel is owed. */
  get owesWhole(): boolean {
    const { regions, width, height } = this.owed;
    return (
      regions.count === 1 &&
      regions.right(0) - regions.left(0) === width &&
      regions.bottom(0) - regions.top(0) === height
    );
  }

  /** Whether a blit reads front. */
  get reading(): boolean {
    return this.#reading;
  }

  /**
   * Brings back up to date before it is drawn on: copies what the last frame changed, but for what lies inside a region
   * of `overwritten`, which the drawing will replace whole.
   */
  prepare(overwritten?: RegionList): void {
    const behind = this.#behind.regions;
    // Mostly that was done early.
    if (behind.count === 0 || this.waiting) return;
    if (overwritten !== undefined) removeInside(behind, overwritten);
    this.#copyForward(behind);
  }

  #copyForward(behind: RegionList): void {
    if (this.watch?.looks) this.#lookAndCopy(this.watch, behind);
    else this.#pair.copy(this.back, this.front, behind);
    behind.count = 0;
  }

  #lookAndCopy(watch: Watch, behind: RegionList): void {
    const { front, back } = this;
    for (let index = 0; index < behind.count; index += 1) {
      const left = behind.left(index);
      const right = behind.right(index);
      const bottom = behind.bottom(index);
      for (let y = behind.top(index); y < bottom; y += LOOK_ROWS) {
        const end = Math.min(y + LOOK_ROWS, bottom);
        watch.see(back, front, left, y, right, end);
        copyRegion(this.#kernels, back, front, left, y, right, end);
      }
      watch.seen();
    }
  }

  /**
   * Copies forward at once where that is little, so that the next drawing need not wait for it; call while the bus is busy
   * anyway. What is much may yet be overwritten whole.
   */
  prepareEarly(): void {
    if (this.waiting) return;
    const behind = this.#behind.regions;
    const data = behind.data;
    const end = 4 * behind.count;
    let pixels = 0;
    for (let at = 0; at < end; at += 4) pixels += (data[at + 2]! - data[at]!) * (data[at + 3]! - data[at + 1]!);
    if (pixels <= EARLY_PIXELS) this.#copyForward(behind);
  }

  /** A host's frame is going to be decoded into back, which is brought up to date. A frame that waits there will not be presented. */
  open(): void {
    this.prepare();
    if (this.waiting) this.replaced += 1;
    this.#isOverWaiting = this.waiting;
    this.waiting = false;
    this.isOpen = true;
  }

  /** The open frame is whole; `drawn` follows. */
  close(): void {
    this.isOpen = false;
  }

  /**
   * The open frame will never be whole. Answers true where what it wrote is to be copied back from front by who knows what that is;
   * false where it went over a frame that waited, which is lost with it: back is what front is again, by the next drawing.
   */
  giveUp(): boolean {
    this.isOpen = false;
    if (this.#isOverWaiting) this.forgetBack();
    return !this.#isOverWaiting;
  }

  /** Nobody knows what back holds: it is copied from front before the next drawing. */
  forgetBack(): void {
    this.isOpen = false;
    this.waiting = false;
    this.#behind.addWhole();
    this.drawnDamage.clear();
  }

  /** Says that back was drawn in `damage`, which is emptied: a frame waits. One that already waited is replaced and its damage kept. */
  drawn(damage: Damage): void {
    if (this.waiting) this.replaced += 1;
    this.waiting = true;
    this.drawnDamage.takeOver(damage);
  }

  /** Makes back the front. `changed` is where they differ, a `Cover`'s, and emptied; it is copied forward before the next drawing. */
  swap(changed: Damage): void {
    if (this.#reading) throw new Error('a blit reads front: swap after it has ended');
    if (!this.waiting) throw new Error('no frame waits to be swapped');
    const front = this.front;
    this.front = this.back;
    this.back = front;
    this.waiting = false;
    this.#behind.takeOver(changed);
    this.drawnDamage.regions.count = 0;
  }

  /** A blit of front begins: from now on what it sends is owed no more. */
  blitBegins(): void {
    this.#reading = true;
    this.owed.regions.count = 0;
  }

  /** The blit has ended, whole. */
  blitEnds(): void {
    this.#reading = false;
  }

  /** The blit has ended early, or GRAM was lost: `windows` are owed. */
  blitAborts(windows: RegionList): void {
    this.#reading = false;
    this.owed.addAll(windows);
  }
}

/** Removes from a list what lies inside one of `regions`. */
function removeInside(list: RegionList, regions: RegionList): void {
  for (let at = list.count - 1; at >= 0; at -= 1) {
    if (isInsideOne(list.left(at), list.top(at), list.right(at), list.bottom(at), regions)) list.removeAt(at);
  }
}

function isInsideOne(left: number, top: number, right: number, bottom: number, regions: RegionList): boolean {
  for (let index = 0; index < regions.count; index += 1) {
    if (
      regions.left(index) <= left &&
      regions.top(index) <= top &&
      regions.right(index) >= right &&
      regions.bottom(index) >= bottom
    ) {
      return true;
    }
  }
  return false;
}
