import { InputKind } from '../../../firmware/platform/inputs.js';
import { Mode } from '../../../firmware/power/modes.js';
import type { Simulation } from '../../../simulator/headless/simulation.js';

/** How a glass aged: minutes each pixel was lit, the longest it was in a row, and the most pixels lit at once. */
export interface BurnIn {
  readonly minutes: Uint16Array;
  readonly inARow: Uint16Array;
  readonly mostLit: number;
}

/** Has a device show its always-on face from midnight to midnight, and looks at the glass in the middle of every minute. */
export function dayOfFace(simulation: Simulation, seconds = false): BurnIn {
  const { clock, controller, model } = simulation;
  clock.runForMillis(1000);
  const now = Math.ceil(clock.time);
  controller.tellTime(Date.UTC(2026, 10, 22), 0, now);
  simulation.press(InputKind.battery, 87);
  controller.governor.wishMode(Mode.aod, seconds, now);
  controller.step(now);
  const pixels = model.width * model.height;
  const minutes = new Uint16Array(pixels);
  const inARow = new Uint16Array(pixels);
  const row = new Uint16Array(pixels);
  const glass = new Uint16Array(pixels);
  let mostLit = 0;
  clock.runForMillis(30_000);
  for (let minute = 0; minute < 1440; minute += 1) {
    simulation.panel.lookFullBrightness(clock.time, glass);
    let lit = 0;
    for (let at = 0; at < pixels; at += 1) {
      if (glass[at] === 0) {
        row[at] = 0;
        continue;
      }
      lit += 1;
      minutes[at]! += 1;
      row[at]! += 1;
      if (row[at]! > inARow[at]!) inARow[at] = row[at]!;
    }
    mostLit = Math.max(mostLit, lit);
    clock.runForMillis(60_000);
  }
  return { minutes, inARow, mostLit };
}
