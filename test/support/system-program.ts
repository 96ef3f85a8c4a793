import { spawnSync } from 'node:child_process';
import type { ExecutionContext } from 'ava';

/**
 * Whether a system program is there. Where it is not, the test that asks says so and shall return; under CI it fails, so
 * that nothing is skipped there.
 */
export function hasProgram(t: ExecutionContext, name: string, probe: readonly string[] = ['-version']): boolean {
  const found =
    (spawnSync(name, probe, { stdio: 'ignore' }).error as NodeJS.ErrnoException | undefined)?.code !== 'ENOENT';
  if (found) return true;
  missing(t, `${name} is not installed`);
  return false;
}

/** Ends a test that lacks something of the system: skipped with a visible word, failed under CI. */
export function missing(t: ExecutionContext, what: string): void {
  if (process.env.CI) {
    t.fail(what);
  } else {
    t.log(`skipped: ${what}`);
    t.pass();
  }
}
