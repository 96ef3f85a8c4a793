import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { compareWithBaseline } from './baseline.js';
import { tableLines } from './print-table.js';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

test('a table sets text to the left and numbers to the right, whole ones with thousands apart', (t) => {
  const table = {
    title: 'Sizes',
    columns: ['content', 'bytes', 'ms'],
    rows: [['clock', 51, 1.5] as const, ['photo', 120296, 13.125] as const],
  };
  t.deepEqual(tableLines(table), [
    'Sizes',
    '',
    'content    bytes     ms',
    '-------  -------  -----',
    'clock         51   1.50',
    'photo    120,296  13.13',
    '',
  ]);
});

test('a count that changed, came or went is said; the committed baseline is no difference to itself', (t) => {
  const committed = compareWithBaseline('codec', {});
  t.true(committed.length > 20);
  t.regex(committed[0]!, /was \d+; it is gone/);
  t.true(compareWithBaseline('codec', { 'clock delta px565': 50 }).includes('clock delta px565 was 51 and is 50.'));
  t.true(compareWithBaseline('codec', { news: 1 }).includes('news is 1; the baseline does not have it.'));
  t.regex(compareWithBaseline('nowhere', {})[0]!, /no baseline/);
});

test('an unknown bench is answered with a sentence, the names there are, and 2', (t) => {
  const run = spawnSync(process.execPath, ['--import=tsx', main, 'speed'], { encoding: 'utf8' });
  t.is(run.status, 2);
  t.is(run.stdout, '');
  t.regex(run.stderr, /There is no bench "speed"\. There are: .*codec/);
});
