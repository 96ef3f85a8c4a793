import type { Region } from '../../../firmware/geometry/region.js';
import type { ChangeFinder } from './change-finder.js';
import { type Move, MoveFit } from './move-fit.js';
import { MoveSearch } from './move-search.js';
import { copyInside } from './surface-edits.js';

/** Changes of fewer pixels than this are not searched for moves: coding them is cheap. */
const fewestPixels = 256;
/** Shifts that are tried, and copies a frame has at most: time stays bounded. */
const mostShifts = 4;
const mostMoves = 4;
/** Pixels that may be weighed for one frame: some 8 ms. */
const mostWeighed = 1_200_000;
/** A move that saves less than this part of the frame is not worth the time of looking for more. */
const leastPart = 1 / 16;

/** Finds the parts of a picture that were elsewhere in the one before: scrolls, pans, sprites. */
export class MoveFinder {
  readonly #width: number;
  readonly #search: MoveSearch;
  readonly #fit: MoveFit;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#search = new MoveSearch(width, height);
    this.#fit = new MoveFit(width, height);
  }

  /**
   * Finds moves one after another and carries each out on `surface`, so that the next one builds on it. `before` is the
   * picture that `surface` stands for; `regions` are what `changes` found last.
   */
  find(
    before: Uint16Array,
    surface: Uint16Array,
    next: Uint16Array,
    tolerance: number,
    changes: ChangeFinder,
    regions: readonly Region[],
  ): Move[] {
    const pixels = regions.reduce((sum, { left, top, right, bottom }) => sum + (right - left) * (bottom - top), 0);
    if (pixels < fewestPixels) return [];
    const shifts = this.#search.search(before, next, changes, mostShifts);
    if (shifts.length === 0) return [];
    const bounds = boundsOf(regions);
    let cost = this.#fit.costOf(surface, next, tolerance, bounds);
    const enough = cost * leastPart;
    const area = (bounds.right - bounds.left) * (bounds.bottom - bounds.top);
    let budget = mostWeighed - area;
    const moves: Move[] = [];
    while (moves.length < mostMoves && cost > enough) {
      let best: Move | undefined;
      for (const shift of shifts) {
        if (budget < area) break;
        budget -= area;
        const move = this.#fit.fit(surface, next, tolerance, bounds, shift);
        if (move !== undefined && move.gain > (best?.gain ?? enough)) best = move;
      }
      if (best === undefined) break;
      copyInside(surface, this.#width, best.source, best.region.left, best.region.top);
      moves.push(best);
      cost -= best.gain;
    }
    return moves;
  }
}

function boundsOf(regions: readonly Region[]): Region {
  return {
    left: Math.min(...regions.map((region) => region.left)),
    top: Math.min(...regions.map((region) => region.top)),
    right: Math.max(...regions.map((region) => region.right)),
    bottom: Math.max(...regions.map((region) => region.bottom)),
  };
}
