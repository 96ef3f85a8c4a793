import { access, constants, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { UsageError } from './failures.js';

/** Sees, before a device is greeted, that a file can be written. Throws UsageError. */
export async function checkTarget(file: string, extension: string): Promise<void> {
  if (extname(file).toLowerCase() !== extension) {
    throw new UsageError(
      `${file} would be a ${extension.slice(1).toUpperCase()}: give it a name that ends in ${extension}.`,
    );
  }
  const folder = dirname(file);
  await access(folder, constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'does not exist: create it first' : 'cannot be written to: choose another';
    throw new UsageError(`The folder ${folder} ${reason}.`, { cause });
  });
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) throw new UsageError(`${file} is a folder: give another name.`);
}
