import * as host from '../../../firmware/device/linux/host.js';
import { nativeKernels } from '../../../firmware/device/native-kernels.js';
import { nativeMemory } from '../../../firmware/device/native-memory.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import { replay } from '../../transcript/replay.js';
import { formatLines, parseLines, type TranscriptHeader, type TranscriptInput } from '../../transcript/transcript.js';
import { brokenKernels, readBreach } from './broken-kernels.js';
import { type Probe, probe } from './probe.js';
import { serve } from './serve.js';
import { type SignedMessage, verifyMessages } from './verify.js';

const usage =
  'Use: verso [--heap CHUNKS,SLOTS,STACK] [--memory BYTES] replay INPUT OUTPUT | serve [figures] [break KERNEL,FROM,COUNT] | probe INPUT OUTPUT | verify INPUT OUTPUT';

/** What the Linux executable does; answers its exit code. */
export function main(): number {
  const [command, ...words] = host.words();
  const [input, output] = words;
  if (command === 'replay' && input !== undefined && output !== undefined && words.length === 2) {
    replayFile(input, output);
    return 0;
  }
  if (command === 'probe' && input !== undefined && output !== undefined && words.length === 2) {
    const calls = parseLines(host.readFile(input)) as Probe[];
    host.writeFile(output, formatLines(calls.map(probe)));
    return 0;
  }
  if (command === 'verify' && input !== undefined && output !== undefined && words.length === 2) {
    const messages = parseLines(host.readFile(input)) as SignedMessage[];
    host.writeFile(output, formatLines(verifyMessages(messages)));
    return 0;
  }
  if (command === 'serve') {
    serveSimulator(words);
    return 0;
  }
  host.report(usage);
  return 2;
}

/** Runs a firmware for a simulator. `figures` tells at the end what it had in use; `break` has a native throw. */
function serveSimulator(words: readonly string[]): void {
  const at = words.indexOf('break') + 1;
  const kernels = at > 0 ? brokenKernels(nativeKernels, readBreach(nativeKernels, words[at] ?? '')) : nativeKernels;
  const allocate = (bytes: number): Uint8Array => new Uint8Array(host.allocate(bytes));
  serve(host, { kernels, memory: nativeMemory, allocate }, words.includes('figures') ? reportHeap : () => {});
}

/** Plays a transcript's inputs to the firmware and writes down what it did. */
function replayFile(input: string, output: string): void {
  const [header, ...inputs] = parseLines(host.readFile(input)) as [TranscriptHeader, ...TranscriptInput[]];
  const machine = { kernels: new CheckedKernels(nativeKernels), memory: nativeMemory };
  host.writeFile(output, formatLines(replay(header, inputs, machine)));
}

/** What of the engine's heap is in use, garbage not counted, the most that was, and frame memory in use. */
function reportHeap(): void {
  const [chunks, slots, mostChunks, mostSlots, frames] = host.memory();
  host.report(JSON.stringify({ chunks, slots, mostChunks, mostSlots, frames }));
}
