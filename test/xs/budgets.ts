import { readFileSync } from 'node:fs';

/** A figure: what it is called, what it says in the table, and the most it may be. Engine steps unless it says otherwise. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly budget?: number;
}

/** In the order of the table. */
export const figures: readonly Figure[] = [
  { name: 'frame', title: 'a steady frame of one window, drawn to presented', budget: 5000 },
  { name: 'window', title: 'each further window', budget: 40 },
  { name: 'region', title: 'each further damaged region' },
  { name: 'packetPx565', title: 'a 1 KiB packet of PX565, alone in its step', budget: 1200 },
  { name: 'packetRaw', title: 'a 1 KiB packet of raw pixels, alone in its step', budget: 1200 },
  { name: 'hostFrame', title: "a host's frame of three small packets, told of twice" },
  { name: 'minute', title: 'a minute of the always-on face', budget: 6000 },
  { name: 'wake', title: 'a wake with nothing due' },
  { name: 'frameSlots', title: 'heap slots that 10,000 frames added', budget: 0 },
  { name: 'packetSlots', title: 'heap slots that 10,000 packets added', budget: 0 },
];

export type Counts = Readonly<Record<string, number>>;

export const BASELINE = new URL('./baseline.json', import.meta.url);

export function readBaseline(): Counts {
  return JSON.parse(readFileSync(BASELINE, 'utf8')) as Counts;
}

/** A sentence for each figure that is over its budget or differs from the baseline. */
export function judge(counts: Counts, baseline: Counts): string[] {
  return figures.flatMap(({ name, title, budget }) => {
    const is = counts[name]!;
    const over = budget !== undefined && is > budget ? [`${title}: ${is}, and ${budget} is the most.`] : [];
    const differs = is === baseline[name] ? [] : [`${title}: ${is}, and the baseline has ${baseline[name]}.`];
    return [...over, ...differs];
  });
}
