import { PACK_BYTES_PER_SECOND, STRIP_BYTES, type WindowTiming } from '../bus/timing.js';
import type { RegionList } from '../geometry/region-list.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { CheckedPace } from '../kernels/checked-pace.js';
import { PaceWord } from '../kernels/pace-word.js';
import type { FrameMemory } from '../platform/memory.js';
import type { Beam } from './beam.js';

const NEVER = Number.NEGATIVE_INFINITY;
/** Rounding of stamps and starts to whole microseconds, and the bus's own latency. */
const MARGIN_NANOS = 6000;
const BOTH_MARGINS_NANOS = 2 * MARGIN_NANOS;

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
  readonly #pace: CheckedPace;
  readonly #clockHz: number;
  /** The state's words; see `PaceWord`. */
  readonly #words: Int32Array;
  /** Where `find` answered `open`: when to begin, integer microseconds. */
  startAt = 0;
  /** The latest start of that slot. */
  closesAt = 0;
  /** Latest start of the scan that first shows the whole present. */
  shownScanAt = 0;
  /** Of the windows of the last `find`: pixels, and bus cycles of the whole walk. */
  pixels = 0;
  walkCycles = 0;

  constructor(
    beam: Beam,
    { framing, clockHz, windowCycles }: WindowTiming,
    kernels: CheckedKernels,
    memory: FrameMemory,
  ) {
    this.#beam = beam;
    this.#pace = kernels.openPace(memory);
    this.#clockHz = clockHz;
    this.#words = this.#pace.words;
    this.#words[PaceWord.windowCycles] = windowCycles;
    this.#words[PaceWord.pixelCycles] = framing.pixelCycles;
    this.#words[PaceWord.clockHz] = clockHz;
    this.#words[PaceWord.stripBytes] = STRIP_BYTES;
    this.#words[PaceWord.packBytes] = PACK_BYTES_PER_SECOND;
    this.#words[PaceWord.lines] = beam.lines;
  }

  /** One more than their last row. */
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
    const edgeAt = beam.edgeAt;
    const periodLow = beam.periodLow;
    const periodHigh = beam.periodHigh;
    this.#pace.walk(windows, periodLow, periodHigh);
    this.pixels = words[PaceWord.pixels]!;
    this.walkCycles = words[PaceWord.cycles]!;
    if (now > beam.lostAfter) return edgeAt !== NEVER && this.#isTooLong ? Slot.none : Slot.needsEdge;
    // From here on nanoseconds after the edge. The slot of scan k closes at `endLow` + k * `periodLow`, or the same of the long
    // period, whichever is earlier. The earliest that does not close too soon is sought: where it is too short, those behind it
    // are no longer, as the ends of the period's bounds draw apart.
    const from = (now - edgeAt) * 1000;
    const by = from + (lead + this.#packMicros) * 1000 + BOTH_MARGINS_NANOS;
    const endLow = beam.phaseLow + periodLow - words[PaceWord.greatestLow]!;
    const endHigh = beam.phaseHigh + periodHigh - words[PaceWord.greatestHigh]!;
    const scan = Math.ceil(Math.max((by - endLow) / periodLow, (by - endHigh) / periodHigh));
    const high = beam.phaseHigh + scan * periodHigh;
    const opens = Math.max(
      beam.phaseLow + scan * periodLow - words[PaceWord.leastLow]!,
      high - words[PaceWord.leastHigh]!,
      from - MARGIN_NANOS,
    );
    const closes = Math.min(endLow + scan * periodLow, endHigh + scan * periodHigh);
    if (opens + BOTH_MARGINS_NANOS > closes) return this.#isTooLong ? Slot.none : Slot.needsEdge;
    this.startAt = Math.max(now, edgeAt + Math.ceil((opens + MARGIN_NANOS) / 1000));
    this.closesAt = edgeAt + Math.floor((closes - MARGIN_NANOS) / 1000);
    this.shownScanAt = edgeAt + Math.ceil((high + periodHigh) / 1000);
    return Slot.open;
  }

  /** Whether the span in which no scan may start is longer than a scan. */
  get #isTooLong(): boolean {
    const { periodLow, periodHigh } = this.#beam;
    const words = this.#words;
    const spanLow = words[PaceWord.greatestLow]! - words[PaceWord.leastLow]! + BOTH_MARGINS_NANOS;
    const spanHigh = words[PaceWord.greatestHigh]! - words[PaceWord.leastHigh]! + BOTH_MARGINS_NANOS;
    return spanLow > periodLow && spanHigh > periodHigh;
  }

  /**
   * The line at which an edge helps the windows of the last `find` most, 1 to `visibleLines`: the last one from which every row still beats the beam; where
   * there is none, the one at which the slot behind the beam opens.
   */
  edgeLine(lead: number, visibleLines: number): number {
    const beam = this.#beam;
    const words = this.#words;
    const late = (lead + this.#packMicros) * 1000 + MARGIN_NANOS;
    const { periodLow, periodHigh, lines } = beam;
    const low = late + words[PaceWord.greatestLow]!;
    const high = late + words[PaceWord.greatestHigh]!;
    const ahead = -lines * Math.max(low / periodLow, high / periodHigh);
    if (ahead >= 1) return Math.min(Math.floor(ahead), visibleLines);
    const behindLow = (MARGIN_NANOS - words[PaceWord.leastLow]!) / periodLow;
    const behindHigh = (MARGIN_NANOS - words[PaceWord.leastHigh]!) / periodHigh;
    const opens = Math.max(1, Math.ceil(lines * Math.max(behindLow, behindHigh)));
    const aheadOfNext = lines + ahead;
    return Math.min(aheadOfNext >= opens ? Math.floor(aheadOfNext) : opens, visibleLines);
  }

  /** Microseconds until the first strip of the first window is packed. */
  get #packMicros(): number {
    return Math.ceil((this.#words[PaceWord.firstBytes]! * 1_000_000) / PACK_BYTES_PER_SECOND);
  }
}
