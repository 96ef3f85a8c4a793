import test from 'ava';
import { connect } from '../../hosts/sdk/device.js';
import { Simulation } from '../../simulator/headless/simulation.js';
import { loadKernelsFile } from '../../simulator/kernels/kernels-file.js';
import { Random } from '../../simulator/random.js';
import { Recorder } from '../../simulator/transcript/recorder.js';
import { replay } from '../../simulator/transcript/replay.js';
import { formatLines, parseLines, type Transcript } from '../../simulator/transcript/transcript.js';
import { settle, VirtualSocket, virtualTimers } from '../support/link/virtual-endpoint.js';
import { lineOf, PACK_PANEL, panelPack } from '../support/packs/pack-bench.js';
import { testKey } from '../support/packs/store-pack.js';

/** A device that takes in a signed pack and shows it, written down. */
async function record(): Promise<Transcript> {
  const recorder = new Recorder();
  const simulation = new Simulation({
    panel: PACK_PANEL.panel,
    seed: 3,
    wrap: (platform) => recorder.wrap(platform),
  });
  const { clock } = simulation;
  const socket = new VirtualSocket('line', clock, simulation.ports[0]!, lineOf(800_000));
  const random = new Random(5);
  const options = { timers: virtualTimers(clock), random: () => random.uint32(), reconnect: false };
  const { packs } = await settle(clock, connect(socket, options));
  const key = testKey();
  await settle(clock, packs.addKey(key.publicKey));
  await settle(clock, packs.install(panelPack({ id: 1, signer: key, filler: 20_000 })));
  clock.runForMillis(300);
  return recorder.transcript();
}

test('flash, digests and signatures are written down: an installation replays to the same commands, pixels and writes', async (t) => {
  const transcript = await record();
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
