import test from 'ava';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import { loadKernelsFile } from '../../simulator/kernels/kernels-file.js';
import { replay } from '../../simulator/transcript/replay.js';
import { plainMemory } from '../support/memory.js';
import { readTranscript } from './files.js';
import { scenarios } from './scenarios.js';

for (const [name, record] of Object.entries(scenarios)) {
  test(`${name}: the committed input gives the committed output, with the kernels in C`, (t) => {
    const { header, inputs, outputs } = readTranscript(name);
    t.deepEqual(replay(header, inputs, loadKernelsFile()), outputs);
  });

  test(`${name}: and with the kernels' twins`, (t) => {
    const { header, inputs, outputs } = readTranscript(name);
    t.deepEqual(
      replay(header, inputs, { kernels: new CheckedKernels(referenceKernels), memory: plainMemory }),
      outputs,
    );
  });

  test(`${name}: recorded anew it replays to what was recorded, and a second recording is the same`, (t) => {
    const { header, inputs, outputs } = record();
    t.deepEqual(replay(header, inputs, loadKernelsFile()), outputs);
    t.deepEqual(record(), { header, inputs, outputs });
  });
}

test('a changed input gives another output: the comparison sees a single byte', (t) => {
  const { header, inputs, outputs } = readTranscript('stream');
  const at = inputs.findIndex(([, what]) => what === 'busDone');
  const changed = inputs.map((input, index) => (index === at ? ([input[0] + 1, input[1]] as typeof input) : input));
  t.notDeepEqual(replay(header, changed, loadKernelsFile()), outputs);
});
