import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import { xsFirmware } from '../../../simulator/engine/xs-firmware.js';
import { loadKernelsFile } from '../../../simulator/kernels/kernels-file.js';
import { replay } from '../../../simulator/transcript/replay.js';
import { formatLines } from '../../../simulator/transcript/transcript.js';
import { linuxBuild } from '../../support/linux-build.js';
import { recordInstall } from '../../support/packs/record-install.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';

test('on XS a signed pack is taken in, kept in flash and shown as on Node: each replays what the other has recorded', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  // Keys and signatures are new ones each time: each recording is replayed by the other.
  const there = await recordInstall({ firmware: xsFirmware(executable) });
  t.true(isDeepStrictEqual(replay(there.header, there.inputs, loadKernelsFile()), there.outputs));
  const here = await recordInstall();
  t.true(here.outputs.some(([, what]) => what === 'program'));
  const input = scratchFile(t, 'install.input.jsonl', formatLines([here.header, ...here.inputs]));
  const output = join(scratchFolder(t), 'install.output.jsonl');
  const { status, stderr } = spawnSync(executable, ['replay', input, output], { encoding: 'utf8' });
  t.is(status, 0, stderr);
  t.true(readFileSync(output, 'utf8') === formatLines(here.outputs));
});
