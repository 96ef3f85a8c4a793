import { readFileSync } from 'node:fs';
import type { Trace } from './trace.js';

/** What `record-best.ts` found for the own traces, and at which window costs. */
export const BEST_FILE = new URL('./best.json', import.meta.url);
export const WINDOW_COSTS = [160, 1240] as const;

/** An own trace with the cycles of the best cover known of each frame; none for a window cost that was not searched. */
export function withBest(trace: Trace, windowCycles: number): Trace {
  const file = JSON.parse(readFileSync(BEST_FILE, 'utf8')) as Record<string, Record<string, number[]>>;
  const cycles = file[trace.name]?.[windowCycles];
  if (cycles === undefined) return trace;
  return { ...trace, frames: trace.frames.map((frame, at) => ({ ...frame, best: cycles[at] ?? null })) };
}
