import { bandsOf } from './cover-bands.js';
import { type Cut, tryColumnGaps, tryColumns, tryRowGaps, tryRows } from './cover-cuts.js';
import { type Cells, type CoverWork, joined, NO_LEFT, NO_RIGHT } from './cover-state.js';

/** Windows of two parts are held against each other where they make so many pairs at most. */
const MOST_PAIRS = 12;
/** A window takes the processor's time, too: what stands for it, in bus cycles, whatever a window costs. */
const SEARCH_CYCLES = 48;
/** A box is cut in the hope of more cuts where so many of its cells are empty: windows' worth, and cells. */
const DEEP_WINDOWS = 1;
const DEEP_CELLS = 160;

interface Found {
  windows: Cells[];
  cycles: number;
}

/** Windows for the marked cells of `whole`, whose rows' edges are known; see c/cover-search.c for the idea. */
export function searchCover(work: CoverWork, whole: Readonly<Cells>): Found {
  const found: Found = { windows: [], cycles: 0 };
  // Cells that a cut has to save to be worth its window.
  const paying = Math.ceil((work.windowCycles + SEARCH_CYCLES) / work.cellCycles);
  let empty = -work.changed;
  for (let y = whole.top; y < whole.bottom; y += 1) {
    if (work.right[y] !== NO_RIGHT) empty += work.right[y]! - work.left[y]!;
  }
  const box = trim(work, whole);
  if (box !== null) cover(work, found, box, empty < paying, work.most, paying);
  return found;
}

/** Adds windows for a tight box whose rows' edges are known, so that there are at most `most` in all. */
function cover(work: CoverWork, found: Found, box: Cells, hasNoGaps: boolean, most: number, paying: number): void {
  const { windows } = found;
  const count = windows.length;
  const before = found.cycles;
  const bands = hasNoGaps ? bandsOf(work, box, paying, most - count) : null;
  if (bands !== null) {
    windows.push(...bands);
    found.cycles += costOf(work, bands);
    return;
  }
  const cut = most - count < 2 ? null : chooseCut(work, box, hasNoGaps, paying);
  if (cut === null) {
    windows.push(box);
    found.cycles += work.costOf(box);
    return;
  }
  const { isVertical, at } = cut;
  // The first part leaves a window for the second.
  coverPart(work, found, isVertical ? { ...box, right: at } : { ...box, bottom: at }, cut, hasNoGaps, most - 1, paying);
  const middle = windows.length;
  coverPart(work, found, isVertical ? { ...box, left: at } : { ...box, top: at }, cut, hasNoGaps, most, paying);
  if ((middle - count) * (windows.length - middle) <= MOST_PAIRS) {
    joinParts(work, windows, count, middle);
    found.cycles = before + costOf(work, windows.slice(count));
  }
  if (found.cycles - before < work.costOf(box)) return;
  windows.length = count;
  windows.push(box);
  found.cycles = before + work.costOf(box);
}

function coverPart(
  work: CoverWork,
  found: Found,
  part: Readonly<Cells>,
  { isVertical }: Cut,
  hadNoGaps: boolean,
  most: number,
  paying: number,
): void {
  // Rows keep their edges where the cut is between them.
  const hasNoGaps = isVertical ? findEdges(work, part) || hadNoGaps : hadNoGaps;
  const box = trim(work, part);
  if (box !== null) cover(work, found, box, hasNoGaps, most, paying);
}

/** The best cut of a tight box; null where it is to stay whole. */
function chooseCut(work: CoverWork, box: Readonly<Cells>, hasNoGaps: boolean, paying: number): Cut | null {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  // Two windows hold two cells at least.
  if (width * height < paying + 2) return null;
  const cut: Cut = { saved: 0, at: 0, isVertical: false };
  tryRowGaps(work, box, cut);
  if (cut.saved >= paying) return cut;
  if (!hasNoGaps) tryColumnGaps(work, box, cut);
  if (cut.saved >= paying) return cut;
  tryRows(work, box, cut);
  tryColumns(work, box, cut);
  if (cut.saved >= paying) return cut;
  if (emptyCells(work, box) <= DEEP_WINDOWS * paying + DEEP_CELLS) return null;
  if (cut.saved === 0) {
    // Nothing to go by but that a frame or a letter has its inside in the middle.
    cut.isVertical = width > height;
    cut.at = Math.floor(cut.isVertical ? (box.left + box.right) / 2 : (box.top + box.bottom) / 2);
  }
  return cut;
}

/** Finds the edges of a box's rows; answers whether it is known that nothing is empty between them, as it is of narrow boxes. */
function findEdges(work: CoverWork, box: Readonly<Cells>): boolean {
  let isFull = box.right - box.left <= 32;
  for (let y = box.top; y < box.bottom; y += 1) {
    let left = NO_LEFT;
    let right = NO_RIGHT;
    for (let x = box.left; x < box.right; x += 1) {
      if (!work.isMarked(x, y)) continue;
      if (left === NO_LEFT) left = x;
      else if (right < x) isFull = false;
      right = x + 1;
    }
    work.left[y] = left;
    work.right[y] = right;
  }
  return isFull;
}

/** The tight box around what is marked, by the rows' edges; null where nothing is. */
function trim(work: CoverWork, within: Readonly<Cells>): Cells | null {
  let { top, bottom } = within;
  while (top < bottom && work.right[top] === NO_RIGHT) top += 1;
  if (top >= bottom) return null;
  while (work.right[bottom - 1] === NO_RIGHT) bottom -= 1;
  const left = Math.min(...work.left.subarray(top, bottom));
  return { left, top, right: Math.max(...work.right.subarray(top, bottom)), bottom };
}

function emptyCells(work: CoverWork, box: Readonly<Cells>): number {
  let empty = 0;
  for (let y = box.top; y < box.bottom; y += 1) {
    for (let x = box.left; x < box.right; x += 1) if (!work.isMarked(x, y)) empty += 1;
  }
  return empty;
}

function costOf(work: CoverWork, windows: readonly Cells[]): number {
  return windows.reduce((sum, window) => sum + work.costOf(window), 0);
}

/** Joins windows of two parts, that from `from` on and that from `middle` on, where that is not dearer. */
function joinParts(work: CoverWork, windows: Cells[], from: number, middle: number): void {
  for (let one = from; one < middle; one += 1) {
    for (let other = middle; other < windows.length; ) {
      const both = joined(windows[one]!, windows[other]!);
      if (work.costOf(both) > work.costOf(windows[one]!) + work.costOf(windows[other]!)) {
        other += 1;
        continue;
      }
      windows[one] = both;
      windows[other] = windows[windows.length - 1]!;
      windows.length -= 1;
    }
  }
}
