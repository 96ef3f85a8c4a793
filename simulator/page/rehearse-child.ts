import { PackFault } from '../../firmware/packs/pack-fault.js';
import { inspectPack } from '../../hosts/studio/inspect.js';
import { measurePack } from '../../hosts/studio/measure.js';

/** The process that `rehearse.ts` starts: takes the bytes of a pack, answers what its faces take, and ends. */
process.once('message', async (message: Uint8Array) => {
  const file = new Uint8Array(message);
  const report = await inspectPack(file);
  if (report.fault === PackFault.none) process.send?.(JSON.stringify(measurePack(file, report)));
  process.disconnect();
});
