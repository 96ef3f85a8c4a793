import type { Comparing } from '../../../firmware/damage/cover.js';
import { devkit } from '../../../firmware/panel/boards.js';
import { definePanel } from '../../../firmware/panel/define-panel.js';
import type { PanelModel } from '../../../firmware/panel/model.js';
import { defaultPanelModel, panelModels } from '../../../firmware/panel/models/registry.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { declaredCycles } from './declared-cycles.js';
import type { Trace } from './trace.js';
import { TraceSource } from './trace-source.js';

/** What a replay took of the virtual bus and of memory, over all frames. */
export interface Replay {
  readonly cycles: number;
  /** Of other commands meanwhile: the pacer moves the TE line. */
  readonly commandCycles: number;
  readonly windows: number;
  readonly pixels: number;
  readonly declaredCycles: number;
  /** Frames that were compared, and pixels compared in them. */
  readonly comparedFrames: number;
  readonly comparedPixels: number;
  /** Windows of the frames that were compared, which were searched for. */
  readonly searchedWindows: number;
  /** Whether each frame was compared. */
  readonly isCompared: readonly boolean[];
  readonly clockHz: number;
  /** Windows of each frame (left, top, right, bottom). */
  readonly frames: readonly (readonly (readonly number[])[])[];
}

/** The longest a present may take: the wait for a slot and some scans. */
const PATIENCE_MILLIS = 400;

/**
 * Replays a trace through the whole firmware on a strict virtual panel. Throws where GRAM is not the replayed picture in every
 * pixel after any frame. The cycles are the bus's own count for the presents.
 */
export function replay(trace: Trace, windowCycles: number, comparing: Comparing): Replay {
  const model = modelFor(trace);
  const board = { ...devkit(model), windowCycles };
  const source = new TraceSource(trace);
  const simulation = new Simulation({ model, board, sources: [source], oscillatorError: 0 });
  const { clock, controller, bus, panel } = simulation;
  const { cover, presenter } = controller;
  cover.comparing = comparing;
  clock.runForMillis(1500);
  expectPicture(trace, source.picture, panel.gramPixels(clock.time), 'its first picture');
  const frames: (readonly number[])[][] = [];
  simulation.onWindows(({ windows, count }) => {
    frames[frames.length - 1]?.push(
      ...Array.from({ length: count }, (_, at) => [...windows.subarray(4 * at, 4 * at + 4)]),
    );
  });
  const { cycles, windows } = bus.counts;
  const { pixels } = presenter.counts;
  const { comparedFrames, comparedPixels } = cover.counts;
  const pixelCycles = board.framing === 'qspi' ? 4 : 16;
  const isCompared: boolean[] = [];
  let declared = 0;
  let searchedWindows = 0;
  trace.frames.forEach((frame, at) => {
    const { presented } = presenter.counts;
    const compares = cover.counts.comparedFrames;
    frames.push([]);
    source.next();
    controller.step(Math.floor(clock.time));
    const until = clock.time + PATIENCE_MILLIS * 1000;
    while (presenter.counts.presented === presented && clock.time < until) clock.runUntil(Math.min(clock.next, until));
    if (presenter.counts.presented === presented) throw new Error(`${trace.name}: frame ${at} was not presented`);
    expectPicture(trace, source.picture, panel.gramPixels(clock.time), `frame ${at}`);
    isCompared.push(cover.counts.comparedFrames > compares);
    if (cover.counts.comparedFrames > compares) searchedWindows += frames[at]!.length;
    declared += declaredCycles(frame.declared, trace.width, trace.height, trace.align, windowCycles, pixelCycles);
  });
  const { warnings } = panel;
  if (warnings.count > 0) throw new Error(`${trace.name}: the panel warns: ${warnings.last.join('; ')}`);
  const written = bus.counts.windows - windows;
  const sent = presenter.counts.pixels - pixels;
  const presentCycles = written * windowCycles + sent * pixelCycles;
  return {
    cycles: presentCycles,
    commandCycles: bus.counts.cycles - cycles - presentCycles,
    windows: written,
    pixels: sent,
    declaredCycles: declared,
    comparedFrames: cover.counts.comparedFrames - comparedFrames,
    comparedPixels: cover.counts.comparedPixels - comparedPixels,
    searchedWindows,
    isCompared,
    clockHz: board.clockHz,
    frames,
  };
}

/** The registered model of a trace's size, else one made for it. */
function modelFor({ width, height, align }: Trace): PanelModel {
  const fits = panelModels.find((model) => {
    return !model.simulatedOnly && model.width === width && model.height === height && model.align.x === align;
  });
  if (fits !== undefined) return fits;
  return definePanel({
    ...defaultPanelModel,
    name: `trace-${width}x${height}`,
    width,
    height,
    gram: { width, height },
    origin: { x: 0, y: 0 },
    align: { x: align, y: align },
    scan: { hz: 60, lines: height + 8 },
    cornerRadius: 0,
    unsafe: [],
  });
}

function expectPicture(trace: Trace, expected: Uint16Array, actual: Uint16Array, what: string): void {
  const at = expected.findIndex((pixel, index) => pixel !== actual[index]);
  if (at < 0 && expected.length === actual.length) return;
  const { width } = trace;
  throw new Error(
    `${trace.name}: after ${what} GRAM has ${actual[at]?.toString(16)} at (${at % width}, ${Math.floor(at / width)}), not ${expected[at]?.toString(16)}`,
  );
}
