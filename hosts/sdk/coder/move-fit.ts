import type { Region } from '../../../firmware/geometry/region.js';
import type { Shift } from './move-search.js';
import { areNear } from './pixel-words.js';

/** Edge of a cell, pixels: gains are summed over cells, then the edges are settled pixel by pixel. */
const cellPixels = 8;
/** Gains are counted in eighths of a byte: a pixel coded in a run costs nearly nothing, another about a byte. */
const gainOfByte = 8;
/** A copy costs its message and packet, and must win more than it may lose by being guessed. */
const leastGain = 40 * gainOfByte;

/** A part of the next picture (`region`) which the surface holds elsewhere (`source`, of the same size). */
export interface Move {
  readonly region: Region;
  readonly source: Region;
  /** Eighths of a byte it is thought to save. */
  readonly gain: number;
}

/** Finds for a shift the rectangle whose copying saves most. */
export class MoveFit {
  readonly #width: number;
  readonly #height: number;
  readonly #gains: Int32Array;
  readonly #sums: Int32Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    const columns = Math.ceil(width / cellPixels);
    this.#gains = new Int32Array(columns * Math.ceil(height / cellPixels));
    this.#sums = new Int32Array(columns);
  }

  /**
   * The best move by `shift` from `held` to `next` that lands inside `bounds`, or undefined where none is worth its
   * message.
   */
  fit(held: Uint16Array, next: Uint16Array, tolerance: number, bounds: Region, shift: Shift): Move | undefined {
    const left = Math.max(bounds.left, shift.dx, 0);
    const top = Math.max(bounds.top, shift.dy, 0);
    const right = Math.min(bounds.right, this.#width + Math.min(shift.dx, 0));
    const bottom = Math.min(bounds.bottom, this.#height + Math.min(shift.dy, 0));
    if (right <= left || bottom <= top) return undefined;
    const columns = Math.ceil((right - left) / cellPixels);
    const rows = Math.ceil((bottom - top) / cellPixels);
    const offset = shift.dy * this.#width + shift.dx;
    const gain = (l: number, t: number, r: number, b: number) =>
      this.#gainOf(held, next, tolerance, offset, l, t, r, b);

    for (let row = 0; row < rows; row += 1) {
      const y = top + row * cellPixels;
      for (let column = 0; column < columns; column += 1) {
        const x = left + column * cellPixels;
        this.#gains[row * columns + column] = gain(
          x,
          y,
          Math.min(x + cellPixels, right),
          Math.min(y + cellPixels, bottom),
        );
      }
    }
    const cells = this.#heaviest(columns, rows);
    if (cells === undefined) return undefined;
    const region = {
      left: left + cells.left * cellPixels,
      top: top + cells.top * cellPixels,
      right: Math.min(left + cells.right * cellPixels, right),
      bottom: Math.min(top + cells.bottom * cellPixels, bottom),
    };
    settleEdges(region, { left, top, right, bottom }, gain);
    const total = gain(region.left, region.top, region.right, region.bottom);
    if (total < leastGain) return undefined;
    const { dx, dy } = shift;
    const source = {
      left: region.left - dx,
      top: region.top - dy,
      right: region.right - dx,
      bottom: region.bottom - dy,
    };
    return { region, source, gain: total };
  }

  /** What coding a region costs as it stands, in the measure of gains. */
  costOf(held: Uint16Array, next: Uint16Array, tolerance: number, region: Region): number {
    const width = this.#width;
    let cost = 0;
    for (let y = region.top; y < region.bottom; y += 1) {
      for (let at = y * width + region.left; at < y * width + region.right; at += 1) {
        const pixel = next[at]!;
        if (areNear(held[at]!, pixel, tolerance)) continue;
        cost += pixel === next[at - 1] || pixel === next[at - width] ? 1 : gainOfByte;
      }
    }
    return cost;
  }

  /** What copying these pixels wins: those that become right less those that become wrong, by what coding them costs. */
  #gainOf(
    held: Uint16Array,
    next: Uint16Array,
    tolerance: number,
    offset: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
  ): number {
    const width = this.#width;
    let gain = 0;
    for (let y = top; y < bottom; y += 1) {
      const row = y * width;
      for (let at = row + left; at < row + right; at += 1) {
        const pixel = next[at]!;
        const stays = held[at]!;
        const comes = held[at - offset]!;
        if (stays === comes) continue;
        const isRight = comes === pixel || (tolerance > 0 && areNear(comes, pixel, tolerance));
        const wasRight = stays === pixel || (tolerance > 0 && areNear(stays, pixel, tolerance));
        if (isRight === wasRight) continue;
        const cost = pixel === next[at - 1] || pixel === next[at - width] ? 1 : gainOfByte;
        gain += isRight ? cost : -cost;
      }
    }
    return gain;
  }

  /** The rectangle of cells with the greatest sum (Kadane's over every pair of rows). */
  #heaviest(columns: number, rows: number): Region | undefined {
    const sums = this.#sums;
    const gains = this.#gains;
    let best = 0;
    let found: Region | undefined;
    for (let top = 0; top < rows; top += 1) {
      sums.fill(0, 0, columns);
      for (let bottom = top; bottom < rows; bottom += 1) {
        let sum = 0;
        let left = 0;
        for (let column = 0; column < columns; column += 1) {
          const cell = sums[column]! + gains[bottom * columns + column]!;
          sums[column] = cell;
          if (sum <= 0) {
            sum = 0;
            left = column;
          }
          sum += cell;
          if (sum > best) {
            best = sum;
            found = { left, top, right: column + 1, bottom: bottom + 1 };
          }
        }
      }
    }
    return found;
  }
}

/** Moves each edge out while that wins and in while that loses nothing, a cell at most. */
function settleEdges(
  region: Region,
  bounds: Region,
  gain: (left: number, top: number, right: number, bottom: number) => number,
): void {
  const { left, top, right, bottom } = region;
  const row = (y: number) => gain(region.left, y, region.right, y + 1);
  const column = (x: number) => gain(x, region.top, x + 1, region.bottom);
  while (region.top > bounds.top && region.top > top - cellPixels && row(region.top - 1) > 0) region.top -= 1;
  while (region.top < Math.min(top + cellPixels, region.bottom - 1) && row(region.top) <= 0) region.top += 1;
  while (region.bottom < bounds.bottom && region.bottom < bottom + cellPixels && row(region.bottom) > 0) {
    region.bottom += 1;
  }
  while (region.bottom > Math.max(bottom - cellPixels, region.top + 1) && row(region.bottom - 1) <= 0) {
    region.bottom -= 1;
  }
  while (region.left > bounds.left && region.left > left - cellPixels && column(region.left - 1) > 0) region.left -= 1;
  while (region.left < Math.min(left + cellPixels, region.right - 1) && column(region.left) <= 0) region.left += 1;
  while (region.right < bounds.right && region.right < right + cellPixels && column(region.right) > 0) {
    region.right += 1;
  }
  while (region.right > Math.max(right - cellPixels, region.left + 1) && column(region.right - 1) <= 0) {
    region.right -= 1;
  }
}
