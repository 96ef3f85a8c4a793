import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FRAME_MEMORY_BYTES } from './frame-memory.js';

/** The folder of the C kernels and their headers. */
export const KERNELS_FOLDER = fileURLToPath(new URL('../../firmware/kernels/c/', import.meta.url));
const target = fileURLToPath(new URL('./kernels.wasm', import.meta.url));

/** The clang whose output is committed; another version makes other bytes of the same source. */
export const CLANG_VERSION = '14';

/** The first line `clang --version` prints. */
export function clangName(): string {
  return execFileSync('clang', ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '';
}

/** The C files of the kernels, in order of their names. */
export function kernelSources(): string[] {
  return readdirSync(KERNELS_FOLDER)
    .filter((name) => name.endsWith('.c'))
    .sort()
    .map((name) => join(KERNELS_FOLDER, name));
}

/** Compiles the C kernels with clang and answers the WebAssembly file's bytes: the same bytes for the same clang. */
export function compileKernels(): Buffer {
  const work = mkdtempSync(join(tmpdir(), 'verso-kernels-'));
  try {
    const objects = kernelSources().map((source) => {
      const object = join(work, `${basename(source)}.o`);
      const options = ['--target=wasm32', '-std=c11', '-O2', '-ffreestanding', '-fvisibility=default', '-mbulk-memory'];
      execFileSync('clang', [...options, '-Wall', '-Wextra', '-Werror', '-c', source, '-o', object]);
      return object;
    });
    const linked = join(work, 'kernels.wasm');
    const limits = [`--initial-memory=${FRAME_MEMORY_BYTES}`, `--max-memory=${FRAME_MEMORY_BYTES}`];
    const layout = ['--stack-first', '-z', 'stack-size=16384', '--export=__heap_base'];
    execFileSync('wasm-ld', [
      ...objects,
      '--no-entry',
      '--export-dynamic',
      '--import-memory',
      '--strip-all',
      ...limits,
      ...layout,
      '-o',
      linked,
    ]);
    return withoutCustomSections(readFileSync(linked));
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Names and producers say which compiler it was; what runs does not need them. */
function withoutCustomSections(wasm: Buffer): Buffer {
  const kept = [wasm.subarray(0, 8)];
  let at = 8;
  while (at < wasm.length) {
    let length = 0;
    let body = at + 1;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm.readUInt8(body++);
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (wasm.readUInt8(at) !== 0) kept.push(wasm.subarray(at, body + length));
    at = body + length;
  }
  return Buffer.concat(kept);
}

function main(): void {
  const built = compileKernels();
  if (!process.argv.includes('--check')) {
    writeFileSync(target, built);
    console.log(`simulator/kernels/kernels.wasm: ${built.length} bytes`);
  } else if (!built.equals(readFileSync(target))) {
    console.error(
      `simulator/kernels/kernels.wasm is not what ${clangName()} makes of firmware/kernels/c: run "npm run build:kernels" with clang ${CLANG_VERSION} and commit it.`,
    );
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
