import { Dcs } from '../../firmware/panel/dcs.js';
import { hex } from './decoder.js';
import type { Registers } from './registers.js';
import { PanelError } from './rules.js';

/** How many parameters the commands of page 0 have. */
const PARAMETERS: Readonly<Record<number, number>> = {
  [Dcs.columnAddress]: 4,
  [Dcs.rowAddress]: 4,
  [Dcs.partialRows]: 4,
  [Dcs.partialColumns]: 4,
  [Dcs.tearOn]: 1,
  [Dcs.addressMode]: 1,
  [Dcs.pixelFormat]: 1,
  [Dcs.tearLine]: 2,
  [Dcs.aodBrightness]: 1,
  [Dcs.deepStandby]: 1,
  [Dcs.brightness]: 1,
  [Dcs.brightnessControl]: 1,
  [Dcs.highBrightness]: 1,
  [Dcs.highBrightnessControl]: 1,
  [Dcs.page]: 1,
};

/** Takes over the commands that only set registers. Sleep, reset and memory are the panel's. */
export function obey(registers: Registers, madctlMask: number, code: number, params: readonly number[]): void {
  if (code !== Dcs.page && registers.page !== 0) {
    registers.vendor.set((registers.page << 8) | code, params[0] ?? 0);
    return;
  }
  const expected = PARAMETERS[code] ?? 0;
  if (params.length < expected) {
    throw new PanelError('parameters', `${hex(code)} has ${params.length} of ${expected} parameters`);
  }
  const value = params[0] ?? 0;
  switch (code) {
    case Dcs.page:
      registers.page = value;
      break;
    case Dcs.normalMode:
      registers.partial = false;
      registers.allPixels = null;
      break;
    case Dcs.partialMode:
      registers.partial = true;
      registers.allPixels = null;
      break;
    case Dcs.inversionOff:
    case Dcs.inversionOn:
      registers.inverted = code === Dcs.inversionOn;
      break;
    case Dcs.allPixelsOff:
      registers.allPixels = 'off';
      break;
    case Dcs.allPixelsOn:
      registers.allPixels = 'on';
      break;
    case Dcs.displayOff:
    case Dcs.displayOn:
      registers.displayOn = code === Dcs.displayOn;
      break;
    case Dcs.columnAddress:
      registers.columns = span(params);
      break;
    case Dcs.rowAddress:
      registers.rows = span(params);
      break;
    case Dcs.partialRows:
      registers.partialRows = span(params);
      break;
    case Dcs.partialColumns:
      registers.partialColumns = span(params);
      break;
    case Dcs.tearOff:
      registers.tearOn = false;
      break;
    case Dcs.tearOn:
      registers.tearOn = true;
      registers.tearLines = (value & 1) !== 0;
      break;
    case Dcs.tearLine:
      registers.tearLine = (value << 8) | params[1]!;
      break;
    case Dcs.addressMode:
      registers.madctl = value & madctlMask;
      break;
    case Dcs.exitIdle:
    case Dcs.enterIdle:
      registers.dcsIdle = code === Dcs.enterIdle;
      break;
    case Dcs.pixelFormat:
      registers.pixelFormat = value;
      break;
    case Dcs.exitAod:
    case Dcs.enterAod:
      registers.aod = code === Dcs.enterAod;
      break;
    case Dcs.aodBrightness:
      registers.aodBrightness = value;
      break;
    case Dcs.brightness:
      registers.brightness = value;
      break;
    case Dcs.brightnessControl:
      registers.brightnessControl = value;
      break;
    case Dcs.highBrightness:
      registers.highBrightness = value;
      break;
    case Dcs.highBrightnessControl:
      registers.highBrightnessControl = value;
      break;
    default:
      registers.vendor.set(code, value);
  }
}

function span(params: readonly number[]): readonly [number, number] {
  return [(params[0]! << 8) | params[1]!, (params[2]! << 8) | params[3]!];
}
