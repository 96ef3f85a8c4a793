import { parseArgs } from 'node:util';
import { withBest } from '../support/traces/best-cycles.js';
import { ownTrace, ownTraceNames } from '../support/traces/own-traces.js';
import { readTraces } from '../support/traces/read-traces.js';
import { type Replay, replay } from '../support/traces/replay.js';
import type { Trace } from '../support/traces/trace.js';
import type { BenchResult } from './bench-result.js';
import { countCover } from './refresh/cover-instructions.js';
import { drawCover } from './refresh/picture.js';

/** Two surfaces are read at this rate; the search is reckoned at 1,500 instructions a window, two cycles each, 240 MHz. */
const BYTES_A_MICRO = 84;
const SEARCH_MICROS_A_WINDOW = 12.5;

/** One trace's figures; a ratio is null where the trace does not carry what it is against. */
interface TraceFigures {
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

/**
 * Replays damage traces through the real present path and holds every frame's GRAM against the replayed picture. Without
 * `--traces DIR` the own ones, whose best covers are known at window costs 160 and 1240. `--window-cost N` (160).
 * `--picture FILE.png [--trace NAME] [--frame N]` draws a frame's windows.
 */
export async function run(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: {
      traces: { type: 'string' },
      'window-cost': { type: 'string', default: '160' },
      picture: { type: 'string' },
      trace: { type: 'string' },
      frame: { type: 'string', default: '0' },
    },
  });
  const windowCycles = Number(values['window-cost']);
  if (!Number.isInteger(windowCycles) || windowCycles < 160) {
    throw new RangeError('--window-cost takes a whole number of bus cycles, 160 (what the commands take) or more');
  }
  const traces =
    values.traces === undefined
      ? ownTraceNames.map((name) => withBest(ownTrace(name), windowCycles))
      : readTraces(values.traces, windowCycles);
  const always = traces.map((trace) => replay(trace, windowCycles, 'always'));
  const byCost = traces.map((trace) => replay(trace, windowCycles, 'byCost'));
  if (values.picture !== undefined) {
    const at = values.trace === undefined ? 0 : traces.findIndex(({ name }) => name === values.trace);
    if (at < 0) throw new RangeError(`there is no trace ${values.trace}: ${traces.map(({ name }) => name).join(', ')}`);
    drawCover(traces[at]!, always[at]!, Number(values.frame), values.picture);
  }
  const figures = traces.map((trace, at) => figuresOf(trace, always[at]!));
  const figuresByCost = traces.map((trace, at) => figuresOf(trace, byCost[at]!));
  const instructions = countCover(traces, windowCycles, [
    { name: 'always compared', replays: always, isHeld: windowCycles === 160 },
    { name: 'compared where it pays', replays: byCost, isHeld: windowCycles === 160 },
  ]);
  const times = traces.map(({ name }, at) => ({ name, ...microsOf(byCost[at]!) }));
  const json = {
    windowCycles,
    traces: figures,
    geomeanToBest: geomean(figures.map(({ ratioToBest }) => ratioToBest)),
    geomeanToLvgl: geomean(figures.map(({ ratioToLvgl }) => ratioToLvgl)),
    byCost: {
      traces: figuresByCost.map((figure, at) => ({ ...figure, ...times[at] })),
      geomeanToBest: geomean(figuresByCost.map(({ ratioToBest }) => ratioToBest)),
      geomeanToLvgl: geomean(figuresByCost.map(({ ratioToLvgl }) => ratioToLvgl)),
    },
    instructions: instructions.json,
  };
  return {
    tables: [
      table(`Always compared, window cost ${windowCycles}`, figures, json),
      table('Compared where it pays (the default)', figuresByCost, json.byCost),
      {
        title: 'Where it pays: microseconds of bus, compare and search (84 MB/s, 240 MHz), all frames',
        columns: ['trace', 'compared', 'frames', 'all told', 'declared regions', 'ratio'],
        rows: times.map(({ name, comparedFrames, micros, declaredMicros }, at) => [
          name,
          comparedFrames,
          traces[at]!.frames.length,
          Math.round(micros),
          Math.round(declaredMicros),
          micros / declaredMicros,
        ]),
      },
      instructions.table,
    ],
    json,
    counts: values.traces === undefined && windowCycles === 160 ? countsOf(figures, figuresByCost) : {},
    missed: [
      ...missedBy('always compared', windowCycles, figures, json.geomeanToBest, json.geomeanToLvgl),
      ...times
        .filter(({ micros, declaredMicros }) => micros > declaredMicros * DEARER + TRIAL_MICROS)
        .map(({ name }) => `${name}: comparing where it pays is dearer than sending the declared regions.`),
      ...instructions.missed,
    ],
  };
}

