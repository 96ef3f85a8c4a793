import { type Cells, type CoverWork, NO_RIGHT } from './cover-state.js';

/** Cuts of one kind are tried at most so many in a box's width or height: 2 to this. */
const STEPS_BITS = 3;

/** A cut before row or column `at`, and the cells that two tight boxes save against one. */
export interface Cut {
  saved: number;
  at: number;
  isVertical: boolean;
}

function offer(cut: Cut, saved: number, at: number, isVertical: boolean): void {
  if (saved <= cut.saved) return;
  cut.saved = saved;
  cut.at = at;
  cut.isVertical = isVertical;
}

/** The cut at the widest band of empty rows, the first of them. */
export function tryRowGaps(work: CoverWork, box: Readonly<Cells>, cut: Cut): void {
  let rows = 0;
  for (let y = box.top; y < box.bottom; y += 1) {
    rows = work.right[y] === NO_RIGHT ? rows + 1 : 0;
    offer(cut, rows * (box.right - box.left), y + 1 - rows, false);
  }
}

/** Cuts below rows that are narrower than the box, from its top on, and above such rows from its bottom on. */
export function tryRows({ left, right }: CoverWork, box: Readonly<Cells>, cut: Cut): void {
  const width = box.right - box.left;
  const step = (box.bottom - box.top) >> STEPS_BITS;
  let l = left[box.top]!;
  let r = right[box.top]!;
  let next = 0;
  for (let y = box.top + 1; r - l < width; y += 1) {
    if (left[y]! >= l && right[y]! <= r) continue;
    if (y >= next) {
      offer(cut, (width - (r - l)) * (y - box.top), y, false);
      next = y + 1 + step;
    }
    l = Math.min(l, left[y]!);
    r = Math.max(r, right[y]!);
  }
  l = left[box.bottom - 1]!;
  r = right[box.bottom - 1]!;
  next = box.bottom;
  for (let y = box.bottom - 2; r - l < width; y -= 1) {
    if (left[y]! >= l && right[y]! <= r) continue;
    if (y <= next) {
      offer(cut, (width - (r - l)) * (box.bottom - 1 - y), y + 1, false);
      next = y - 1 - step;
    }
    l = Math.min(l, left[y]!);
    r = Math.max(r, right[y]!);
  }
}

/** Cuts to the right of columns that are lower than the box, from its left on, and to the left of such from its right on. */
export function tryColumns({ left, right }: CoverWork, box: Readonly<Cells>, cut: Cut): void {
  const step = (box.right - box.left) >> STEPS_BITS;
  let top = box.top;
  let bottom = box.bottom - 1;
  let limit = box.right;
  for (;;) {
    const x = Math.min(limit, Math.max(left[top]!, left[bottom]!));
    if (x <= box.left) break;
    while (left[top]! >= x) top += 1;
    while (left[bottom]! >= x) bottom -= 1;
    offer(cut, (x - box.left) * (top - box.top + box.bottom - 1 - bottom), x, true);
    limit = x - 1 - step;
  }
  top = box.top;
  bottom = box.bottom - 1;
  limit = box.left;
  for (;;) {
    const x = Math.max(limit, Math.min(right[top]!, right[bottom]!));
    if (x >= box.right) break;
    while (right[top]! <= x) top += 1;
    while (right[bottom]! <= x) bottom -= 1;
    offer(cut, (box.right - x) * (top - box.top + box.bottom - 1 - bottom), x, true);
    limit = x + 1 + step;
  }
}

/** Cuts at the bands of empty columns. */
export function tryColumnGaps(work: CoverWork, box: Readonly<Cells>, cut: Cut): void {
  const isEmpty = (x: number): boolean => {
    for (let y = box.top; y < box.bottom; y += 1) if (work.isMarked(x, y)) return false;
    return true;
  };
  let columns = 0;
  for (let x = box.left; x < box.right; x += 1) {
    if (isEmpty(x)) columns += 1;
    else {
      offer(cut, columns * (box.bottom - box.top), x - columns, true);
      columns = 0;
    }
  }
}
