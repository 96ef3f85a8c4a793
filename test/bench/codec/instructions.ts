import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KERNELS_FOLDER, kernelSources } from '../../../simulator/kernels/build.js';

const program = fileURLToPath(new URL('./measure.c', import.meta.url));

/** A region to be decoded whole while instructions are counted. */
export interface DecodeJob {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly coded: Uint8Array;
  readonly reference: Uint8Array | null;
}

/** Instructions of one piece of work, and how many pixels or bytes it went over. */
export interface Counted {
  readonly name: string;
  readonly units: number;
  readonly instructions: number;
}

/** The first of valgrind, clang and size (binutils) that is not installed, else null. */
export function missingTool(): string | null {
  for (const tool of ['valgrind', 'clang', 'size']) {
    if (spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0) return tool;
  }
  return null;
}

/** Counts the instructions of the C kernels (clang -O2, x86-64) under callgrind: the decoding jobs, then each kernel. */
export function countInstructions(jobs: readonly DecodeJob[]): Counted[] {
  const work = mkdtempSync(join(tmpdir(), 'verso-count-'));
  try {
    const binary = join(work, 'measure');
    execFileSync('clang', [
      '-std=c11',
      '-O2',
      '-Wl,-z,now',
      '-I',
      KERNELS_FOLDER,
      program,
      ...kernelSources(),
      '-o',
      binary,
    ]);
    writeFileSync(join(work, 'jobs'), Buffer.concat(jobs.flatMap(jobBytes)));
    const options = ['--tool=callgrind', '--toggle-collect=measured', '--dump-after=measured'];
    const out = `--callgrind-out-file=${join(work, 'count')}`;
    const printed = execFileSync('valgrind', [...options, out, binary, join(work, 'jobs')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return printed
      .trim()
      .split('\n')
      .map((line, at) => {
        const [name = '', units] = line.split(' ');
        const dump = readFileSync(join(work, `count.${at + 1}`), 'utf8');
        return { name, units: Number(units), instructions: Number(/^(?:totals|summary): (\d+)/m.exec(dump)?.[1]) };
      });
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Bytes of code and constant tables of one kernel's object file (clang -O2, x86-64). */
export function codeBytes(source: string): number {
  const work = mkdtempSync(join(tmpdir(), 'verso-size-'));
  try {
    const object = join(work, 'kernel.o');
    execFileSync('clang', ['-std=c11', '-O2', '-c', join(KERNELS_FOLDER, source), '-o', object]);
    const sections = execFileSync('size', ['-A', '-d', object], { encoding: 'utf8' });
    let bytes = 0;
    for (const [, section] of sections.matchAll(/^\.(?:text|rodata)\S*\s+(\d+)/gm)) bytes += Number(section);
    return bytes;
  } finally {
    rmSync(work, { recursive: true });
  }
}

function jobBytes({ name, width, height, coded, reference }: DecodeJob): Buffer[] {
  const numbers = Buffer.alloc(16);
  [width, height, reference === null ? 0 : 1, coded.length].forEach((value, at) => {
    numbers.writeUInt32LE(value, 4 * at);
  });
  const nameLength = Buffer.alloc(4);
  nameLength.writeUInt32LE(name.length);
  return [nameLength, Buffer.from(name), numbers, Buffer.from(coded), Buffer.from(reference ?? [])];
}
