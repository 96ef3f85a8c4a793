import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import { sanitizingCompiler } from '../fuzz/fuzz.js';
import { scratchFolder } from './scratch.js';
import { missing } from './system-program.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles C files of the project (paths from its root) for this machine, under sanitizers that stop at the first fault, and
 * answers what runs the program: input to output; it throws where the program fails. Answers null, and has ended the test,
 * where there is no compiler that can.
 */
export function cProgram(
  t: ExecutionContext,
  sources: readonly string[],
  sanitizers = 'address,undefined',
): ((input: Uint8Array | string, ...words: string[]) => Buffer) | null {
  const compiler = sanitizingCompiler();
  if (compiler === null) {
    missing(t, 'neither clang nor gcc is here with its sanitizer libraries');
    return null;
  }
  const binary = join(scratchFolder(t), 'program');
  const options = ['-std=gnu11', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-I', join(root, 'firmware/device/mcu')];
  const checks = [`-fsanitize=${sanitizers}`, '-fno-sanitize-recover=all'];
  const files = sources.map((source) => join(root, source));
  execFileSync(compiler, [...options, ...checks, ...files, '-lpthread', '-o', binary], { stdio: 'pipe' });
  return (input, ...words) => {
    const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
    const ran = spawnSync(binary, words, { input, env, maxBuffer: 1 << 28 });
    if (ran.status !== 0) throw new Error(`ended with ${ran.status ?? ran.signal}: ${ran.stderr.toString()}`);
    return ran.stdout;
  };
}
