import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildFault } from './build-fault.js';
import type { World } from './world.js';

/** The oldest Moddable SDK that builds this, and the first that may not. */
const OLDEST = [8, 2] as const;
const NEXT_MAJOR = 9;

/** An installed Moddable SDK. */
export interface Sdk {
  readonly path: string;
  readonly version: string;
  /** Where its programs are. */
  readonly programs: string;
}

/** Finds the SDK at `MODDABLE`, or where xs-dev puts it. Throws `BuildFault` where there is none that will do. */
export function findSdk({ env, home, platform }: World): Sdk {
  const path = env.MODDABLE ?? xsDevPath(home, platform);
  if (!existsSync(path)) {
    const place = env.MODDABLE === undefined ? '' : ` at ${path}, where MODDABLE points`;
    throw new BuildFault(`There is no Moddable SDK${place}: install it with "npx xs-dev setup".`);
  }
  const version = versionOf(path);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (isOld || major >= NEXT_MAJOR)
    throw new BuildFault(
      `Verso is built with Moddable SDK ${OLDEST.join('.')} or a later 8, not ${version}: ${isOld ? 'get a new one with "npx xs-dev update"' : `install a tagged one with "npx xs-dev setup --target-branch ${OLDEST.join('.')}"`}.`,
    );
  const host = platform === 'darwin' ? 'mac' : platform === 'win32' ? 'win' : 'lin';
  const programs = join(path, 'build', 'bin', host, 'release');
  if (!existsSync(join(programs, platform === 'win32' ? 'mcconfig.exe' : 'mcconfig')))
    throw new BuildFault(`The Moddable SDK at ${path} has no tools built: build them with "npx xs-dev setup".`);
  return { path, version, programs };
}

/** As xs-dev has it. */
function xsDevPath(home: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? join(home, 'xs-dev', 'moddable') : join(home, '.local', 'share', 'moddable');
}

function versionOf(path: string): string {
  try {
    return readFileSync(join(path, 'tools', 'VERSION'), 'utf8').trim();
  } catch {
    throw new BuildFault(
      `${path} is no Moddable SDK, or one before 5: it has no tools/VERSION. Install one with "npx xs-dev setup".`,
    );
  }
}
