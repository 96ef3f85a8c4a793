import type { Board } from '../platform/board.js';
import type { PanelModel } from './model.js';
import { panelModel, panelModels } from './models/registry.js';

/** Window costs are the framing's own until one is calibrated on the board. */
const QSPI = { framing: 'qspi', clockHz: 40_000_000, windowCycles: 160 } as const;
const SPI = { framing: 'spi', clockHz: 40_000_000, windowCycles: 88 } as const;

/** Boards one can buy, and for every model a plain devkit with all wires in place. */
export const boards: readonly Board[] = Object.freeze([
  board({ name: 'waveshare-2.06', panel: 'co5300-410x502', te: true, ...QSPI }), // TE on GPIO13
  board({ name: 'lilygo-t-watch-ultra', panel: 'co5300-410x502', te: true, ...QSPI }), // TE on GPIO6
  board({ name: 'waveshare-1.8-v1', panel: 'sh8601-368x448', te: false, ...QSPI }),
  board({ name: 'waveshare-1.8-v2', panel: 'co5300-368x448', te: false, ...QSPI }),
  board({ name: 'waveshare-1.75', panel: 'co5300-466x466', te: false, ...QSPI }),
  board({ name: 'waveshare-1.64', panel: 'co5300-280x456', te: false, ...QSPI }),
  board({ name: 'waveshare-2.16', panel: 'co5300-480x480', te: false, ...QSPI }),
  board({ name: 'waveshare-2.41', panel: 'rm690b0-450x600', te: false, ...QSPI }), // its TE ends at an I/O expander: too slow
  board({ name: 'lilygo-t4-s3', panel: 'rm690b0-450x600', te: true, ...QSPI }), // TE on GPIO18
  board({ name: 'lilygo-1.91', panel: 'rm67162-240x536', te: true, ...QSPI }), // TE on GPIO9
  board({ name: 'lilygo-1.91-plus', panel: 'rm67162-240x536', te: true, ...SPI }), // TE on GPIO9
  board({ name: 'waveshare-rp2350-1.75', panel: 'co5300-466x466', te: false, ...QSPI }),
  board({ name: 'waveshare-rp2350-lcd-1.69', panel: 'st7789-240x280', te: false, twoSurfaces: true, ...SPI }), // 520 KB
  ...panelModels.map(devkit),
]);

/** The devkit of a model. Throws `RangeError` where the model is unknown. */
export function boardFor(modelName: string): Board {
  return boardNamed(`devkit-${panelModel(modelName).name}`);
}

/** The board of this name. Throws `RangeError`, which lists the known names, where there is none. */
export function boardNamed(name: string): Board {
  for (const board of boards) if (board.name === name) return board;
  throw new RangeError(`no board "${name}"; known are ${boards.map((board) => board.name).join(', ')}`);
}

/** A plain board for a model: TE wired, 40 MHz; the virtual phone's bus runs at its 160 MHz. */
export function devkit(model: PanelModel): Board {
  const name = `devkit-${model.name}`;
  if (model.controller === 'ST7789') return board({ name, panel: model.name, te: true, ...SPI });
  const clockHz = model.simulatedOnly ? model.clock.ratedHz : QSPI.clockHz;
  return board({ ...QSPI, name, panel: model.name, te: true, clockHz });
}

function board(data: Board): Board {
  return Object.freeze(data);
}
