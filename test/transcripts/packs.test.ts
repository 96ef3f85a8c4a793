import test from 'ava';
import { loadKernelsFile } from '../../simulator/kernels/kernels-file.js';
import { replay } from '../../simulator/transcript/replay.js';
import { formatLines, parseLines } from '../../simulator/transcript/transcript.js';
import { recordInstall } from '../support/packs/record-install.js';

test('flash, digests and signatures are written down: an installation replays to the same commands, pixels and writes', async (t) => {
  const transcript = await recordInstall();
  const [header, ...inputs] = parseLines(formatLines([transcript.header, ...transcript.inputs])) as [
    typeof transcript.header,
    ...typeof transcript.inputs,
  ];
  const kinds = new Set<string>(inputs.map(([, what]) => what));
  for (const kind of ['flashDone', 'digest', 'verified']) t.true(kinds.has(kind), kind);
  t.true(transcript.outputs.some(([, what]) => what === 'program'));
  t.deepEqual(replay(header, inputs, loadKernelsFile()), transcript.outputs);
  // Had the signature been false, the pack would not have been shown.
  const refused = inputs.map((input) => (input[1] === 'verified' ? ([input[0], 'verified', false] as const) : input));
  t.notDeepEqual(replay(header, refused, loadKernelsFile()), transcript.outputs);
});
