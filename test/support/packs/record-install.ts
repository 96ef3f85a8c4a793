import { connect } from '../../../hosts/sdk/device.js';
import { Simulation, type SimulationOptions } from '../../../simulator/headless/simulation.js';
import { Random } from '../../../simulator/random.js';
import { Recorder } from '../../../simulator/transcript/recorder.js';
import type { Transcript } from '../../../simulator/transcript/transcript.js';
import { settle, VirtualSocket, virtualTimers } from '../link/virtual-endpoint.js';
import { lineOf, PACK_PANEL, panelPack } from './pack-bench.js';
import { testKey } from './store-pack.js';

/** A device that takes in a signed pack and shows it, written down. */
export async function recordInstall(options: SimulationOptions = {}): Promise<Transcript> {
  const recorder = new Recorder();
  const simulation = new Simulation({
    ...options,
    panel: PACK_PANEL.panel,
    seed: 3,
    wrap: (platform) => recorder.wrap(platform),
  });
  const { clock } = simulation;
  const socket = new VirtualSocket('line', clock, simulation.ports[0]!, lineOf(800_000));
  const random = new Random(5);
  const host = { timers: virtualTimers(clock), random: () => random.uint32(), reconnect: false };
  const { packs } = await settle(clock, connect(socket, host));
  const key = testKey();
  await settle(clock, packs.addKey(key.publicKey));
  await settle(clock, packs.install(panelPack({ id: 1, signer: key, filler: 20_000 })));
  clock.runForMillis(300);
  simulation.close();
  return recorder.transcript();
}
