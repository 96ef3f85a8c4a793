import { readFileSync } from 'node:fs';

/** A figure: what it is called, what it says in the table, and the most it may be. Engine steps unless it says otherwise. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly budget?: number;
  /** Why it takes more than its budget; absent where it keeps to it. */
  readonly missed?: string;
}

const PACKET =
  'the wake and its rest are some 700 of that, un-stuffing, decoding and their bounds 650, half an acknowledge 200';
const MINUTE = 'it is a frame that wakes three times, as its beam is lost after a minute, and 1,100 of drawing';

/** In the order of the table. */
export const figures: readonly Figure[] = [
  { name: 'frame', title: 'a steady frame of one window, drawn to presented', budget: 5000 },
  { name: 'window', title: 'each further window', budget: 40 },
  { name: 'region', title: 'each further damaged region' },
  { name: 'packetPx565', title: 'a 1 KiB packet of PX565, alone in its step', budget: 1200, missed: PACKET },
  { name: 'packetRaw', title: 'a 1 KiB packet of raw pixels, alone in its step', budget: 1200, missed: PACKET },
  { name: 'hostFrame', title: "a host's frame of three small packets, told of twice" },
  { name: 'minute', title: 'a minute of the always-on face', budget: 6000, missed: MINUTE },
  { name: 'packFrame', title: "a frame of a pack's loop of 96 x 96 over a still picture, from flash" },
  { name: 'packTick', title: "a digit's tick of a pack's clock over a still picture" },
  { name: 'wake', title: 'a wake with nothing due' },
  { name: 'frameSlots', title: 'heap slots that 10,000 frames added', budget: 0 },
  { name: 'packetSlots', title: 'heap slots that 10,000 packets added', budget: 0 },
];

export type Counts = Readonly<Record<string, number>>;

export const BASELINE = new URL('./baseline.json', import.meta.url);

export function readBaseline(): Counts {
  return JSON.parse(readFileSync(BASELINE, 'utf8')) as Counts;
}

/** A sentence for each figure that differs from the baseline: none may grow, and one that shrinks is written down. */
export function differences(counts: Counts, baseline: Counts): string[] {
  return figures
    .filter(({ name }) => counts[name] !== baseline[name])
    .map(({ name, title }) => `${title}: ${counts[name]}, and the baseline has ${baseline[name]}.`);
}

/** A sentence for each figure that is over its budget: those of which is known why, or else those of which it is not. */
export function excesses(counts: Counts, areKnown: boolean): string[] {
  return figures
    .filter(({ name, budget, missed }) => counts[name]! > (budget ?? Infinity) && (missed !== undefined) === areKnown)
    .map(({ name, title, budget, missed }) => {
      const why = missed === undefined ? '' : `: ${missed}`;
      return `Over budget: ${title} takes ${counts[name]}, and ${budget} is the most${why}.`;
    });
}
