import { entriesOf, playAnimation } from '../../support/packs/open-by-hand.js';
import type { DecodeJob } from '../codec/instructions.js';

/** Every PX565 region of one round of a pack's animations, with what it is decoded against; the first, whole picture apart. */
export function decodeJobs(file: Uint8Array): DecodeJob[] {
  return entriesOf(file)
    .filter(({ kind }) => kind === 3)
    .flatMap((entry) => {
      const jobs: DecodeJob[] = [];
      playAnimation(entry, entry.frames + 1, ({ step, width, height, coded, reference }) => {
        if (step > 0) jobs.push({ name: `region-${jobs.length}`, width, height, coded, reference });
      });
      return jobs;
    });
}
