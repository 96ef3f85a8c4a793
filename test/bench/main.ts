import { readdirSync } from 'node:fs';
import { compareWithBaseline, writeBaseline } from './baseline.js';
import type { RunBench } from './bench-result.js';
import { tableLines } from './print-table.js';

const OPTIONS = ['--json', '--check', '--update'];

const [name = '', ...rest] = process.argv.slice(2);
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .sort();
if (names.includes(name)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
} else {
  const known = names.join(', ');
  console.error(
    `${name === '' ? 'Which bench?' : `There is no bench "${name}".`} There are: ${known}. npm run bench -- NAME [${OPTIONS.join('] [')}]`,
  );
  process.exitCode = 2;
}

/** Runs the bench and prints; `--check` says on standard error what differs from the baseline, and ends with 1. */
async function main(): Promise<void> {
  const { run } = (await import(`./${name}.bench.js`)) as { run: RunBench };
  const result = await run(rest.filter((argument) => !OPTIONS.includes(argument)));
  if (rest.includes('--json')) console.log(JSON.stringify(result.json));
  else for (const table of result.tables) console.log(tableLines(table).join('\n'));
  if (rest.includes('--update')) writeBaseline(name, result.counts);
  const missed = result.missed ?? [];
  for (const sentence of missed) console.error(sentence);
  if (!rest.includes('--check')) return;
  const differences = compareWithBaseline(name, result.counts);
  for (const sentence of differences) console.error(sentence);
  if (differences.length > 0) {
    console.error(`If that is meant: npm run bench -- ${name} --update, and commit test/bench/baseline/${name}.json.`);
  }
  if (differences.length + missed.length > 0) process.exitCode = 1;
}
