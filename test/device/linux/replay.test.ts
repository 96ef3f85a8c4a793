import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { InputKind, Posture } from '../../../firmware/platform/inputs.js';
import { Random } from '../../../simulator/random.js';
import { bitErrors, droppedBytes } from '../../../simulator/serial/faults.js';
import { Recorder } from '../../../simulator/transcript/recorder.js';
import { formatLines } from '../../../simulator/transcript/transcript.js';
import { linuxBuild } from '../../support/linux-build.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';
import { Session } from '../../support/session.js';

const folder = fileURLToPath(new URL('../../transcripts/', import.meta.url));
const names = readdirSync(folder).flatMap((file) => /^(.*)\.input\.jsonl$/.exec(file)?.[1] ?? []);

test('XS replays every transcript of test/transcripts to the bytes that Node wrote', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  t.true(names.length >= 4);
  for (const name of names) {
    const output = join(scratchFolder(t), name);
    const { status, stderr } = spawnSync(executable, ['replay', join(folder, `${name}.input.jsonl`), output], {
      encoding: 'utf8',
    });
    t.is(status, 0, stderr);
    t.true(readFileSync(output, 'utf8') === readFileSync(join(folder, `${name}.output.jsonl`), 'utf8'), name);
  }
});

test('and one recorded now, of another panel, with a line that loses bytes and turns bits, on the heap of a board', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  const recorder = new Recorder();
  const random = new Random(Number(process.env.SEED ?? Date.now() % 0xffff_ffff));
  const faults = [bitErrors(random, 1e-5), droppedBytes(random, 1e-5)];
  const session = new Session(
    { panel: 'sh8601-368x448', wrap: (platform) => recorder.wrap(platform) },
    { toDevice: { bytesPerSecond: 800_000, faults } },
  );
  for (let frame = 0; frame < 3; frame += 1)
    session.send([
      session.picture((x, y) => (x * (frame + 3)) ^ y),
      { kind: 'fill', region: { left: 8, top: 8, right: 80, bottom: 60 }, colour: random.below(65_536) },
    ]);
  session.simulation.press(InputKind.posture, Posture.faceDown);
  session.simulation.clock.runForMillis(3000);
  session.simulation.press(InputKind.button, 1);
  session.simulation.clock.runForMillis(2000);
  const { header, inputs, outputs } = recorder.transcript();
  session.simulation.close();
  const input = scratchFile(t, 'new.input.jsonl', formatLines([header, ...inputs]));
  const output = join(scratchFolder(t), 'new.output.jsonl');
  const { status, stderr } = spawnSync(executable, ['replay', input, output], { encoding: 'utf8' });
  t.is(status, 0, stderr);
  t.true(outputs.length > 100);
  t.true(readFileSync(output, 'utf8') === formatLines(outputs));
});

test('what it cannot do it says in a sentence, and ends with a code that tells why', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  const run = (...words: string[]) => spawnSync(executable, words, { encoding: 'utf8' });
  for (const words of [[], ['sing'], ['replay', 'one'], ['--heap', '9,9', 'serve'], ['--memory', 'much', 'serve']]) {
    const { status, stderr, stdout } = run(...words);
    t.is(status, 2, stderr);
    t.is(stdout, '');
    t.regex(stderr, /^[^\n]+\n$/);
  }
  const absent = run('replay', '/nowhere/input', join(scratchFolder(t), 'output'));
  t.is(absent.status, 1);
  t.regex(absent.stderr, /\/nowhere\/input: No such file/);
  const full = run(
    '--heap',
    '8000,900,300',
    'replay',
    join(folder, 'face.input.jsonl'),
    join(scratchFolder(t), 'output'),
  );
  t.is(full.status, 3);
  t.regex(full.stderr, /heap is used up/);
});
