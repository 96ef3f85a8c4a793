import { cyclesOf, type Rectangle, type TraceFrame } from './trace.js';

interface Box {
  readonly l: number;
  readonly t: number;
  readonly r: number;
  readonly b: number;
}

interface Found {
  readonly cost: number;
  readonly boxes: readonly Box[];
}

/**
 * A slow search for the cheapest aligned windows over the changed pixels of a frame, to hold the firmware's against: guillotine
 * cuts by branch and bound over the most promising cuts of every box, then joining any two windows where that is cheaper, and
 * the same joining of spans from the bottom up; the best of all. It shares nothing with the firmware's.
 */
export function bestCover(frame: TraceFrame, align: number, windowCycles: number, pixelCycles = 4): Rectangle[] {
  const search = new Search(frame, align, windowCycles, pixelCycles * align * align);
  return search.best().map(({ l, t, r, b }) => [l * align, t * align, (r - l) * align, (b - t) * align]);
}

/** Bus cycles of the best cover found. */
export function bestCycles(frame: TraceFrame, align: number, windowCycles: number, pixelCycles = 4): number {
  return cyclesOf(bestCover(frame, align, windowCycles, pixelCycles), windowCycles, pixelCycles);
}

class Search {
  readonly #rows = new Map<number, Set<number>>();
  readonly #memo = new Map<number, Found>();
  readonly #window: number;
  readonly #cell: number;

  constructor(frame: TraceFrame, align: number, windowCycles: number, cellCycles: number) {
    this.#window = windowCycles;
    this.#cell = cellCycles;
    for (const [y, x, length] of frame.spans) {
      const row = Math.floor(y / align);
      const cells = this.#rows.get(row) ?? new Set();
      for (let at = Math.floor(x / align); at <= Math.floor((x + length - 1) / align); at += 1) cells.add(at);
      this.#rows.set(row, cells);
    }
  }

  best(): readonly Box[] {
    if (this.#rows.size === 0) return [];
    const all = this.#tight({ l: 0, t: 0, r: 4096, b: 4096 })!;
    const cut = this.#solve(all).boxes;
    const candidates = [cut, this.#join(cut), this.#join(this.#bars())];
    return candidates.reduce((best, boxes) => (this.#total(boxes) < this.#total(best) ? boxes : best));
  }

  #cost({ l, t, r, b }: Box): number {
    return this.#window + this.#cell * (r - l) * (b - t);
  }

  #total(boxes: readonly Box[]): number {
    return boxes.reduce((sum, box) => sum + this.#cost(box), 0);
  }

  #cells(box: Box): [x: number, y: number][] {
    const cells: [number, number][] = [];
    for (const [y, row] of this.#rows) {
      if (y < box.t || y >= box.b) continue;
      for (const x of row) if (x >= box.l && x < box.r) cells.push([x, y]);
    }
    return cells;
  }

  #tight(box: Box): Box | null {
    const cells = this.#cells(box);
    return cells.length === 0 ? null : around(cells);
  }

  /** The cheapest way found to cover a tight box. */
  #solve(box: Box): Found {
    const key = ((box.l * 1024 + box.t) * 1024 + box.r) * 1024 + box.b;
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const cells = this.#cells(box);
    const area = (box.r - box.l) * (box.b - box.t);
    let best: Found = { cost: this.#cost(box), boxes: [box] };
    // No two windows are cheaper than this.
    const least = 2 * this.#window + this.#cell * cells.length;
    if (best.cost > least) {
      const width = area > 1500 ? 2 : area > 300 ? 3 : 5;
      for (const [first, second] of cuts(cells, box).slice(0, width)) {
        if (best.cost <= least) break;
        const one = this.#solve(first);
        if (one.cost >= best.cost) continue;
        const other = this.#solve(second);
        const cost = one.cost + other.cost;
        if (cost < best.cost) best = { cost, boxes: [...one.boxes, ...other.boxes] };
      }
    }
    this.#memo.set(key, best);
    return best;
  }

  /** Spans of cells, equal ones below one another as one. */
  #bars(): Box[] {
    const bars: Box[] = [];
    const open = new Map<string, number>();
    for (const [y, row] of [...this.#rows].sort(([a], [b]) => a - b)) {
      const xs = [...row].sort((a, b) => a - b);
      for (let at = 0; at < xs.length; ) {
        let end = at + 1;
        while (end < xs.length && xs[end] === xs[end - 1]! + 1) end += 1;
        const [l, r] = [xs[at]!, xs[end - 1]! + 1];
        const above = open.get(`${l} ${r}`);
        if (above !== undefined && bars[above]!.b === y) bars[above] = { ...bars[above]!, b: y + 1 };
        else {
          open.set(`${l} ${r}`, bars.length);
          bars.push({ l, t: y, r, b: y + 1 });
        }
        at = end;
      }
    }
    return bars;
  }

  /** Joins the two boxes that gain most by it, again and again, as long as any gain. */
  #join(boxes: readonly Box[]): Box[] {
    const list = [...boxes];
    if (list.length > 400) return list;
    for (;;) {
      let most = -1;
      let pair: [number, number] | null = null;
      for (let one = 0; one < list.length; one += 1) {
        for (let other = one + 1; other < list.length; other += 1) {
          const [a, b] = [list[one]!, list[other]!];
          const gain = this.#cost(a) + this.#cost(b) - this.#cost(union(a, b));
          if (gain <= most) continue;
          most = gain;
          pair = [one, other];
        }
      }
      if (pair === null) return list;
      list[pair[0]] = union(list[pair[0]]!, list[pair[1]]!);
      list.splice(pair[1], 1);
    }
  }
}

