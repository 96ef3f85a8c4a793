import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readWhole } from '../../node/project-files.js';
import { newKey, readPublicKey } from '../../studio/keys.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { UsageError } from '../failures.js';
import { Terminal } from '../terminal.js';

/** `pack key`: keys that packs are signed with. */
export function addPackKey(pack: Command): void {
  const key = pack.command('key').description('keys that packs are signed with');
  key
    .command('new <file>')
    .description('make a key; keep the file to yourself')
    .action(async (file: string, _: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await writeFile(file, await newKey(), { mode: 0o600, flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
        const reason =
          cause.code === 'EEXIST'
            ? 'is there already: a key is never overwritten'
            : `cannot be written (${cause.message})`;
        throw new UsageError(`${file} ${reason}; choose another name.`, { cause });
      });
      terminal.result(`${file} holds a new key. Keep it to yourself, and keep a copy.`, { file });
    });
  for (const [name, words] of [
    ['add', 'have the device trust packs that this key signed'],
    ['remove', 'have it trust them no longer'],
  ] as const) {
    key
      .command(`${name} <file>`)
      .description(words)
      .action(async (file: string, _: unknown, command: Command) => {
        const terminal = new Terminal(command.optsWithGlobals().json === true);
        const point = await readPublicKey((await readWhole(file, 'a key')).toString());
        await withDevice(namedEndpoint(command), async ({ device }) => {
          await (name === 'add' ? device.packs.addKey(point) : device.packs.removeKey(point));
        });
        terminal.result(name === 'add' ? 'The device trusts this key.' : 'The device no longer trusts this key.', {
          file,
        });
      });
  }
}
