import { Argument, type Command, InvalidArgumentError } from 'commander';
import { makeOwnPack } from '../../node/own-face.js';
import { ownKey } from '../../node/own-key.js';
import { readWhole } from '../../node/project-files.js';
import type { DeviceInfo } from '../../sdk/device-types.js';
import type { InstalledPack, PackShelf } from '../../sdk/pack-types.js';
import type { Packs } from '../../sdk/packs.js';
import { type OwnFace, ownFaces } from '../../studio/faces/faces.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { findPack } from '../packs/find-pack.js';
import { installPack } from '../packs/install.js';
import { columns, kilobytes, Terminal } from '../terminal.js';
import { readMillis } from '../values.js';

/** What a subcommand does with the packs of a device; answers the sentence that says so. */
type Deed = (packs: Packs) => Promise<string>;

/** The subcommands of `pack` that need a device. */
export function addPackDevice(pack: Command): void {
  addInstall(pack);
  addList(pack);
  pack
    .command('use <pack>')
    .description('show a pack; "built-in" is the device’s own face')
    .option('--face <number>', 'which of its faces, from 0', readFace, 0)
    .action((name: string, { face }: { face: number }, command: Command) =>
      run(command, async (packs) => {
        if (name === 'built-in') {
          await packs.use(null);
          return 'The device shows its own face.';
        }
        const found = await named(packs, name);
        await packs.use(found.id, face);
        return `The device shows "${found.name}".`;
      }),
    );
  pack
    .command('pin <pack>')
    .description('show a pack and nothing else, whatever the rotation says')
    .option('--face <number>', 'which of its faces, from 0', readFace, 0)
    .action((name: string, { face }: { face: number }, command: Command) =>
      run(command, async (packs) => {
        const found = await named(packs, name);
        await packs.pin(found.id, face);
        return `The device shows "${found.name}" and nothing else.`;
      }),
    );
  pack
    .command('remove <pack>')
    .description('take a pack off the device')
    .action((name: string, _: unknown, command: Command) =>
      run(command, async (packs) => {
        const found = await named(packs, name);
        await packs.remove(found.id);
        return `"${found.name}" is gone from the device.`;
      }),
    );
  pack
    .command('rotate')
    .argument('<time>', 'how long each face is shown: 30s, 10m, 1h', readMillis)
    .description('show all faces, one after the other')
    .action((millis: number, _: unknown, command: Command) =>
      run(command, async (packs) => {
        const seconds = Math.max(1, Math.round(millis / 1000));
        await packs.rotate(seconds);
        return `Each face is shown for ${seconds} s.`;
      }),
    );
  pack
    .command('schedule')
    .argument('<times...>', 'which pack from when on: 07:00=Morning 22:30=Night')
    .description('show a pack from an hour of the day on')
    .action((texts: string[], _: unknown, command: Command) =>
      run(command, async (packs) => {
        const { packs: all } = await packs.list();
        await packs.schedule(texts.map((text) => ({ ...readSchedule(text, all) })));
        return `${texts.length} times of the day are kept.`;
      }),
    );
  for (const [name, words] of [
    ['next', 'show the next face'],
    ['previous', 'show the face before'],
  ] as const) {
    pack
      .command(name)
      .description(words)
      .action((_: unknown, command: Command) =>
        run(command, async (packs) => {
          await packs[name]();
          return name === 'next' ? 'The next face it is.' : 'The face before it is.';
        }),
      );
  }
  pack
    .command('allow-unsigned')
    .addArgument(new Argument('<choice>', 'on or off').choices(['on', 'off']))
    .description('whether the device takes packs that nobody signed, from whoever says --unsigned')
    .action((choice: 'on' | 'off', _: unknown, command: Command) =>
      run(command, async (packs) => {
        await packs.allowUnsigned(choice === 'on');
        return choice === 'on' ? 'The device takes unsigned packs.' : 'The device takes signed packs only.';
      }),
    );
}

function addInstall(pack: Command): void {
  pack
    .command('install <file>')
    .description(
      `send a pack to the device and show it: a .verso file, or ${ownFaces.map(({ name }) => name).join(', ')}`,
    )
    .option('--unsigned', 'although nobody signed it')
    .option('--later', 'do not show it yet')
    .action(async (path: string, options: { unsigned?: boolean; later?: boolean }, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const own = ownFaces.find(({ name }) => name === path);
      const kept = own === undefined ? await readWhole(path, 'a .verso file') : undefined;
      await withDevice(namedEndpoint(command), async ({ device }) => {
        const file = kept ?? (await drawn(own!, device.info, options.unsigned === true, terminal));
        const wish = { unsigned: options.unsigned === true, use: options.later !== true };
        const installed = await installPack(device, file, wish, terminal);
        terminal.result(`"${installed.name}" is installed${options.later ? '' : ' and on the glass'}.`, installed);
      });
    });
}

/** One of the faces that come with Verso, drawn for this panel and signed by whoever sits here. */
async function drawn(face: OwnFace, info: DeviceInfo, unsigned: boolean, terminal: Terminal): Promise<Uint8Array> {
  const onProgress = (part: number): void => terminal.progress(part, `drawing ${face.title}`);
  return makeOwnPack(face, info, unsigned ? undefined : await ownKey(), onProgress);
}

function addList(pack: Command): void {
  pack
    .command('list')
    .description('the packs on the device')
    .action(async (_: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await withDevice(namedEndpoint(command), async ({ device }) => {
        const shelf = await device.packs.list();
        terminal.result(shelfWords(shelf), shelf);
      });
    });
}

function shelfWords(shelf: PackShelf): string {
  const rows = shelf.packs.map(({ id, name, version, length, signed, faces }) => [
    id === shelf.chosen ? '●' : ' ',
    name,
    `version ${version}`,
    kilobytes(length),
    faces === 1 ? '1 face' : `${faces} faces`,
    signed ? '' : 'not signed',
    id.slice(0, 8),
  ]);
  const free = `${kilobytes(shelf.freeBytes)} of ${kilobytes(shelf.capacityBytes)} free; ${modeWords(shelf)}.`;
  return rows.length === 0 ? `No pack is installed. ${free}` : `${columns(rows)}\n${free}`;
}

function modeWords({ mode, seconds, schedule, failed }: PackShelf): string {
  if (failed) return 'the chosen pack failed to start, and the built-in face stands in for it';
  if (mode === 'rotate') return `each face for ${seconds} s`;
  return mode === 'schedule' ? `by a schedule of ${schedule.length} times` : 'one face, always';
}

async function run(command: Command, deed: Deed): Promise<void> {
  const terminal = new Terminal(command.optsWithGlobals().json === true);
  await withDevice(namedEndpoint(command), async ({ device }) => {
    const sentence = await deed(device.packs);
    terminal.result(sentence, { done: sentence });
  });
}

async function named(packs: Packs, name: string): Promise<InstalledPack> {
  return findPack((await packs.list()).packs, name);
}

function readFace(text: string): number {
  if (!/^[0-7]$/.test(text)) throw new InvalidArgumentError('It is a number from 0 to 7.');
  return Number(text);
}

function readSchedule(text: string, packs: readonly InstalledPack[]): { minute: number; id: string } {
  const [, hour, minute, name = ''] = /^(\d\d?):(\d\d)=(.+)$/.exec(text) ?? [];
  const minutes = 60 * Number(hour) + Number(minute);
  if (!(minutes < 1440 && Number(minute) < 60)) {
    throw new InvalidArgumentError(`"${text}" is no time and pack: write 07:00=Morning.`);
  }
  return { minute: minutes, id: findPack(packs, name).id };
}
