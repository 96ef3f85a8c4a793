import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { BuildFault } from '../../manifests/tool/build-fault.js';
import { mcconfig, outputOf } from '../../manifests/tool/mcconfig.js';
import { findSdk } from '../../manifests/tool/sdk.js';
import { root, thisWorld } from '../../manifests/tool/world.js';

const board = {
  name: 'mcu-host',
  platform: 'x-cli-lin',
  toolchain: 'linux',
  artifact: ['bin/lin/release/mcu-host', 'mcu-host'],
  linked: true,
  manifest: join(root, 'test/device/mcu-host/manifest.json'),
} as const;

/** What the executable is made of. */
const sources = ['firmware', 'manifests', 'test/device/mcu-host'];

/** The executable of `test/device/mcu-host`, built where it is older than the tree; null where there is no SDK, which is told. */
export function mcuHost(t: ExecutionContext): string | null {
  const world = thisWorld();
  try {
    findSdk(world);
  } catch (error) {
    if (!(error instanceof BuildFault)) throw error;
    t.log(`skipped: ${error.message}`);
    t.pass();
    return null;
  }
  t.timeout(500_000);
  const executable = join(outputOf(board), board.artifact[0]);
  const began = new Date();
  if (existsSync(executable) && statSync(executable).mtimeMs > newest()) return executable;
  if (mcconfig(board, 'build', world) !== 0) throw new Error('the build of test/device/mcu-host failed');
  // What changes meanwhile is younger than the build.
  utimesSync(executable, began, began);
  return executable;
}

function newest(): number {
  const times = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => statSync(join(root, folder, file)).mtimeMs,
    ),
  );
  return Math.max(...times);
}
