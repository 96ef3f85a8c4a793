import { CoverWord } from '../cover-word.js';
import { compareRegion, takeRegion } from './cover-cells.js';
import { searchCover } from './cover-search.js';
import { type Cells, CoverWork, joined } from './cover-state.js';
import { get16, get32, put16, put32 } from './state-words.js';

/** The twin of cover.c; see `Kernels.coverBegin`. */
export function coverBegin(
  state: Uint8Array,
  stateAt: number,
  width: number,
  height: number,
  alignX: number,
  alignY: number,
  windowCycles: number,
  pixelCycles: number,
  compareCost: number,
  most: number,
): void {
  const head = [width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let word = 0; word < head.length; word += 1) put32(state, stateAt + 4 * word, head[word]!);
}

/** The twin of cover.c; see `Kernels.cover`. It makes arrays of its own at each call: a specification, not a fast one. */
export function cover(
  state: Uint8Array,
  stateAt: number,
  a: Uint8Array,
  aAt: number,
  aStride: number,
  b: Uint8Array,
  bAt: number,
  bStride: number,
  regions: Uint8Array,
  regionsAt: number,
  compared: number,
  taken: number,
  patience: number,
  windows: Uint8Array,
  windowsAt: number,
): number {
  const cuts = get32(state, stateAt + 4 * CoverWord.cuts);
  const most = get32(state, stateAt + 4 * CoverWord.most);
  if (cuts === 0 || most < 2 || compared !== 1 || taken !== 0) {
    const numbers = [compared, taken, patience] as const;
    return coverAll(
      state,
      stateAt,
      a,
      aAt,
      aStride,
      b,
      bAt,
      bStride,
      regions,
      regionsAt,
      ...numbers,
      windows,
      windowsAt,
    );
  }
  const work = new CoverWork(state, stateAt);
  const box = cellsOf(work, regions, regionsAt);
  const region = new Uint8Array(8);
  let seen = 0;
  /** Covers parts of the box, one behind the other; answers how many windows and what they cost. */
  const coverParts = (parts: readonly Cells[]): { count: number; cycles: number } => {
    let [count, cycles] = [0, 0];
    work.put(CoverWord.most, parts.length > 1 ? most >> 1 : most);
    for (const part of parts) {
      putRegion(work, region, 0, part);
      const to = windowsAt + 8 * count;
      count += coverAll(state, stateAt, a, aAt, aStride, b, bAt, bStride, region, 0, 1, 0, patience, windows, to);
      cycles += work.get(CoverWord.cycles);
      seen += work.get(CoverWord.compared);
    }
    work.put(CoverWord.most, most);
    return { count, cycles };
  };
  const ways = waysOfCutting(box, cuts);
  const costs = ways.map((parts) => coverParts(parts).cycles);
  const { count, cycles } = coverParts(ways[costs.indexOf(Math.min(...costs))]!);
  work.put(CoverWord.cycles, cycles);
  work.put(CoverWord.compared, seen);
  return count;
}

/** A box whole, and in two where that leaves two parts. */
function waysOfCutting(box: Readonly<Cells>, cuts: number): Cells[][] {
  const ways = [[box]];
  for (let part = 1; part < cuts; part += 1) {
    const x = box.left + Math.round(((box.right - box.left) * part) / cuts);
    const y = box.top + Math.round(((box.bottom - box.top) * part) / cuts);
    if (x > box.left && x < box.right)
      ways.push([
        { ...box, right: x },
        { ...box, left: x },
      ]);
    if (y > box.top && y < box.bottom)
      ways.push([
        { ...box, bottom: y },
        { ...box, top: y },
      ]);
  }
  return ways;
}

