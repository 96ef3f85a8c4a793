import { parseArgs } from 'node:util';
import { withBest } from '../support/traces/best-cycles.js';
import { ownTrace, ownTraceNames } from '../support/traces/own-traces.js';
import { readTraces } from '../support/traces/read-traces.js';
import { replay } from '../support/traces/replay.js';
import type { BenchResult } from './bench-result.js';
import { countCover } from './refresh/cover-instructions.js';
import { dearerBy, figuresOf, geomean, microsOf, missedBy, type TraceFigures } from './refresh/figures.js';
import { drawCover } from './refresh/picture.js';

/** The other window cost that is held. */
const DEAR_WINDOW = 1240;

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
  const isOwn = values.traces === undefined;
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
  const dear = isOwn && windowCycles === 160 ? whereWindowsAreDear() : { counts: {}, missed: [] };
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
    counts: isOwn && windowCycles === 160 ? { ...countsOf(figures, figuresByCost), ...dear.counts } : {},
    missed: [
      ...missedBy('always compared', windowCycles, figures),
      ...dearerBy(traces, byCost),
      ...instructions.missed,
      ...dear.missed,
    ],
  };
}

/** The own traces once more, held to the same limits where a window costs what a driver with gaps takes. */
function whereWindowsAreDear(): { counts: Record<string, number>; missed: string[] } {
  const traces = ownTraceNames.map((name) => withBest(ownTrace(name), DEAR_WINDOW));
  const always = traces.map((trace) => replay(trace, DEAR_WINDOW, 'always'));
  const byCost = traces.map((trace) => replay(trace, DEAR_WINDOW, 'byCost'));
  const figures = traces.map((trace, at) => figuresOf(trace, always[at]!));
  return {
    counts: Object.fromEntries(figures.map(({ name, cycles }) => [`${name} cycles at ${DEAR_WINDOW}`, cycles])),
    missed: [
      ...missedBy(`always compared, window cost ${DEAR_WINDOW}`, DEAR_WINDOW, figures),
      ...dearerBy(traces, byCost).map((sentence) => `window cost ${DEAR_WINDOW}: ${sentence}`),
    ],
  };
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
