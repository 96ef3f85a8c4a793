import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildFault } from './build-fault.js';
import { root } from './world.js';

const folder = join(root, 'manifests', 'boards');

/** `manifests/boards/NAME/board.json`: how a board is built. */
export interface BoardBuild {
  /** As `mcconfig -p` takes it. */
  readonly platform: string;
  readonly toolchain: 'linux' | 'esp32' | 'pico';
  /** What the build makes, from its output folder, and the name under which it is put into `build/NAME`. */
  readonly artifact: readonly [made: string, name: string];
  /** False where the manifest is data alone: nobody has ever linked it. */
  readonly linked: boolean;
}

/** The names of all boards that have a manifest. */
export function boardNames(): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'board.json')))
    .sort();
}

export interface NamedBoard extends BoardBuild {
  readonly name: string;
  readonly manifest: string;
}

/** The board that the command line names. Throws `BuildFault`, which lists the known ones. */
export function boardOf(args: readonly string[], command: string): NamedBoard {
  const [name, ...more] = args;
  const known = boardNames();
  if (name === undefined || more.length > 0)
    throw new BuildFault(`Use: npm run ${command} -- BOARD, which is one of ${known.join(', ')}.`);
  if (!known.includes(name)) throw new BuildFault(`There is no board "${name}": use one of ${known.join(', ')}.`);
  const board = JSON.parse(readFileSync(join(folder, name, 'board.json'), 'utf8')) as BoardBuild;
  return { ...board, name, manifest: join(folder, name, 'manifest.json') };
}
