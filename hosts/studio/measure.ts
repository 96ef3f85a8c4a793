import { panelNames } from '../../simulator/headless/panel-facts.js';
import {
  panelFor,
  Rehearsal,
  type RehearsedMode,
  type RehearsedPower,
  rehearsedModes,
} from '../../simulator/headless/rehearsal.js';
import { type PackReport, packBytes } from './inspect.js';

/** What a face takes in each mode, milliwatts: a model. */
export interface FacePower {
  readonly face: string;
  readonly modes: Readonly<Record<RehearsedMode, RehearsedPower>>;
}

/** How long each mode is lived through: an always-on scene changes every minute. */
const seconds: Readonly<Record<RehearsedMode, number>> = { active: 10, idle: 10, aod: 120 };

/** Plays every face of a pack on a simulated device; none where the registry has no such panel, or a face does not play. */
export function measurePack(file: Uint8Array, report: PackReport): FacePower[] {
  const panel = panelFor(panelNames, report.panel);
  if (panel === undefined) return [];
  return report.faces.flatMap(({ name }, face) => {
    const rehearsal = new Rehearsal(panel, packBytes(file), face);
    try {
      if (!rehearsal.isShown) return [];
      const entries = rehearsedModes.map((mode) => {
        rehearsal.enter(mode);
        return [mode, rehearsal.measure(seconds[mode])] as const;
      });
      return [{ face: name, modes: Object.fromEntries(entries) as FacePower['modes'] }];
    } finally {
      rehearsal.close();
    }
  });
}

/** The same for a person: controller and bus apart from the panel. */
export function powerWords(powers: readonly FacePower[]): string[] {
  return powers.flatMap(({ face, modes }) =>
    rehearsedModes.map((mode) => {
      const { controller, bus, panel, total } = modes[mode];
      const own = (controller + bus).toFixed(1);
      return `  "${face}", ${mode}: ${total.toFixed(1)} mW (controller and bus ${own}, panel ${panel.toFixed(1)}; model, 150 nit)`;
    }),
  );
}
