import type { PanelModel } from '../../firmware/panel/model.js';
import type { Registers } from './registers.js';

/** What the controller makes of the lines the beam copied: all on, inversion, eight colours, partial area. */
export function showPixels(model: PanelModel, registers: Registers, glass: Uint16Array, into: Uint16Array): void {
  if (registers.allPixels !== null) {
    into.fill(registers.allPixels === 'on' ? 0xffff : 0);
    return;
  }
  into.set(glass);
  if (registers.inverted !== model.inverted) for (let at = 0; at < into.length; at += 1) into[at] = ~into[at]!;
  if (registers.dcsIdle) for (let at = 0; at < into.length; at += 1) into[at] = eightColours(into[at]!);
  if (registers.partial) cutPartial(model, registers, into);
}

/** Each component is full where its highest bit is set, else dark. */
export function eightColours(pixel: number): number {
  return (
    ((pixel & 0x8000) !== 0 ? 0xf800 : 0) | ((pixel & 0x0400) !== 0 ? 0x07e0 : 0) | ((pixel & 0x10) !== 0 ? 0x1f : 0)
  );
}

function cutPartial(model: PanelModel, registers: Registers, into: Uint16Array): void {
  const { width, height, origin } = model;
  const [firstRow, lastRow] = registers.partialRows;
  const [firstColumn, lastColumn] = registers.partialColumns;
  for (let y = 0; y < height; y += 1) {
    const rowIn = y + origin.y >= firstRow && y + origin.y <= lastRow;
    for (let x = 0; x < width; x += 1) {
      if (rowIn && x + origin.x >= firstColumn && x + origin.x <= lastColumn) continue;
      into[y * width + x] = 0;
    }
  }
}
