import { writeFileSync } from 'node:fs';
import { bestCycles } from './best-cover.js';
import { BEST_FILE, WINDOW_COSTS } from './best-cycles.js';
import { ownTrace, ownTraceNames } from './own-traces.js';

// Takes some minutes: run it after a change of the own traces, and commit what it writes.
const best: Record<string, Record<string, number[]>> = {};
for (const name of ownTraceNames) {
  const trace = ownTrace(name);
  const costs = WINDOW_COSTS.map((cost) => [
    String(cost),
    trace.frames.map((frame) => bestCycles(frame, trace.align, cost)),
  ]);
  best[name] = Object.fromEntries(costs) as Record<string, number[]>;
  console.log(name);
}
const lines = Object.entries(best).map(([name, costs]) => `  ${JSON.stringify(name)}: ${JSON.stringify(costs)}`);
writeFileSync(BEST_FILE, `{\n${lines.join(',\n')}\n}\n`);
