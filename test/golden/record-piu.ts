import { recordGolden } from '../support/golden-glass.js';
import { buildPiuHost, missingForPiu, piuGoldens } from '../support/piu-host.js';

// `npm run record:piu` after a change that is meant to change the Piu face: look at the pictures, then commit.
const lacking = missingForPiu();
if (lacking !== undefined) throw new Error(lacking);
const run = buildPiuHost();
for (const { width, height, scenes } of piuGoldens) {
  const records = run(width, height);
  for (const scene of scenes) {
    const record = records.find(({ name }) => name === scene);
    if (record === undefined) throw new Error(`no scene ${scene}`);
    recordGolden(`piu/${record.panel}-${scene}`, record);
  }
}
