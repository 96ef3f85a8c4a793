import type { Region } from '../../firmware/geometry/region.js';
import { boardFor } from '../../firmware/panel/boards.js';
import { panelModel, panelModels } from '../../firmware/panel/models/registry.js';

/** What a maker of faces must know of a panel, and of the devkit that carries it. */
export interface PanelFacts {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly shape: 'rectangle' | 'round';
  readonly cornerRadius: number;
  /** Lenses. */
  readonly unsafe: readonly Region[];
  /** Of its own refresh. */
  readonly hz: number;
  /** Pixels that its bus carries in a second. */
  readonly pixelsPerSecond: number;
}

/** The names of all panels of the registry. */
export const panelNames: readonly string[] = panelModels.map(({ name }) => name);

/** Facts about a panel of the registry. Throws `RangeError` where there is none of that name. */
export function panelFacts(name: string): PanelFacts {
  const { width, height, cornerRadius, unsafe, scan } = panelModel(name);
  const board = boardFor(name);
  return {
    name,
    width,
    height,
    shape: width === height && 2 * cornerRadius >= width ? 'round' : 'rectangle',
    cornerRadius,
    unsafe: unsafe
      .filter(({ kind }) => kind === 'lens')
      .map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
    hz: scan.hz,
    // A pixel of 16 bits takes 4 clocks on four lines, 16 on one.
    pixelsPerSecond: board.clockHz / (board.framing === 'qspi' ? 4 : 16),
  };
}
