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
  const word = `skipped: ${name} is not installed`;
  if (process.env.CI) t.fail(word);
  else {
    t.log(word);
    t.pass();
  }
  return false;
}
