import type { Natives } from './device-natives.js';
import { axpOutputs, type RailWiring } from './wiring.js';

const AXP2101 = 0x34;
/** Switches the linear regulators, a bit each (AXP2101 data sheet 6.13). */
const LDO_ENABLE = 0x90;

/** Gives the panel its supply or takes it; answers false where the board's supply does not answer. */
export function switchRail(natives: Natives, rail: RailWiring, on: boolean): boolean {
  if (rail.kind === 'pin') {
    natives.pinWrite(rail.pin, on ? 1 : 0);
    return true;
  }
  const bits = natives.i2cRead(AXP2101, LDO_ENABLE);
  if (bits < 0) return false;
  const bit = 1 << axpOutputs.indexOf(rail.output);
  return natives.i2cWrite(AXP2101, LDO_ENABLE, on ? bits | bit : bits & ~bit) !== 0;
}
