import { Counter } from '../../firmware/power/ledger.js';
import { modeNames } from '../../firmware/power/modes.js';
import type { Simulation } from '../headless/simulation.js';
import type { Energy } from './price.js';

/** A device's energy for programs: `milliwatts` of the last second, microjoules since the start, seconds in each mode. */
export function powerOf(simulation: Simulation, milliwatts: Readonly<Energy>): object {
  const { total, modes, sources } = simulation.energy();
  const { ledger } = simulation.firmware;
  const counters = Object.entries(Counter).map(([name, counter]) => [name, ledger.total(counter)] as const);
  return {
    note: 'a model, not a measurement; panel terms are good to within a half',
    milliwatts,
    microjoules: total,
    modes: Object.fromEntries(
      modes.map(({ energy, micros }, mode) => [
        modeNames[mode as keyof typeof modeNames],
        { seconds: micros / 1_000_000, microjoules: energy },
      ]),
    ),
    sources,
    ledger: Object.fromEntries(counters),
  };
}
