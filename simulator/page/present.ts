import type { WrittenWindows } from '../bus/written-windows.js';
import type { Simulation } from '../headless/simulation.js';
import type { Present } from './live-messages.js';

/** One write of the bus as the page draws it. */
export function presentOf({ panel, model, board }: Simulation, written: WrittenWindows): Present {
  const { start, end, count } = written;
  const { beam } = panel;
  const line = beam.scanning ? (start - (beam.scanFrom(start) - beam.scanMicros)) / beam.lineMicros : 0;
  const edge = board.te ? panel.teAfter(start) - beam.scanMicros : Number.NaN;
  return {
    kind: 'present',
    start,
    end,
    beam: Math.min(model.height, Math.floor(line)),
    edge: Number.isFinite(edge) ? edge : null,
    period: beam.scanMicros,
    windows: Array.from(written.windows.subarray(0, count * 4)),
  };
}
