import { parseArgs } from 'node:util';
import { fuzzKernels, sanitizingCompiler } from './fuzz.js';
import { fuzzPacks } from './packs.js';
import { PackPlayed } from './play-pack.js';

/** Packs of one line of report. */
const ROUND = 10_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    case: { type: 'string' },
    packs: { type: 'string' },
    play: { type: 'boolean' },
  },
});
const seconds = Number(values.seconds ?? (values.case === undefined ? 60 : 0));
const first = Number(values.case ?? 0);
const packs = Number(values.packs ?? 0);
if (Number.isInteger(packs) && packs > 0) runPacks(packs, first, values.play === true);
else if (!(seconds >= 0 && Number.isInteger(first) && first >= 0)) {
  console.error(
    'usage: npm run fuzz -- [--seconds N] [--case NUMBER]\n       npm run fuzz -- --packs N [--case NUMBER] [--play]',
  );
  process.exitCode = 2;
} else {
  const compiler = sanitizingCompiler();
  if (compiler === null) {
    console.error(
      'Neither clang nor gcc is here with its sanitizer libraries: install gcc, or clang and libclang-rt-dev.',
    );
    process.exitCode = 2;
  } else {
    const { clean, report } = fuzzKernels(compiler, seconds, first);
    console.log(report);
    if (!clean) process.exitCode = 1;
  }
}

/** Runs mutated packs through the reader, and with `play` those it takes through the player. */
function runPacks(cases: number, from: number, play: boolean): void {
  const player = new PackPlayed();
  const counts = new Map<number, number>();
  for (let done = 0; done < cases; done += ROUND) {
    const { faults } = fuzzPacks(
      Math.min(ROUND, cases - done),
      from + done,
      play ? (pack) => player.play(pack) : undefined,
    );
    for (const [fault, count] of faults) counts.set(fault, (counts.get(fault) ?? 0) + count);
  }
  const sorted = [...counts].sort(([a], [b]) => a - b).map(([fault, count]) => `${fault}: ${count}`);
  console.log(`${cases} packs from ${from} on: no fault of the reader's. By reason: ${sorted.join(', ')}`);
  if (play) console.log(`${player.played} played, ${player.failed} did not decode, ${player.refused} were refused`);
}
