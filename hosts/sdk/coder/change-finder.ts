import type { Region } from '../../../firmware/geometry/region.js';
import { joinOf, joinRegions } from './join-regions.js';
import { areNear } from './pixel-words.js';

/** Edge of a tile, pixels: changes are found a tile at a time. */
export const tilePixels = 16;

/**
 * Finds what differs between two pictures of one size: the smallest box of changes in each tile, joined along rows of
 * tiles, then down, then all with all, each where that is cheaper.
 */
export class ChangeFinder {
  readonly columns: number;
  readonly rows: number;
  /** Changes of each tile as (left, top, right, bottom); an empty box has `right` 0. */
  readonly boxes: Uint16Array;
  readonly #width: number;
  readonly #height: number;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.columns = Math.ceil(width / tilePixels);
    this.rows = Math.ceil(height / tilePixels);
    this.boxes = new Uint16Array(4 * this.columns * this.rows);
  }

  /** Regions that hold every pixel of `next` which is not within `tolerance` of `held`. */
  find(held: Uint16Array, next: Uint16Array, tolerance: number): Region[] {
    this.#fillBoxes(held, next, tolerance);
    const regions: Region[] = [];
    for (let row = 0; row < this.rows; row += 1) addSpans(regions, this.#spansOf(row));
    return joinRegions(regions);
  }

  #fillBoxes(held: Uint16Array, next: Uint16Array, tolerance: number): void {
    const width = this.#width;
    const boxes = this.boxes;
    boxes.fill(0);
    for (let y = 0; y < this.#height; y += 1) {
      const row = y * width;
      let box = 4 * Math.floor(y / tilePixels) * this.columns;
      for (let x = 0; x < width; x += tilePixels, box += 4) {
        const start = row + x;
        const end = row + Math.min(x + tilePixels, width);
        let first = start;
        while (first < end && areNear(held[first]!, next[first]!, tolerance)) first += 1;
        if (first === end) continue;
        let last = end - 1;
        while (areNear(held[last]!, next[last]!, tolerance)) last -= 1;
        const left = first - row;
        const right = last - row + 1;
        if (boxes[box + 2] === 0) {
          boxes[box] = left;
          boxes[box + 1] = y;
          boxes[box + 2] = right;
        } else {
          if (left < boxes[box]!) boxes[box] = left;
          if (right > boxes[box + 2]!) boxes[box + 2] = right;
        }
        boxes[box + 3] = y + 1;
      }
    }
  }

  /** Boxes of neighbouring tiles of one row of tiles, joined from left to right where that is cheaper. */
  #spansOf(row: number): Region[] {
    const boxes = this.boxes;
    const spans: Region[] = [];
    for (let at = 4 * row * this.columns; at < 4 * (row + 1) * this.columns; at += 4) {
      if (boxes[at + 2] === 0) continue;
      const box = { left: boxes[at]!, top: boxes[at + 1]!, right: boxes[at + 2]!, bottom: boxes[at + 3]! };
      const before = spans.at(-1);
      const around = before && joinOf(before, box);
      if (around === undefined) spans.push(box);
      else spans[spans.length - 1] = around;
    }
    return spans;
  }
}

/** Joins spans with what ends just above them where that is cheaper; the others begin regions of their own. */
function addSpans(regions: Region[], spans: readonly Region[]): void {
  const older = regions.length;
  for (const span of spans) {
    let joined = false;
    for (let index = older - 1; index >= 0 && !joined; index -= 1) {
      const around = joinOf(regions[index]!, span);
      if (around === undefined) continue;
      regions[index] = around;
      joined = true;
    }
    if (!joined) regions.push(span);
  }
}