/** Trying now and then whether a compare pays may cost this part of a long run, and so many microseconds of a short one. */
const DEARER = 1.005;
const TRIAL_MICROS = 400;

function figuresOf(trace: Trace, played: Replay): TraceFigures {
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

function microsOf(played: Replay): { comparedFrames: number; micros: number; declaredMicros: number } {
  const { cycles, declaredCycles, comparedFrames, comparedPixels, searchedWindows, clockHz } = played;
  const bus = (count: number): number => (count * 1e6) / clockHz;
  return {
    comparedFrames,
    micros: bus(cycles) + (4 * comparedPixels) / BYTES_A_MICRO + searchedWindows * SEARCH_MICROS_A_WINDOW,
    declaredMicros: bus(declaredCycles),
  };
}

function geomean(ratios: readonly (number | null)[]): number | null {
  const known = ratios.filter((ratio) => ratio !== null);
  if (known.length === 0) return null;
  return Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length);
}

function table(
  title: string,
  figures: readonly TraceFigures[],
  means: { geomeanToBest: number | null; geomeanToLvgl: number | null },
): BenchResult['tables'][number] {
  return {
    title,
    columns: ['trace', 'cycles a frame', 'windows', 'pixels', 'declared', 'best', 'to best', 'LVGL', 'to LVGL'],
    rows: [
      ...figures.map((it) => [
        it.name,
        Math.round(it.cycles / it.frames),
        it.windows / it.frames,
        Math.round(it.pixels / it.frames),
        Math.round(it.declaredCycles / it.frames),
        it.best === null ? '' : Math.round(it.best / it.frames),
        it.ratioToBest === null ? '' : it.ratioToBest.toFixed(3),
        it.lvgl === null ? '' : Math.round(it.lvgl / it.frames),
        it.ratioToLvgl === null ? '' : it.ratioToLvgl.toFixed(3),
      ]),
      [
        'geometric mean',
        '',
        '',
        '',
        '',
        '',
        means.geomeanToBest?.toFixed(4) ?? '',
        '',
        means.geomeanToLvgl?.toFixed(4) ?? '',
      ],
    ],
  };
}

function countsOf(always: readonly TraceFigures[], byCost: readonly TraceFigures[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { name, cycles, windows, declaredCycles } of always) {
    counts[`${name} cycles`] = cycles;
    counts[`${name} windows`] = windows;
    counts[`${name} declared cycles`] = declaredCycles;
  }
  for (const { name, cycles } of byCost) counts[`${name} cycles by cost`] = cycles;
  return counts;
}

/** What one trace may take of the best cover known. */
const MOST_TO_BEST = 1.1;
/** What all traces together may take of LVGL's cycles, where a window costs what its commands take, and where it is dear. */
const MOST_TO_LVGL = 0.36;
const MOST_TO_LVGL_DEAR = 0.47;

/** The limits of bus cycles against the best cover known and against LVGL. */
function missedBy(
  mode: string,
  windowCycles: number,
  figures: readonly TraceFigures[],
  toBest: number | null,
  toLvgl: number | null,
): string[] {
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
