import { type Cells, type CoverWork, NO_RIGHT } from './cover-state.js';

/** Equal rows, one below the other, and the cheapest bands for all rows of the box above them. */
interface Run {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Cells marked above, and bus cycles of the bands above. */
  readonly marked: number;
  readonly cycles: number;
  /** First run of the band that ends with this one; null for an empty one. */
  from: number | null;
}

/** The cheapest bands of whole rows for a tight box; null where there would be more than `room`. See c/cover-bands.c. */
export function bandsOf(work: CoverWork, box: Readonly<Cells>, paying: number, room: number): Cells[] | null {
  const limit = paying + (paying >> 1);
  const runs: Run[] = [];
  let marked = 0;
  let cycles = 0;
  for (let y = box.top; y < box.bottom; ) {
    const top = y;
    const left = work.left[top]!;
    const right = work.right[top]!;
    while (y < box.bottom && work.left[y] === left && work.right[y] === right) y += 1;
    const run: Run = { left, right, top, bottom: y, marked, cycles, from: null };
    runs.push(run);
    if (right === NO_RIGHT) continue;
    marked += (y - top) * (right - left);
    cycles = Number.POSITIVE_INFINITY;
    for (let at = runs.length - 1; at >= 0; at -= 1) {
      const band = bandOf(runs, at);
      const area = (band.right - band.left) * (band.bottom - band.top);
      if (area - (marked - runs[at]!.marked) > limit) break;
      const cost = runs[at]!.cycles + work.costOf(band);
      if (cost >= cycles) continue;
      cycles = cost;
      run.from = at;
    }
  }
  const bands: Cells[] = [];
  while (runs.length > 0) {
    const { from } = runs[runs.length - 1]!;
    if (from !== null) bands.unshift(bandOf(runs, from));
    runs.length = from ?? runs.length - 1;
  }
  return bands.length > room ? null : bands;
}

/** The box around all runs from one on. */
function bandOf(runs: readonly Run[], from: number): Cells {
  const band = runs.slice(from);
  return {
    left: Math.min(...band.map(({ left }) => left)),
    top: band[0]!.top,
    right: Math.max(...band.map(({ right }) => right)),
    bottom: band[band.length - 1]!.bottom,
  };
}
