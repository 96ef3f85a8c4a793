import type { Cells, CoverWork } from './cover-state.js';

/** Marks all of a region. */
export function takeRegion(work: CoverWork, region: Readonly<Cells>): void {
  for (let y = region.top; y < region.bottom; y += 1) markRow(work, y, region);
}

/**
 * Marks what differs inside a region and answers its box, empty where nothing does. Gives up and marks the rest where the
 * compare has cost `patience` bus cycles more than it can save.
 */
export function compareRegion(
  work: CoverWork,
  a: Uint8Array,
  aAt: number,
  aStride: number,
  b: Uint8Array,
  bAt: number,
  bStride: number,
  region: Readonly<Cells>,
  patience: number,
): Cells {
  const { alignX, alignY } = work;
  const columns = region.right - region.left;
  const box = { left: work.columns, top: work.rows, right: 0, bottom: 0 };
  const include = (left: number, right: number, y: number): void => {
    if (left < box.left) box.left = left;
    if (right > box.right) box.right = right;
    if (y < box.top) box.top = y;
    box.bottom = y + 1;
  };
  // In 1/256 bus cycles; of four cells that need not be sent one goes for the windows that leave it out.
  let spent = 0;
  let gained = patience * 256;
  for (let y = region.top; y < region.bottom; y += 1) {
    if (spent > gained) {
      markRow(work, y, region);
      include(region.left, region.right, y);
      continue;
    }
    let differing = 0;
    for (let x = region.left; x < region.right; x += 1) {
      if (!differs(work, a, aAt, aStride, b, bAt, bStride, x, y)) continue;
      work.mark(x, y);
      include(x, x + 1, y);
      differing += 1;
    }
    work.changed += differing;
    work.compared += columns * alignX * alignY;
    spent += work.compareCost * columns * alignX * alignY;
    gained += (columns - differing) * work.cellCycles * 192;
  }
  return box.right === 0 ? { left: 0, top: 0, right: 0, bottom: 0 } : box;
}

function markRow(work: CoverWork, y: number, region: Readonly<Cells>): void {
  for (let x = region.left; x < region.right; x += 1) {
    if (!work.isMarked(x, y)) work.changed += 1;
    work.mark(x, y);
  }
}

/** Whether a cell has a pixel that is not the same in both surfaces. */
function differs(
  work: CoverWork,
  a: Uint8Array,
  aAt: number,
  aStride: number,
  b: Uint8Array,
  bAt: number,
  bStride: number,
  x: number,
  y: number,
): boolean {
  const bytes = 2 * work.alignX;
  for (let row = y * work.alignY; row < (y + 1) * work.alignY; row += 1) {
    const aCell = aAt + row * aStride + x * bytes;
    const bCell = bAt + row * bStride + x * bytes;
    for (let byte = 0; byte < bytes; byte += 1) if (a[aCell + byte] !== b[bCell + byte]) return true;
  }
  return false;
}
