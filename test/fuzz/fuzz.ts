import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KERNELS_FOLDER, kernelSources } from '../../simulator/kernels/build.js';

const harness = fileURLToPath(new URL('./fuzz.c', import.meta.url));

/** Whether nothing was found, and what the harness or a sanitizer said. */
export interface FuzzOutcome {
  readonly clean: boolean;
  readonly report: string;
}

const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];

/** The first of clang and gcc that is here with its sanitizer libraries, else null. */
export function sanitizingCompiler(): string | null {
  const work = mkdtempSync(join(tmpdir(), 'verso-fuzz-'));
  try {
    const source = join(work, 'empty.c');
    writeFileSync(source, 'int main(void) { return 0; }\n');
    for (const compiler of ['clang', 'gcc']) {
      const made = spawnSync(compiler, [...SANITIZERS, source, '-o', join(work, 'empty')], { stdio: 'ignore' });
      if (made.status === 0) return compiler;
    }
    return null;
  } finally {
    rmSync(work, { recursive: true });
  }
}

/**
 * Compiles the C kernels and the harness with sanitizers and runs cases from number `first` on for `seconds` of processor
 * time (0 runs that one case).
 */
export function fuzzKernels(compiler: string, seconds: number, first: number): FuzzOutcome {
  const work = mkdtempSync(join(tmpdir(), 'verso-fuzz-'));
  try {
    const program = join(work, 'fuzz');
    const options = ['-std=c11', '-O1', '-g', ...SANITIZERS, '-I', KERNELS_FOLDER];
    execFileSync(compiler, [...options, harness, ...kernelSources(), '-o', program], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const run = spawnSync(program, [String(seconds), String(first)], {
      encoding: 'utf8',
      env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' },
    });
    return { clean: run.status === 0, report: `${run.stdout}${run.stderr}`.trim() };
  } finally {
    rmSync(work, { recursive: true });
  }
}
