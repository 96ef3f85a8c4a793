import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { newKey, readSigningKey, type SigningKey } from '../studio/keys.js';

/** Where the key of whoever sits here is kept. */
export function ownKeyFile(): string {
  const base = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  return join(base, 'verso', 'key.pem');
}

/** The key of whoever sits here; made when it is first asked for. Throws StudioError where the file holds none. */
export async function ownKey(): Promise<SigningKey> {
  const file = ownKeyFile();
  try {
    return await readSigningKey(await readFile(file, 'utf8'));
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure;
  }
  const pem = await newKey();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' });
  return readSigningKey(pem);
}
