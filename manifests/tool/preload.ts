import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

interface Manifest {
  readonly include?: string | readonly string[];
  readonly modules?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * The names of all modules of the project that a manifest and those it includes give, so that they can be preloaded: they lie in
 * flash then, and not in the engine's heap. A `main` is none of them, as it begins when it is loaded. mcconfig takes
 * patterns for JavaScript alone, so TypeScript must be named.
 */
export function preloadsOf(manifest: string): string[] {
  return [...new Set(modulesOf(manifest))].filter((name) => basename(name) !== 'main').sort();
}

function modulesOf(path: string): string[] {
  const { include = [], modules = {} } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const folder = dirname(path);
  const included = [include]
    .flat()
    .filter(isOurs)
    .flatMap((file) => modulesOf(resolve(folder, file)));
  const named = Object.entries(modules).flatMap(([name, targets]) =>
    [targets]
      .flat()
      .filter(isOurs)
      .flatMap((target) => filesAt(resolve(folder, target)).map((file) => name.replace('*', file))),
  );
  return [...included, ...named];
}

/** Not the SDK's. */
function isOurs(path: string): boolean {
  return !path.startsWith('$');
}

/** Names of the scripts behind a target: `FOLDER/*`, or one without its ending. */
function filesAt(target: string): string[] {
  const wanted = basename(target);
  return readdirSync(dirname(target))
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.(ts|js)$/, ''))
    .filter((name) => wanted === '*' || name === wanted);
}
