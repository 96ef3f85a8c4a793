import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';

/** A folder that lives as long as the test. */
export function scratchFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'verso-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file in a folder of its own; answers its path. */
export function scratchFile(t: ExecutionContext, name: string, content: Uint8Array | string): string {
  const path = join(scratchFolder(t), name);
  writeFileSync(path, content);
  return path;
}
