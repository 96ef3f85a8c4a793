import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tableLines } from '../bench/print-table.js';
import { BASELINE, type Counts, differences, excesses, figures, readBaseline } from './budgets.js';
import { bundleForXs } from './bundle.js';
import { faultReports } from './inside/fault-cases.js';
import { installXs } from './install.js';
import { meteredPack } from './pack.js';
import { XsWorker } from './worker.js';

const TRANSCRIPTS = new URL('../transcripts/', import.meta.url);

// `npm run test:xs`: the firmware on a real XS. `--json` prints the figures for programs, `--update` writes them as the baseline,
// `--strict` fails on any figure over its budget, also where it is known why, and not only on one that differs from the baseline.
try {
  installXs();
  const code = await bundleForXs();
  const failures = [...(await replayTranscripts(code)), ...(await breakThings(code)), ...(await meterFirmware(code))];
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Runs `act` on an engine of its own with the firmware in it. */
async function onXs<Answer>(code: string, act: (worker: XsWorker) => Promise<Answer>): Promise<Answer> {
  const worker = new XsWorker();
  try {
    await worker.evaluate(code);
    return await act(worker);
  } finally {
    worker.close();
  }
}

/** Every transcript that is there must give, byte for byte, what it gives on Node. */
async function replayTranscripts(code: string): Promise<string[]> {
  const names = readdirSync(TRANSCRIPTS).filter((name) => name.endsWith('.input.jsonl'));
  const failures: string[] = [];
  for (const file of names) {
    const name = file.slice(0, -'.input.jsonl'.length);
    const input = readFileSync(new URL(file, TRANSCRIPTS), 'utf8');
    const output = readFileSync(new URL(`${name}.output.jsonl`, TRANSCRIPTS), 'utf8');
    const { text } = await onXs(code, (worker) => worker.command(`replay\n${input}`));
    if (text !== output) failures.push(`transcript ${name}: ${firstDifference(text, output)}`);
    say(`transcript ${name}: ${text === output ? 'the same bytes on XS as on Node' : 'differs'}`);
  }
  if (names.length === 0) failures.push('there is no transcript to replay');
  return failures;
}

function firstDifference(is: string, was: string): string {
  const [lines, wanted] = [is.split('\n'), was.split('\n')];
  const at = wanted.findIndex((line, index) => line !== lines[index]);
  return `line ${at + 1} is ${lines[at]} on XS, and ${wanted[at]} on Node.`;
}

/** What throws in the firmware leaves picture and link alive, and the same things happen as on Node, where tests look at each. */
async function breakThings(code: string): Promise<string[]> {
  const { text } = await onXs(code, (worker) => worker.command('faults\n'));
  const reports = faultReports();
  const isSame = text === JSON.stringify(reports);
  say(`${reports.length} ways to throw: ${isSame ? 'the same becomes of them on XS as on Node' : 'they differ'}`);
  return isSame ? [] : [`faults: ${text} on XS, and ${JSON.stringify(reports)} on Node.`];
}

async function meterFirmware(code: string): Promise<string[]> {
  const steps = await onXs(code, (worker) => worker.command('measure\n'));
  const pack = await onXs(code, (worker) => worker.command(`measurePack\n[${meteredPack()}]`));
  const counts: Counts = {
    ...(JSON.parse(steps.text) as Counts),
    ...(JSON.parse(pack.text) as Counts),
    frameSlots: await onXs(code, (worker) => slotsAdded(worker, 'frames')),
    packetSlots: await onXs(code, (worker) => slotsAdded(worker, 'packets')),
  };
  const known = Object.fromEntries(figures.map(({ name }) => [name, counts[name]!]));
  if (process.argv.includes('--update')) writeFileSync(BASELINE, `${JSON.stringify(known, null, 2)}\n`);
  const baseline = readBaseline();
  const rows = figures.map(({ name, title, budget }) => [title, counts[name]!, budget ?? '', baseline[name] ?? '']);
  const table = { title: 'Engine steps on XS', columns: ['figure', 'metered', 'budget', 'baseline'], rows };
  if (process.argv.includes('--json')) console.log(JSON.stringify(known));
  else console.log(`\n${tableLines(table).join('\n')}`);
  const missed = excesses(counts, true);
  for (const sentence of missed) say(sentence);
  const failures = [...excesses(counts, false), ...differences(counts, baseline)];
  if (failures.length > 0)
    failures.push('Where a change is meant: npm run test:xs -- --update, and commit test/xs/baseline.json.');
  return process.argv.includes('--strict') ? [...failures, ...missed] : failures;
}

/** Slots in use after 10,000 more of them, less those after the first 100: all that is not let go. */
async function slotsAdded(worker: XsWorker, what: string): Promise<number> {
  await worker.command(`${what}\n100`);
  const before = (await worker.command('collect\n')).heapCount;
  await worker.command(`${what}\n10000`);
  return (await worker.command('collect\n')).heapCount - before;
}

function say(line: string): void {
  if (!process.argv.includes('--json')) console.log(line);
}
