import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import type { NamedBoard } from './boards.js';
import { preloadsOf } from './preload.js';
import { findSdk } from './sdk.js';
import { findToolchain } from './toolchain.js';
import { root, type World } from './world.js';

/** Where a board's build goes. */
export function outputOf(board: NamedBoard): string {
  return join(root, 'build', board.name);
}

/** Runs the SDK's mcconfig for a board; answers its exit code. Throws `BuildFault` where something is missing. */
export function mcconfig(board: NamedBoard, target: 'build' | 'deploy', world: World): number {
  const sdk = findSdk(world);
  const toolchain = findToolchain(board, world);
  const output = outputOf(board);
  mkdirSync(output, { recursive: true });
  // The name of its folder is the application's.
  const manifest = join(output, 'manifest.json');
  const preload = preloadsOf(board.manifest);
  writeFileSync(manifest, JSON.stringify({ include: relative(output, board.manifest), preload }, null, 2));
  const path = [sdk.programs, join(root, 'node_modules', '.bin'), world.env.PATH ?? ''].join(delimiter);
  const args = ['-m', '-t', target, '-p', board.platform, '-o', output, manifest];
  const { status } = spawnSync(join(sdk.programs, 'mcconfig'), args, {
    // What make says of its commands is of no use but when one fails, and then it says why on standard error.
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...world.env, ...toolchain, MODDABLE: sdk.path, PATH: path },
  });
  return status ?? 1;
}
