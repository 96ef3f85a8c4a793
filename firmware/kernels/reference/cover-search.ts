import { type Cut, tryColumnGaps, tryColumns, tryRowGaps, tryRows } from './cover-cuts.js';
import { type Cells, type CoverWork, joined, NO_LEFT, NO_RIGHT } from './cover-state.js';

/** A box is cut in the hope of more cuts where so many of its cells are empty: windows' worth, and cells. */
const DEEP_WINDOWS = 2;
const DEEP_CELLS = 80;

/**
 * What is known of a box: its rows' edges; that none is empty; that too few cells are empty between the edges to pay for a
 * window; that they are so few that they do not count.
 */
interface Known {
  readonly edges: boolean;
  readonly noEmptyRow: boolean;
  readonly noGaps: boolean;
  readonly solidRows: boolean;
}

interface Found {
  windows: Cells[];
  cycles: number;
}

/** Windows for the marked cells of `whole`, whose rows' edges are known; see c/cover-search.c for the idea. */
export function searchCover(work: CoverWork, whole: Cells): Found {
  const found: Found = { windows: [], cycles: 0 };
  const box = trimRows(work, whole);
  if (box === null) return found;
  // Cells that a cut has to save to be worth its window.
  const paying = Math.ceil(work.windowCycles / work.cellCycles);
  cover(work, found, box, knownOf(work, box, paying), work.most, paying);
  return found;
}

/** Adds windows for a box, so that there are at most `most` in all. */
function cover(work: CoverWork, found: Found, within: Cells, known: Known, most: number, paying: number): void {
  const now = known.edges ? known : findEdges(work, within, known);
  const box = trim(work, within);
  if (box === null) return;
  const { windows } = found;
  const count = windows.length;
  const cut = most - count < 2 ? null : chooseCut(work, box, now, paying);
  if (cut === null) {
    windows.push(box);
    found.cycles += work.costOf(box);
    return;
  }
  const { isVertical, at } = cut;
  const first = isVertical ? { ...box, right: at } : { ...box, bottom: at };
  const second = isVertical ? { ...box, left: at } : { ...box, top: at };
  const inherited = { ...now, edges: !isVertical, noEmptyRow: !isVertical && now.noEmptyRow };
  const before = found.cycles;
  // The first part leaves a window for the second.
  cover(work, found, first, inherited, most - 1, paying);
  cover(work, found, second, inherited, most, paying);
  if (cut.saved < paying) {
    joinAcross(work, windows, count, at, isVertical);
    found.cycles = windows.slice(count).reduce((sum, window) => sum + work.costOf(window), before);
  }
  if (found.cycles - before < work.costOf(box)) return;
  windows.length = count;
  windows.push(box);
  found.cycles = before + work.costOf(box);
}

/** The best cut of a tight box; null where it is to stay whole. */
function chooseCut(work: CoverWork, box: Readonly<Cells>, known: Known, paying: number): Cut | null {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  // Two windows hold two cells at least.
  if (width * height < paying + 2) return null;
  const cut: Cut = { saved: 0, at: 0, isVertical: false };
  if (!known.noEmptyRow) tryRowGaps(work, box, cut);
  tryRows(work, box, cut);
  tryColumns(work, box, cut);
  if (!known.noGaps) tryColumnGaps(work, box, cut);
  // A window takes the processor's time, too: a quarter of what it takes of the bus.
  if (4 * cut.saved >= 5 * paying) return cut;
  const empty = known.solidRows ? outsideCells(work, box) : emptyCells(work, box);
  if (empty <= DEEP_WINDOWS * paying + DEEP_CELLS) return null;
  if (cut.saved === 0) {
    // Nothing to go by but that a frame or a letter has its inside in the middle.
    cut.isVertical = width > height;
    cut.at = Math.floor(cut.isVertical ? (box.left + box.right) / 2 : (box.top + box.bottom) / 2);
  }
  return cut;
}

function knownOf(work: CoverWork, box: Readonly<Cells>, paying: number): Known {
  let between = 0;
  let noEmptyRow = true;
  for (let y = box.top; y < box.bottom; y += 1) {
    if (work.right[y] === NO_RIGHT) noEmptyRow = false;
    else between += work.right[y]! - work.left[y]!;
  }
  const empty = between - work.changed;
  return { edges: true, noEmptyRow, noGaps: empty < paying, solidRows: empty <= DEEP_WINDOWS * paying + DEEP_CELLS };
}

/** Finds the edges of a box's rows. Whether there are holes between them is asked where the kernel has it for nothing. */
function findEdges(work: CoverWork, box: Readonly<Cells>, known: Known): Known {
  let noEmptyRow = true;
  let holes = false;
  for (let y = box.top; y < box.bottom; y += 1) {
    let left = NO_LEFT;
    let right = NO_RIGHT;
    for (let x = box.left; x < box.right; x += 1) {
      if (!work.isMarked(x, y)) continue;
      if (left !== NO_LEFT && right < x) holes = true;
      if (left === NO_LEFT) left = x;
      right = x + 1;
    }
    work.left[y] = left;
    work.right[y] = right;
    if (right === NO_RIGHT) noEmptyRow = false;
  }
  const solid = box.right - box.left <= 32 && !holes;
  return { edges: true, noEmptyRow, noGaps: known.noGaps || solid, solidRows: known.solidRows || solid };
}

function trimRows(work: CoverWork, box: Readonly<Cells>): Cells | null {
  let { top, bottom } = box;
  while (top < bottom && work.right[top] === NO_RIGHT) top += 1;
  if (top >= bottom) return null;
  while (work.right[bottom - 1] === NO_RIGHT) bottom -= 1;
  return { ...box, top, bottom };
}

/** The tight box around what is marked, by the rows' edges; null where nothing is. */
function trim(work: CoverWork, within: Readonly<Cells>): Cells | null {
  const box = trimRows(work, within);
  if (box === null) return null;
  box.left = Math.min(...work.left.subarray(box.top, box.bottom));
  box.right = Math.max(...work.right.subarray(box.top, box.bottom));
  return box;
}

function emptyCells(work: CoverWork, box: Readonly<Cells>): number {
  let empty = 0;
  for (let y = box.top; y < box.bottom; y += 1) {
    for (let x = box.left; x < box.right; x += 1) if (!work.isMarked(x, y)) empty += 1;
  }
  return empty;
}

/** The cells of a box outside its rows' edges. */
function outsideCells(work: CoverWork, box: Readonly<Cells>): number {
  let outside = 0;
  for (let y = box.top; y < box.bottom; y += 1) {
    const inside = work.right[y] === NO_RIGHT ? 0 : work.right[y]! - work.left[y]!;
    outside += box.right - box.left - inside;
  }
  return outside;
}

/** Joins windows from `from` on that meet at a cut where that is not dearer. */
function joinAcross(work: CoverWork, windows: Cells[], from: number, at: number, isVertical: boolean): void {
  for (let one = from; one < windows.length; one += 1) {
    const first = windows[one]!;
    if ((isVertical ? first.right : first.bottom) !== at) continue;
    for (let other = from; other < windows.length; other += 1) {
      const second = windows[other]!;
      if ((isVertical ? second.left : second.top) !== at) continue;
      const both = joined(first, second);
      if (work.costOf(both) > work.costOf(first) + work.costOf(second)) continue;
      windows[one] = both;
      windows[other] = windows[windows.length - 1]!;
      windows.length -= 1;
      break;
    }
  }
}
