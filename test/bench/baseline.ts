import { readFileSync, writeFileSync } from 'node:fs';

type Counts = Readonly<Record<string, number>>;

function pathOf(name: string): URL {
  return new URL(`./baseline/${name}.json`, import.meta.url);
}

/** Writes the counts as the bench's baseline, sorted by name. */
export function writeBaseline(name: string, counts: Counts): void {
  const sorted = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(pathOf(name), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** A sentence for each count that differs from the committed baseline. */
export function compareWithBaseline(name: string, counts: Counts): string[] {
  let baseline: Counts;
  try {
    baseline = JSON.parse(readFileSync(pathOf(name), 'utf8')) as Counts;
  } catch (error) {
    return [`There is no baseline to hold against: ${(error as Error).message}. Write it with --update.`];
  }
  const names = [...new Set([...Object.keys(baseline), ...Object.keys(counts)])].sort();
  return names.flatMap((key) => {
    const [was, is] = [baseline[key], counts[key]];
    if (was === is) return [];
    if (was === undefined) return [`${key} is ${is}; the baseline does not have it.`];
    if (is === undefined) return [`${key} was ${was}; it is gone.`];
    return [`${key} was ${was} and is ${is}.`];
  });
}
