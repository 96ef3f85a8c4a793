import { writeTranscript } from './files.js';
import { scenarios } from './scenarios.js';

// `npm run record:transcripts` after a change that is meant to change what the firmware does: look at the difference, then commit.
for (const [name, record] of Object.entries(scenarios)) {
  const transcript = record();
  writeTranscript(name, transcript);
  console.log(`${name}: ${transcript.inputs.length} inputs, ${transcript.outputs.length} outputs`);
}
