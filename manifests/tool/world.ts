import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a command sees of the machine; a test hands in its own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Where the system lists what is plugged in. */
  readonly devices: string;
}

export function thisWorld(): World {
  return { env: process.env, home: homedir(), platform: process.platform, devices: '/dev' };
}

/** The folder of the path in which a program is. */
export function whereIs({ env }: World, name: string): string | undefined {
  return (env.PATH ?? '').split(delimiter).find((folder) => folder !== '' && existsSync(join(folder, name)));
}

/** Whether a program is on the path. */
export function hasProgram(world: World, name: string): boolean {
  return whereIs(world, name) !== undefined;
}
