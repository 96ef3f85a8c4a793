import { PX565_STATE_BYTES } from '../../../firmware/kernels/state-sizes.js';
import type { BenchTable } from '../bench-result.js';
import { type Counted, codeBytes, countInstructions, type DecodeJob, missingTool } from './instructions.js';

const KEY_LIMIT = 45;
/** Over the delta frames of all kinds together: one whose every pixel changes is a key frame but for its name. */
const DELTA_LIMIT = 12;
/** The most instructions a pixel or byte each piece of work may take. */
const LIMITS: Readonly<Record<string, number>> = {
  'all deltas': DELTA_LIMIT,
  'diff-equal': 1.5,
  'diff-changed': 1.5,
  'blend-sprite': 10,
  'blend-partial': 30,
  'bits-sprite': 10,
  'bits-partial': 30,
  'bits-tint': 10,
  stroke: 30,
};
const CODE_LIMIT = 4096;
const STATE_LIMIT = 1024;
/** A row copy against memcpy of the same bytes. */
const COPY_LIMIT = 1.1;

/** The figures as tables and for programs, and a sentence for each limit that was missed. */
export interface InstructionReport {
  readonly tables: BenchTable[];
  readonly json: object;
  readonly missed: string[];
}

/** Counts where the tools are here; else one row says which is missing. */
export function instructionReport(jobs: readonly DecodeJob[]): InstructionReport {
  const title = 'Instructions of the C kernels (clang -O2, x86-64, callgrind)';
  const tool = missingTool();
  if (tool !== null) {
    const table = { title, columns: ['work'], rows: [[`not counted: ${tool} is not installed`]] };
    return { tables: [table], json: { missing: tool }, missed: [] };
  }
  const counted = withMean(countInstructions(jobs));
  const copies = new Map(counted.map(({ name, instructions }) => [name, instructions]));
  const figures = counted.map((work) => ({ ...figure(work), ...copyRatio(work, copies) }));
  const code = codeBytes('px565-decode.c');
  const sizes = [
    { name: 'PX565 decoder, code and tables', bytes: code, limit: CODE_LIMIT },
    { name: 'PX565 decoder, state', bytes: PX565_STATE_BYTES, limit: STATE_LIMIT },
  ];
  return {
    tables: [
      {
        title,
        columns: ['work', 'instructions', 'a pixel or byte', 'limit'],
        rows: figures.map(({ name, instructions, each, limit }) => [name, instructions, each, limit ?? '']),
      },
      {
        title: 'Memory',
        columns: ['what', 'bytes', 'limit'],
        rows: sizes.map(({ name, bytes, limit }) => [name, bytes, limit]),
      },
    ],
    json: {
      ...Object.fromEntries(figures.map(({ name, each, limit }) => [name, { each, limit: limit ?? null }])),
      bytes: { code, state: PX565_STATE_BYTES },
    },
    missed: [
      ...figures
        .filter(({ each, limit }) => limit !== undefined && !(each <= limit))
        .map(
          ({ name, each, limit }) =>
            `${name} takes ${each.toFixed(2)} instructions; the limit is ${limit?.toFixed(2)}.`,
        ),
      ...sizes
        .filter(({ bytes, limit }) => bytes > limit)
        .map(({ name, bytes, limit }) => `${name}: ${bytes} bytes; the limit is ${limit}.`),
    ],
  };
}

/** Adds the delta frames taken together, after the last of them. */
function withMean(counted: readonly Counted[]): Counted[] {
  const deltas = counted.filter(({ name }) => name.endsWith('/delta'));
  const sum = (of: (work: Counted) => number) => deltas.reduce((total, work) => total + of(work), 0);
  const all = {
    name: 'all deltas',
    units: sum(({ units }) => units),
    instructions: sum(({ instructions }) => instructions),
  };
  const at = counted.findLastIndex(({ name }) => name.endsWith('/delta')) + 1;
  return [...counted.slice(0, at), all, ...counted.slice(at)];
}

interface Figure {
  name: string;
  instructions: number;
  each: number;
  limit?: number;
}

function figure({ name, units, instructions }: Counted): Figure {
  const limit = name.endsWith('/key') ? KEY_LIMIT : LIMITS[name];
  return { name, instructions, each: instructions / units, ...(limit === undefined ? {} : { limit }) };
}

/** A copy's limit hangs on what memcpy took of the same bytes. */
function copyRatio({ name, units }: Counted, counted: ReadonlyMap<string, number>): { limit?: number } {
  const memcpy = name === 'copy' ? 'memcpy' : name === 'copy-rows' ? 'memcpy-rows' : null;
  return memcpy === null ? {} : { limit: (COPY_LIMIT * counted.get(memcpy)!) / units };
}
