import type { Region } from '../../../firmware/geometry/region.js';
import { joinRegions } from './join-regions.js';
import { isNear } from './pixel-words.js';

/** Edge of a tile, pixels: changes closer than this belong together. */
export const tilePixels = 16;

/**
 * Finds what differs between two pictures of one size: the smallest box of changes in each tile, neighbours taken
 * together, then joined where that is cheaper.
 */
export class ChangeFinder {
  readonly columns: number;
  readonly rows: number;
  /** Changes of each tile as (left, top, right, bottom); an empty box has `right` 0. */
  readonly boxes: Uint16Array;
  readonly #width: number;
  readonly #height: number;
  readonly #stack: Int32Array;
  readonly #seen: Uint8Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.columns = Math.ceil(width / tilePixels);
    this.rows = Math.ceil(height / tilePixels);
    this.boxes = new Uint16Array(4 * this.columns * this.rows);
    this.#stack = new Int32Array(this.columns * this.rows);
    this.#seen = new Uint8Array(this.columns * this.rows);
  }

  /** Regions that hold every pixel of `next` which is not within `tolerance` of `held`. */
  find(held: Uint16Array, next: Uint16Array, tolerance: number): Region[] {
    this.#fillBoxes(held, next, tolerance);
    this.#seen.fill(0);
    const regions: Region[] = [];
    for (let tile = 0; tile < this.#seen.length; tile += 1) {
      if (this.boxes[4 * tile + 2] !== 0 && this.#seen[tile] === 0) regions.push(this.#gather(tile));
    }
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
        while (first < end && isNear(held[first]!, next[first]!, tolerance)) first += 1;
        if (first === end) continue;
        let last = end - 1;
        while (isNear(held[last]!, next[last]!, tolerance)) last -= 1;
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

  /** The box around a changed tile and all changed tiles that touch it, directly or through others. */
  #gather(tile: number): Region {
    const { columns, rows, boxes } = this;
    const region: Region = { left: 0xffff, top: 0xffff, right: 0, bottom: 0 };
    let waiting = 0;
    this.#stack[waiting++] = tile;
    this.#seen[tile] = 1;
    while (waiting > 0) {
      const at = this.#stack[--waiting]!;
      region.left = Math.min(region.left, boxes[4 * at]!);
      region.top = Math.min(region.top, boxes[4 * at + 1]!);
      region.right = Math.max(region.right, boxes[4 * at + 2]!);
      region.bottom = Math.max(region.bottom, boxes[4 * at + 3]!);
      const column = at % columns;
      const row = (at - column) / columns;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
          const near = y * columns + x;
          if (boxes[4 * near + 2] === 0 || this.#seen[near] === 1) continue;
          this.#seen[near] = 1;
          this.#stack[waiting++] = near;
        }
      }
    }
    return region;
  }
}