/** One cover without cuts. */
function coverAll(
  state: Uint8Array,
  stateAt: number,
  a: Uint8Array,
  aAt: number,
  aStride: number,
  b: Uint8Array,
  bAt: number,
  bStride: number,
  regions: Uint8Array,
  regionsAt: number,
  compared: number,
  taken: number,
  patience: number,
  windows: Uint8Array,
  windowsAt: number,
): number {
  const work = new CoverWork(state, stateAt);
  const given = Array.from({ length: compared + taken }, (_, at) => cellsOf(work, regions, regionsAt + 8 * at));
  const toCompare = joinRegions(work, given.slice(0, compared));
  const declared = joinRegions(work, [...toCompare, ...given.slice(compared)]);
  const declaredCycles = declared.reduce((sum, box) => sum + work.costOf(box), 0);
  // Where nothing is compared the regions are as good as what a search would find.
  const isSearched = toCompare.length > 0 || declared.length > work.most;
  if (isSearched) for (const region of given.slice(compared)) takeRegion(work, region);
  toCompare.forEach((region, at) => {
    const box = compareRegion(work, a, aAt, aStride, b, bAt, bStride, region, patience);
    putRegion(work, regions, regionsAt + 8 * at, box);
  });
  if (isSearched && work.get(CoverWord.looks) !== 0) {
    work.put(CoverWord.cycles, declaredCycles);
    work.put(CoverWord.declared, declaredCycles);
    work.put(CoverWord.compared, work.compared);
    work.put(CoverWord.changed, work.changed);
    work.put(CoverWord.regions, toCompare.length);
    work.put(CoverWord.runs, runsOf(work));
    return 0;
  }
  const found = searchCover(work, {
    left: 0,
    top: Math.min(0xffff, ...declared.map(({ top }) => top)),
    right: work.columns,
    bottom: Math.max(0, ...declared.map(({ bottom }) => bottom)),
  });
  const isWorse = !isSearched || (found.cycles > declaredCycles && declared.length <= work.most);
  const list = isWorse ? declared : found.windows;
  list.sort((one, other) => one.top - other.top || one.left - other.left);
  list.forEach((box, at) => {
    putRegion(work, windows, windowsAt + 8 * at, box);
  });
  work.put(CoverWord.cycles, isWorse ? declaredCycles : found.cycles);
  work.put(CoverWord.declared, declaredCycles);
  work.put(CoverWord.compared, work.compared);
  work.put(CoverWord.changed, work.changed);
  work.put(CoverWord.regions, toCompare.length);
  return list.length;
}

/** Runs of marked cells side by side. */
function runsOf(work: CoverWork): number {
  let runs = 0;
  for (let y = 0; y < work.rows; y += 1) {
    for (let x = 0; x < work.columns; x += 1)
      if (work.isMarked(x, y) && (x === 0 || !work.isMarked(x - 1, y))) runs += 1;
  }
  return runs;
}

/** The cells that a region touches. */
function cellsOf(work: CoverWork, regions: Uint8Array, at: number): Cells {
  const { alignX, alignY } = work;
  return {
    left: Math.floor(get16(regions, at) / alignX),
    top: Math.floor(get16(regions, at + 2) / alignY),
    right: Math.ceil(get16(regions, at + 4) / alignX),
    bottom: Math.ceil(get16(regions, at + 6) / alignY),
  };
}

function putRegion(work: CoverWork, regions: Uint8Array, at: number, box: Readonly<Cells>): void {
  put16(regions, at, box.left * work.alignX);
  put16(regions, at + 2, box.top * work.alignY);
  put16(regions, at + 4, box.right * work.alignX);
  put16(regions, at + 6, box.bottom * work.alignY);
}

/** Joins the two regions that save most by it, again and again, as long as it is not dearer. */
function joinRegions(work: CoverWork, regions: readonly Cells[]): Cells[] {
  let list = [...regions];
  for (;;) {
    let most = -1;
    let pair: readonly [Cells, Cells] | null = null;
    list.forEach((a, at) => {
      for (const b of list.slice(at + 1)) {
        const saved = work.costOf(a) + work.costOf(b) - work.costOf(joined(a, b));
        if (saved <= most) continue;
        most = saved;
        pair = [a, b];
      }
    });
    if (pair === null) return list;
    const [a, b]: readonly [Cells, Cells] = pair;
    list = [...list.filter((box) => box !== a && box !== b), joined(a, b)];
  }
}
