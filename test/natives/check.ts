import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Chip, headerFolders } from './chips.js';

const device = fileURLToPath(new URL('../../firmware/device/', import.meta.url));

export type Environment = Readonly<Record<string, string | undefined>>;

/** What became of a chip's natives: files that compile, or a sentence about what is missing, or what the compiler said. */
export interface Checked {
  readonly files: number;
  readonly missing?: string;
  readonly faults?: string;
}

/** Compiles the natives of a chip, and the glue they are called through, for syntax and types. */
export function checkNatives(chip: Chip, env: Environment): Checked {
  const missing = whatIsMissing(chip, env);
  if (missing !== undefined) return { files: 0, missing };
  const moddable = env.MODDABLE!;
  const vendor = env[chip.variable]!;
  const compiler = chip.compilers.find((name) => isProgram(env, name))!;
  const work = mkdtempSync(join(tmpdir(), 'verso-natives-'));
  try {
    for (const [name, text] of Object.entries(chip.generated)) writeFileSync(join(work, name), text);
    const engine = [
      ...['xs/includes', `xs/platforms/${chip.engine}`, 'xs/platforms/mc'].map((path) => join(moddable, path)),
      ...['base', 'config'].map((path) => join(moddable, 'build/devices/pico', path)),
    ];
    const includes = [work, ...headerFolders(chip, moddable, vendor), ...engine].filter((path) => existsSync(path));
    const last = chip.last.map((path) => join(vendor, path));
    const options = [
      ...['-fsyntax-only', '-Wall', '-Werror', '-Wno-attributes', ...chip.options],
      ...includes.filter((path) => !last.includes(path)).flatMap((path) => ['-isystem', path]),
      ...last.flatMap((path) => ['-idirafter', path]),
    ];
    const files = sources(chip);
    const faults = files.flatMap((file) => {
      const { status, stderr } = spawnSync(compiler, [...options, file], { encoding: 'utf8' });
      return status === 0 ? [] : [stderr];
    });
    return { files: files.length, ...(faults.length === 0 ? {} : { faults: faults.join('\n') }) };
  } finally {
    rmSync(work, { recursive: true });
  }
}

function sources({ folder }: Chip): string[] {
  return ['native', 'mcu', folder].flatMap((name) =>
    readdirSync(join(device, name))
      .filter((file) => file.endsWith('.c'))
      .map((file) => join(device, name, file)),
  );
}

function whatIsMissing({ name, variable, vendor, compilers }: Chip, env: Environment): string | undefined {
  const { MODDABLE } = env;
  const path = env[variable];
  if (MODDABLE === undefined || !existsSync(join(MODDABLE, 'xs/includes/xs.h')))
    return `${name}: the headers of the engine are missing; set MODDABLE to an installed Moddable SDK.`;
  if (path === undefined || !existsSync(path))
    return `${name}: the headers of the vendor are missing; set ${variable} to an installed ${vendor}.`;
  if (!compilers.some((compiler) => isProgram(env, compiler)))
    return `${name}: there is no compiler; ${compilers.join(' or ')} will do.`;
  return undefined;
}

function isProgram(env: Environment, name: string): boolean {
  return (env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}
