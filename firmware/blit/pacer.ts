import { PACK_BYTES_PER_SECOND, STRIP_BYTES, type WindowTiming } from '../bus/timing.js';
import type { RegionList } from '../geometry/region-list.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import { PaceWord } from '../kernels/pace-word.js';
import { PACE_STATE_BYTES } from '../kernels/state-sizes.js';
import type { FrameMemory } from '../platform/memory.js';
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
  readonly #kernels: CheckedKernels;
  readonly #clockHz: number;
  readonly #state: Uint8Array;
  /** The state's words; see `PaceWord`. */
  readonly #words: Int32Array;
  /** Where `find` answered `open`: when to begin, integer microseconds. */
  startAt = 0;
  /** The latest start of that slot. */
  closesAt = 0;
  /** Latest start of the scan that first shows the whole present. */
  shownScanAt = 0;

  constructor(
    beam: Beam,
    { framing, clockHz, windowCycles }: WindowTiming,
    kernels: CheckedKernels,
    memory: FrameMemory,
  ) {
    this.#beam = beam;
    this.#kernels = kernels;
    this.#clockHz = clockHz;
    this.#state = memory.allocate(PACE_STATE_BYTES);
    this.#words = new Int32Array(this.#state.buffer, this.#state.byteOffset, PACE_STATE_BYTES / 4);
    this.#words[PaceWord.windowCycles] = windowCycles;
    this.#words[PaceWord.pixelCycles] = framing.pixelCycles;
    this.#words[PaceWord.clockHz] = clockHz;
    this.#words[PaceWord.stripBytes] = STRIP_BYTES;
    this.#words[PaceWord.packBytes] = PACK_BYTES_PER_SECOND;
    this.#words[PaceWord.lines] = beam.lines;
  }

  /** Of the windows of the last `find` or `edgeLine`: bus cycles of the whole walk, pixels, one more than the last row. */
  get walkCycles(): number {
    return this.#words[PaceWord.cycles]!;
  }

  get pixels(): number {
    return this.#words[PaceWord.pixels]!;
  }

  get bottom(): number {
    return this.#words[PaceWord.bottom]!;
  }

  /** How long they take on the bus, microseconds. */
  get walkMicros(): number {
    return Math.ceil((this.walkCycles * 1_000_000) / this.#clockHz);
  }

  /**
   * Looks for the earliest slot from `now`. The bus may begin up to `lead` microseconds and the packing of a first strip later
   * than it is told to: wherever in that time it begins must be inside the slot.
   */
  find(windows: RegionList, now: number, lead: number): Slot {
    const beam = this.#beam;
    const words = this.#words;
    const { edgeAt, periodLow, periodHigh } = beam;
    this.#measure(windows);
    if (edgeAt === Number.NEGATIVE_INFINITY) return Slot.needsEdge;
    const leastLow = words[PaceWord.leastLow]!;
    const leastHigh = words[PaceWord.leastHigh]!;
    const greatestLow = words[PaceWord.greatestLow]!;
    const greatestHigh = words[PaceWord.greatestHigh]!;
    const tooLong = greatestLow - leastLow + 2 * MARGIN_NANOS > periodLow;
    if (tooLong && greatestHigh - leastHigh + 2 * MARGIN_NANOS > periodHigh) return Slot.none;
    const from = (now - edgeAt) * 1000;
    const by = from + (lead + this.#packMicros) * 1000 + 2 * MARGIN_NANOS;
    // A row at the bottom is passed a period after its scan began, and the first scan after an edge may begin a period after it.
    const first = Math.max(-2, Math.floor(from / periodHigh) - 2);
    const last = Math.floor(from / periodLow) + 1;
    if (last - first > MOST_SCANS) return Slot.needsEdge;
    const phaseLow = beam.scanStart(0, periodLow);
    const phaseHigh = beam.scanStart(0, periodHigh);
    for (let scan = first; scan <= last; scan += 1) {
      const low = phaseLow + scan * periodLow;
      const high = phaseHigh + scan * periodHigh;
      const closes = Math.min(low + periodLow - greatestLow, high + periodHigh - greatestHigh);
      if (by > closes) continue;
      const opens = Math.max(low - leastLow, high - leastHigh, from - MARGIN_NANOS);
      if (opens + 2 * MARGIN_NANOS > closes) continue;
      this.startAt = Math.max(now, edgeAt + Math.ceil((opens + MARGIN_NANOS) / 1000));
      this.closesAt = edgeAt + Math.floor((closes - MARGIN_NANOS) / 1000);
      this.shownScanAt = edgeAt + Math.ceil((high + periodHigh) / 1000);
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
    const words = this.#words;
    this.#measure(windows);
    const late = (lead + this.#packMicros) * 1000 + MARGIN_NANOS;
    let ahead = Number.POSITIVE_INFINITY;
    let aheadOfNext = Number.POSITIVE_INFINITY;
    let behind = 0;
    for (let end = 0; end < 2; end += 1) {
      const period = end === 0 ? beam.periodLow : beam.periodHigh;
      const line = beam.lineNanos(period);
      const greatest = words[PaceWord.greatestLow + end]!;
      ahead = Math.min(ahead, (-greatest - late) / line);
      aheadOfNext = Math.min(aheadOfNext, (period - greatest - late) / line);
      behind = Math.max(behind, (MARGIN_NANOS - words[PaceWord.leastLow + end]!) / line);
    }
    const opens = Math.max(1, Math.ceil(behind));
    if (ahead >= 1) return Math.min(Math.floor(ahead), visibleLines);
    return Math.min(aheadOfNext >= opens ? Math.floor(aheadOfNext) : opens, visibleLines);
  }

  /** Microseconds until the first strip of the first window is packed. */
  get #packMicros(): number {
    return Math.ceil((this.#words[PaceWord.firstBytes]! * 1_000_000) / PACK_BYTES_PER_SECOND);
  }

  #measure(windows: RegionList): void {
    const { periodLow, periodHigh } = this.#beam;
    this.#kernels.pace(this.#state, 0, windows.bytes, 0, windows.count, periodLow, periodHigh);
  }
}
