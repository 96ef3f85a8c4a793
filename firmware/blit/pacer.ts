import type { WindowTiming } from '../bus/timing.js';
import type { RegionList } from '../geometry/region-list.js';
import type { Beam } from './beam.js';

/** Rounding of stamps and starts to whole microseconds, and the bus's own latency. */
const MARGIN_NANOS = 6000;
/** Where the number of the scan under way is this vague, only a fresh edge can tell. */
const MOST_SCANS = 6;

/** What the pacer found. */
export const Slot = {
  /** `startAt` is when to begin. */
  open: 0,
  /** The beam is not known well enough: wait for the next TE edge. */
  needsEdge: 1,
  /** These windows take longer than any slot: no start avoids the beam. */
  none: 2,
} as const;
export type Slot = (typeof Slot)[keyof typeof Slot];

/**
 * Finds the start at which a list of windows is written whole between two passes of the beam.
 *
 * Row y, written from w0(y) to w1(y) after the start, is passed by the beam of a scan that starts at S at S + y * line. A scan
 * sees old and new rows mixed exactly if S lies between the least w0(y) - y * line and the greatest w1(y) - y * line over all
 * rows; the slot of scan k is where its start is before that span and the next scan's start behind it. Both ends of the
 * period's bounds must hold; every term is linear in the period, so the ends are enough.
 */
export class Pacer {
  readonly #beam: Beam;
  readonly #timing: WindowTiming;
  /** Where `find` answered `open`: when to begin, integer microseconds. */
  startAt = 0;
  /** The latest start of that slot. */
  closesAt = 0;
  /** Latest start of the scan that first shows the whole present. */
  shownScanAt = 0;
  /** How long the windows of the last `find` or `measure` take on the bus, microseconds. */
  walkMicros = 0;
  /** The same in bus cycles. */
  walkCycles = 0;
  #least = 0;
  #greatest = 0;

  constructor(beam: Beam, timing: WindowTiming) {
    this.#beam = beam;
    this.#timing = timing;
  }

  /**
   * Looks for the earliest slot from `now`. The bus may begin up to `lead` microseconds and the packing of a first strip later
   * than it is told to: wherever in that time it begins must be inside the slot.
   */
  find(windows: RegionList, now: number, lead: number): Slot {
    const beam = this.#beam;
    const { periodLow, periodHigh } = beam;
    this.#measure(windows, beam.lineNanos(periodLow));
    if (beam.edgeAt === Number.NEGATIVE_INFINITY) return Slot.needsEdge;
    const leastLow = this.#least;
    const greatestLow = this.#greatest;
    this.#measure(windows, beam.lineNanos(periodHigh));
    const leastHigh = this.#least;
    const greatestHigh = this.#greatest;
    const tooLong = greatestLow - leastLow + 2 * MARGIN_NANOS > periodLow;
    if (tooLong && greatestHigh - leastHigh + 2 * MARGIN_NANOS > periodHigh) return Slot.none;
    const from = (now - beam.edgeAt) * 1000;
    const by = from + (lead + this.#packMicros(windows)) * 1000;
    // A row at the bottom is passed a period after its scan began, and the first scan after an edge may begin a period after it.
    const first = Math.max(-2, Math.floor(from / periodHigh) - 2);
    const last = Math.floor(from / periodLow) + 1;
    if (last - first > MOST_SCANS) return Slot.needsEdge;
    for (let scan = first; scan <= last; scan += 1) {
      const opens = Math.max(
        beam.scanStart(scan, periodLow) - leastLow,
        beam.scanStart(scan, periodHigh) - leastHigh,
        from - MARGIN_NANOS,
      );
      const closes = Math.min(
        beam.scanStart(scan + 1, periodLow) - greatestLow,
        beam.scanStart(scan + 1, periodHigh) - greatestHigh,
      );
      if (Math.max(opens, by) + 2 * MARGIN_NANOS > closes) continue;
      this.startAt = Math.max(now, beam.edgeAt + Math.ceil((opens + MARGIN_NANOS) / 1000));
      this.closesAt = beam.edgeAt + Math.floor((closes - MARGIN_NANOS) / 1000);
      this.shownScanAt = beam.edgeAt + Math.ceil(beam.scanStart(scan + 1, periodHigh) / 1000);
      return Slot.open;
    }
    return Slot.needsEdge;
  }

  /**
   * The line at which an edge helps most, 1 to `visibleLines`: the last one from which every row still beats the beam; where
   * there is none, the one at which the slot behind the beam opens.
   */
  edgeLine(windows: RegionList, lead: number, visibleLines: number): number {
    const beam = this.#beam;
    const late = (lead + this.#packMicros(windows)) * 1000 + MARGIN_NANOS;
    let ahead = Number.POSITIVE_INFINITY;
    let aheadOfNext = Number.POSITIVE_INFINITY;
    let behind = 0;
    for (let end = 0; end < 2; end += 1) {
      const period = end === 0 ? beam.periodLow : beam.periodHigh;
      const line = beam.lineNanos(period);
      this.#measure(windows, line);
      ahead = Math.min(ahead, (-this.#greatest - late) / line);
      aheadOfNext = Math.min(aheadOfNext, (period - this.#greatest - late) / line);
      behind = Math.max(behind, (MARGIN_NANOS - this.#least) / line);
    }
    const opens = Math.max(1, Math.ceil(behind));
    if (ahead >= 1) return Math.min(Math.floor(ahead), visibleLines);
    return Math.min(aheadOfNext >= opens ? Math.floor(aheadOfNext) : opens, visibleLines);
  }

  /** Microseconds until the first strip of the first window is packed. */
  #packMicros(windows: RegionList): number {
    return this.#timing.leadMicros(windows.right(0) - windows.left(0), windows.bottom(0) - windows.top(0));
  }

  #measure(windows: RegionList, lineNanos: number): void {
    const timing = this.#timing;
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    timing.restart();
    for (let index = 0; index < windows.count; index += 1) {
      const top = windows.top(index);
      const last = windows.bottom(index) - 1;
      timing.next(windows.right(index) - windows.left(index), last - top + 1);
      const rowNanos = timing.nanos(timing.rowCycles);
      const firstRowAt = timing.nanos(timing.firstPixel);
      const lastRowAt = timing.nanos(timing.end) - rowNanos;
      // The controller reads a line while the beam is on it: the write stays a line behind.
      least = Math.min(least, firstRowAt - (top + 1) * lineNanos, lastRowAt - (last + 1) * lineNanos);
      greatest = Math.max(greatest, firstRowAt + rowNanos - top * lineNanos, lastRowAt + rowNanos - last * lineNanos);
    }
    this.#least = Math.floor(least);
    this.#greatest = Math.ceil(greatest);
    this.walkCycles = timing.end;
    this.walkMicros = Math.ceil(timing.micros(timing.end));
  }
}
