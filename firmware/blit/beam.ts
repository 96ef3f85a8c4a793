/** How far a panel's oscillator may be off, in thousandths (measured across shipping panels: up to 8 %). */
const OSCILLATOR_PERMILLE = 80;
/** How far a measured period may drift before it is measured again, in millionths: an RC oscillator and a few degrees. */
const DRIFT_PPM = 300;
/** Where the beam may be this far from where it is reckoned, a new edge is worth asking for. */
const STALE_NANOS = 200_000;
/** Edges are stamped in whole microseconds. */
const STAMP_NANOS = 1000;

/**
 * Where the beam is, as far as the TE edges tell: the last edge and the bounds of the refresh period. Times out are
 * nanoseconds relative to the last edge, so that integers stay exact.
 */
export class Beam {
  /** Lines of a scan, with porch. */
  readonly lines: number;
  #nominalLow = 0;
  #nominalHigh = 0;
  /** Nominal rate. */
  hz = 0;
  /** Stamp of the last edge, microseconds; -Infinity before the first. */
  edgeAt = Number.NEGATIVE_INFINITY;
  /** Bounds of the refresh period, nanoseconds. */
  periodLow = 0;
  periodHigh = 0;
  /** Start of the first scan after the last edge for either period, nanoseconds after the edge; `scanStart` has the others. */
  phaseLow = 0;
  phaseHigh = 0;
  /** After this, microseconds, the last edge is so long past that the beam's place is vague. */
  vagueAfter = Number.NEGATIVE_INFINITY;
  /** After this it may be anywhere: the bounds of the period have drawn apart by a whole one, some scans ago. */
  lostAfter = Number.NEGATIVE_INFINITY;
  /** Line the beam was on at the last edge, and the one it will be on at the next. */
  #line: number;
  #nextLine: number;

  /** `hz` is the nominal scan rate, `lines` a scan's lines with porch, `visibleLines` those on the glass. */
  constructor(hz: number, lines: number, visibleLines: number) {
    this.lines = lines;
    // TE rises at the start of vertical blanking until it is told otherwise.
    this.#line = visibleLines;
    this.#nextLine = visibleLines;
    this.retime(hz);
  }

  /** The panel scans at another nominal rate from now on: neither phase nor period is known. */
  retime(hz: number): void {
    const period = Math.round(1e9 / hz);
    // Wide enough whether the 8 % are meant of the rate or of the period.
    this.#nominalLow = Math.floor((period * (1000 - OSCILLATOR_PERMILLE)) / 1000);
    this.#nominalHigh = Math.ceil((period * 1000) / (1000 - OSCILLATOR_PERMILLE));
    this.periodLow = this.#nominalLow;
    this.periodHigh = this.#nominalHigh;
    this.hz = hz;
    this.forget();
  }

  /** Nominal refresh period, microseconds. */
  get nominalMicros(): number {
    return Math.round(1e6 / this.hz);
  }

  /** From now on edges come when the beam is on this line, 1 to `lines` - 1. */
  expectLine(line: number): void {
    this.#nextLine = line;
  }

  /** The panel began to scan anew: the phase is not known any more, the period still is. */
  forget(): void {
    this.edgeAt = Number.NEGATIVE_INFINITY;
    this.vagueAfter = Number.NEGATIVE_INFINITY;
    this.lostAfter = Number.NEGATIVE_INFINITY;
  }

  /** Takes a TE edge: the phase is known anew, and the period where it is clear how many scans lie between. */
  edge(when: number): void {
    const between = (when - this.edgeAt) * 1000;
    // Between edges at different lines lies a part of a scan beside the whole ones.
    const part = (this.#nextLine - this.#line) / this.lines;
    this.edgeAt = when;
    this.#line = this.#nextLine;
    this.#learnPeriod(between, part);
    this.phaseLow = this.scanStart(0, this.periodLow);
    this.phaseHigh = this.scanStart(0, this.periodHigh);
    const apart = (this.periodHigh - this.periodLow) * 1000;
    this.vagueAfter = when + (STALE_NANOS * this.periodLow) / apart;
    this.lostAfter = when + (this.periodHigh * this.periodLow) / apart + (2 * this.periodHigh) / 1000;
  }

  /** So many nanoseconds lie between two edges, whole scans and a part of one. */
  #learnPeriod(between: number, part: number): void {
    const scans = Math.round((between * 2) / (this.periodLow + this.periodHigh) - part) + part;
    // Several numbers of scans fit a long gap: it says nothing new. An edge outside every bound is a missed or a doubled
    // one or another clock: the old bounds are given up.
    if (scans < 0.9 || scans > 10_000 || (scans + 1) * this.periodLow - STAMP_NANOS <= scans * this.periodHigh) return;
    const low = Math.floor((between - STAMP_NANOS) / scans);
    const high = Math.ceil((between + STAMP_NANOS) / scans);
    const measuredLow = low - Math.ceil((low * DRIFT_PPM) / 1e6);
    const measuredHigh = high + Math.ceil((high * DRIFT_PPM) / 1e6);
    const fits = measuredHigh >= this.#nominalLow && measuredLow <= this.#nominalHigh;
    this.periodLow = fits ? Math.max(measuredLow, this.#nominalLow) : this.#nominalLow;
    this.periodHigh = fits ? Math.min(measuredHigh, this.#nominalHigh) : this.#nominalHigh;
  }

  /** Start of scan number `scan` (0 is the one after the last edge) for a period, nanoseconds after the edge. */
  scanStart(scan: number, period: number): number {
    return Math.round(((this.lines - this.#line) * period) / this.lines) + scan * period;
  }

  /** Nanoseconds of one line. */
  lineNanos(period: number): number {
    return period / this.lines;
  }
}
