import { framingOf } from '../../firmware/bus/framings.js';
import { panelModels } from '../../firmware/panel/models/registry.js';
import type { Stage } from '../stage.js';
import type { DeviceFacts } from './live-messages.js';

/** What the page must know of the device that runs now. */
export function factsOf(stage: Stage, commands: readonly string[]): DeviceFacts {
  const { model, board } = stage.simulation;
  return {
    kind: 'device',
    panel: model.name,
    controller: model.controller,
    width: model.width,
    height: model.height,
    scanHz: model.scan.hz,
    scanLines: model.scan.lines,
    framing: board.framing,
    busHz: board.clockHz,
    windowCycles: board.windowCycles,
    pixelCycles: framingOf(board.framing).pixelCycles,
    te: board.te,
    cornerRadius: model.cornerRadius,
    unsafe: model.unsafe,
    panels: panelModels.map(({ name }) => name),
    commands,
    line: stage.line,
  };
}
