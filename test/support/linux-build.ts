import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import { BuildFault } from '../../manifests/tool/build-fault.js';
import { findSdk } from '../../manifests/tool/sdk.js';
import { root, thisWorld } from '../../manifests/tool/world.js';
import { executablePath } from '../../simulator/engine/xs-firmware.js';

const lock = join(root, 'build', 'linux.lock');
/** Longer than any build takes. */
const patience = 400_000;

/** What the executable is made of; what else lies there does no harm. */
const sources = ['firmware', 'manifests', 'simulator'];
let built: Promise<string> | undefined;

/**
 * The path of the Linux executable, built from the tree as it is; null where there is no SDK, which is told: the test shall return
 * then. Everybody can run the other tests without an SDK, so it is not missed under CI either.
 */
export async function linuxBuild(t: ExecutionContext): Promise<string | null> {
  try {
    findSdk(thisWorld());
  } catch (error) {
    if (!(error instanceof BuildFault)) throw error;
    t.log(`skipped: ${error.message}`);
    t.pass();
    return null;
  }
  t.timeout(2 * patience);
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  await takeLock();
  try {
    const began = new Date();
    if (existsSync(executablePath) && statSync(executablePath).mtimeMs > newest()) return executablePath;
    const npm = ['run', '--silent', 'build', '--', 'linux'];
    const { status, stderr } = spawnSync('npm', npm, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`the Linux build failed: ${stderr}`);
    // What changes meanwhile is younger than the build.
    utimesSync(executablePath, began, began);
    return executablePath;
  } finally {
    rmSync(lock, { recursive: true });
  }
}

/** When a source was changed last, milliseconds. */
function newest(): number {
  const times = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => statSync(join(root, folder, file)).mtimeMs,
    ),
  );
  return Math.max(...times);
}

/** Test files run side by side, and one build is enough: the second finds all of it made. */
async function takeLock(): Promise<void> {
  mkdirSync(join(root, 'build'), { recursive: true });
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || waited > patience) throw error;
      await sleep(200);
    }
  }
}
