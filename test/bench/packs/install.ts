import { connect } from '../../../hosts/sdk/device.js';
import { NorFlash } from '../../../simulator/flash/nor-flash.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { Random } from '../../../simulator/random.js';
import { settle, VirtualSocket, virtualTimers } from '../../support/link/virtual-endpoint.js';

/** Seconds of virtual time from the first byte of a pack to its face on the glass, over a line of so many bytes a second. */
export async function installSeconds(file: Uint8Array, panel: string, bytesPerSecond: number): Promise<number> {
  const simulation = new Simulation({ panel, seed: 1, oscillatorError: 0, flash: new NorFlash(8 * 1024 * 1024) });
  const { clock } = simulation;
  const wire = { bytesPerSecond, latencyMicros: 500, chunkBytes: 64 };
  const socket = new VirtualSocket('line', clock, simulation.ports[0]!, { toDevice: wire, toHost: wire });
  clock.runForMillis(500);
  const random = new Random(5);
  const device = await settle(clock, connect(socket, { timers: virtualTimers(clock), random: () => random.uint32() }));
  await settle(clock, device.packs.allowUnsigned(true));
  // What counts begins with the device's first answer.
  let started: number | undefined;
  const onProgress = (): void => {
    started ??= clock.time;
  };
  const installed = device.packs.install(file, { unsigned: true, onProgress });
  // The host hashes the file first, in real time: the virtual one waits for that, or it would be another in each run.
  for (let round = 0; round < 3; round += 1) await crypto.subtle.digest('SHA-256', Uint8Array.from(file));
  await settle(clock, installed);
  while (!simulation.controller.faces.face.started) clock.runForMillis(1);
  const seconds = (clock.time - started!) / 1_000_000;
  await settle(clock, device.close());
  simulation.close();
  return seconds;
}
