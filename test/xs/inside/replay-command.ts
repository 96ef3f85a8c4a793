import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../../firmware/kernels/reference/reference-kernels.js';
import { replay } from '../../../simulator/transcript/replay.js';
import {
  formatLines,
  parseLines,
  type TranscriptHeader,
  type TranscriptInput,
} from '../../../simulator/transcript/transcript.js';
import { plainMemory } from '../../support/memory.js';

/** Plays the text of `NAME.input.jsonl` to the firmware, and answers what `NAME.output.jsonl` must be. */
export function replayText(input: string): string {
  const [header, ...inputs] = parseLines(input) as [TranscriptHeader, ...TranscriptInput[]];
  const machine = { kernels: new CheckedKernels(referenceKernels), memory: plainMemory };
  return formatLines(replay(header, inputs, machine));
}
