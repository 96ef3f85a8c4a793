import type { Replay } from '../../support/traces/replay.js';
import type { Trace } from '../../support/traces/trace.js';

/** Two surfaces are read at this rate; the search is reckoned at 2,000 instructions a window, two cycles each, 240 MHz. */
const BYTES_A_MICRO = 84;
const SEARCH_MICROS_A_WINDOW = 16;

/** One trace's figures; a ratio is null where the trace does not carry what it is against. */
export interface TraceFigures {
  readonly name: string;
  readonly frames: number;
  readonly cycles: number;
  readonly windows: number;
  readonly pixels: number;
  readonly declaredCycles: number;
  readonly best: number | null;
  readonly lvgl: number | null;
  readonly ratioToBest: number | null;
  readonly ratioToLvgl: number | null;
}

/** What a trace took, and its ratios. */
export function figuresOf(trace: Trace, played: Replay): TraceFigures {
  const sum = (of: (at: number) => number | null): number | null =>
    trace.frames.reduce<number | null>((total, _, at) => {
      const value = of(at);
      return total === null || value === null ? null : total + value;
    }, 0);
  const { cycles, windows, pixels, declaredCycles } = played;
  const best = sum((at) => trace.frames[at]!.best);
  const lvgl = sum((at) => trace.frames[at]!.lvgl);
  const ratio = (to: number | null): number | null => (to === null || to === 0 ? null : cycles / to);
  return {
    name: trace.name,
    frames: trace.frames.length,
    cycles,
    windows,
    pixels,
    declaredCycles,
    best,
    lvgl,
    ratioToBest: ratio(best),
    ratioToLvgl: ratio(lvgl),
  };
}

/** Time of the bus, the compare and the search, and of the bus for the declared regions, by the memory model. */
export function microsOf(played: Replay): { comparedFrames: number; micros: number; declaredMicros: number } {
  const { cycles, declaredCycles, comparedFrames, comparedPixels, searchedWindows, clockHz } = played;
  const bus = (count: number): number => (count * 1e6) / clockHz;
  return {
    comparedFrames,
    micros: bus(cycles) + (4 * comparedPixels) / BYTES_A_MICRO + searchedWindows * SEARCH_MICROS_A_WINDOW,
    declaredMicros: bus(declaredCycles),
  };
}

/** The geometric mean of what is known. */
export function geomean(ratios: readonly (number | null)[]): number | null {
  const known = ratios.filter((ratio) => ratio !== null);
  if (known.length === 0) return null;
  return Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length);
}

/** What one trace may take of the best cover known. */
const MOST_TO_BEST = 1.1;
/** What all traces together may take of LVGL's cycles, where a window costs what its commands take, and where it is dear. */
const MOST_TO_LVGL = 0.36;
const MOST_TO_LVGL_DEAR = 0.47;

/** A sentence for each limit of bus cycles against the best cover known and against LVGL that was missed. */
export function missedBy(mode: string, windowCycles: number, figures: readonly TraceFigures[]): string[] {
  const toBest = geomean(figures.map(({ ratioToBest }) => ratioToBest));
  const toLvgl = geomean(figures.map(({ ratioToLvgl }) => ratioToLvgl));
  const missed: string[] = [];
  for (const { name, ratioToBest, ratioToLvgl } of figures) {
    if (ratioToBest !== null && ratioToBest > MOST_TO_BEST)
      missed.push(`${name}, ${mode}: ${ratioToBest.toFixed(3)} x the best.`);
    if (ratioToLvgl !== null && ratioToLvgl > 1) missed.push(`${name}, ${mode}: dearer than LVGL.`);
  }
  if (toBest !== null && toBest > 1.05) missed.push(`${mode}: ${toBest.toFixed(4)} x the best in the geometric mean.`);
  const most = windowCycles === 160 ? MOST_TO_LVGL : MOST_TO_LVGL_DEAR;
  if (toLvgl !== null && toLvgl > most) missed.push(`${mode}: ${toLvgl.toFixed(4)} x LVGL in the geometric mean.`);
  return missed;
}

/** A sentence for each trace that takes longer where the cover decides by cost than its declared regions would. */
export function dearerBy(traces: readonly Trace[], byCost: readonly Replay[]): string[] {
  return traces.flatMap(({ name }, at) => {
    const { micros, declaredMicros } = microsOf(byCost[at]!);
    if (micros <= declaredMicros) return [];
    return [`${name}: comparing where it pays is ${(micros / declaredMicros).toFixed(4)} x the declared regions.`];
  });
}