function union(a: Box, b: Box): Box {
  return { l: Math.min(a.l, b.l), t: Math.min(a.t, b.t), r: Math.max(a.r, b.r), b: Math.max(a.b, b.b) };
}

function around(cells: readonly (readonly [number, number])[]): Box {
  let [l, t, r, b] = [4096, 4096, 0, 0];
  for (const [x, y] of cells) {
    l = Math.min(l, x);
    r = Math.max(r, x + 1);
    t = Math.min(t, y);
    b = Math.max(b, y + 1);
  }
  return { l, t, r, b };
}

/** Every cut of a box as its two tight parts, that of least area first. */
function cuts(cells: readonly [number, number][], box: Box): [Box, Box][] {
  const found: [Box, Box][] = [];
  for (const axis of [0, 1] as const) {
    const from = axis === 0 ? box.l : box.t;
    const to = axis === 0 ? box.r : box.b;
    // The extent of each line, then of all up to it and of all from it on.
    const lines: (Box | null)[] = new Array(to - from).fill(null);
    for (const cell of cells) {
      const at = cell[axis] - from;
      const line = lines[at];
      const own = { l: cell[0], t: cell[1], r: cell[0] + 1, b: cell[1] + 1 };
      lines[at] = line === null || line === undefined ? own : union(line, own);
    }
    const upTo: Box[] = [];
    for (const line of lines)
      upTo.push(
        line === null ? upTo[upTo.length - 1]! : upTo.length === 0 ? line : union(upTo[upTo.length - 1]!, line),
      );
    let after: Box | null = null;
    for (let at = lines.length - 1; at > 0; at -= 1) {
      const line = lines[at]!;
      if (line !== null) {
        after = after === null ? line : union(after, line);
        found.push([upTo[at - 1]!, after]);
      }
    }
  }
  const size = ({ l, t, r, b }: Box): number => (r - l) * (b - t);
  const middle = ({ l, t, r, b }: Box, other: Box): number => Math.abs(size({ l, t, r, b }) - size(other));
  return found
    .map(([a, b]) => ({ parts: [a, b] as [Box, Box], area: size(a) + size(b), apart: middle(a, b) }))
    .sort((one, other) => one.area - other.area || one.apart - other.apart)
    .map(({ parts }) => parts);
}
