import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XS_EXECUTABLE } from './worker.js';

/** Installs the package of this folder, which builds XS from source in under a minute. Throws where that cannot be. */
export function installXs(): void {
  if (existsSync(XS_EXECUTABLE)) return;
  const missing = ['cc', 'make'].filter((program) => spawnSync(program, ['--version']).error !== undefined);
  if (missing.length > 0) {
    throw new Error(
      `XS is built from source, and ${missing.join(' and ')} cannot be found: install a C compiler and make.`,
    );
  }
  console.log('Building XS from source, once.');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  });
  if (npm.status === 0 && existsSync(XS_EXECUTABLE)) return;
  throw new Error(`npm ci in test/xs did not build XS:\n${npm.stdout}${npm.stderr}`);
}
