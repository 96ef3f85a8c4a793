import { readFileSync, writeFileSync } from 'node:fs';
import {
  formatLines,
  parseLines,
  type Transcript,
  type TranscriptHeader,
  type TranscriptInput,
  type TranscriptOutput,
} from '../../simulator/transcript/transcript.js';

function path(name: string, side: 'input' | 'output'): URL {
  return new URL(`./${name}.${side}.jsonl`, import.meta.url);
}

/** Reads `NAME.input.jsonl` (its first line is the header) and `NAME.output.jsonl`. */
export function readTranscript(name: string): Transcript {
  const [header, ...inputs] = parseLines(readFileSync(path(name, 'input'), 'utf8')) as [
    TranscriptHeader,
    ...TranscriptInput[],
  ];
  const outputs = parseLines(readFileSync(path(name, 'output'), 'utf8')) as TranscriptOutput[];
  return { header, inputs, outputs };
}

export function writeTranscript(name: string, { header, inputs, outputs }: Transcript): void {
  writeFileSync(path(name, 'input'), formatLines([header, ...inputs]));
  writeFileSync(path(name, 'output'), formatLines(outputs));
}
