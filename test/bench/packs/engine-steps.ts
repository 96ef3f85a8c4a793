import { figures, readBaseline } from '../../xs/budgets.js';
import type { BenchTable } from '../bench-result.js';

const OF_PACKS: readonly string[] = ['packFrame', 'packTick'];

/** What playing a pack takes of the engine: the figures of it that `npm run test:xs` meters on a real XS and holds to. */
export function packSteps(): Readonly<Record<string, number>> {
  const metered = readBaseline();
  const ofPacks = figures.filter(({ name }) => OF_PACKS.includes(name));
  return Object.fromEntries(ofPacks.map(({ name, title }) => [title, metered[name]!]));
}

export function stepsTable(): BenchTable {
  return {
    title: 'Engine steps on XS, beside the kernels: as npm run test:xs metered them on a pack of its own',
    columns: ['', 'steps'],
    rows: Object.entries(packSteps()),
  };
}
