import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { panelFacts, panelNames } from '../../../simulator/headless/panel-facts.js';
import { systemFont } from '../../node/font.js';
import { openMedia } from '../../node/media/open-media.js';
import { type ClockPlace, clockPlaces } from '../../studio/clock.js';
import type { LoopWish } from '../../studio/film.js';
import { inspectPack } from '../../studio/inspect.js';
import { writePack } from '../../studio/pack/write-pack.js';
import type { Fit } from '../../studio/placement.js';
import { makeWallpaper, type PanelWish, type Wallpaper } from '../../studio/wallpaper.js';
import { type Candidate, namedEndpoint, oneCandidate, withDevice } from '../devices.js';
import { installPack } from '../packs/install.js';
import { checkPreview } from '../packs/preview.js';
import { checkTarget } from '../target-file.js';
import { kilobytes, Terminal } from '../terminal.js';
import { readCrop, readFps, readLoop, readTolerance } from '../values.js';
import { panelNamed, preview, signingKey } from './pack.js';

interface Flags {
  readonly loop: LoopWish;
  readonly crop?: { left: number; top: number; right: number; bottom: number };
  readonly fit: Fit;
  readonly clock: ClockPlace | 'none';
  readonly font?: string;
  readonly alwaysOn: 'picture' | 'clock' | 'none';
  readonly fps?: number;
  readonly tolerance?: number;
  readonly name?: string;
  readonly output?: string;
  readonly panel?: string;
  readonly sign?: string;
  readonly preview?: string;
  readonly unsigned?: boolean;
}

/** `wallpaper`: a picture, animation or video becomes the device's face, in one go. */
export function addWallpaper(program: Command): void {
  program
    .command('wallpaper <media>')
    .description('make a picture, animation or video the face of the device')
    .option('--loop <how>', 'all, auto (the best seam), bounce, or seconds as 1.5-4', readLoop, 'all')
    .option('--crop <x,y,w,h>', 'only this part of it, in its own pixels', readCrop)
    .addOption(
      new Option('--fit <how>', 'cover the glass, or the safe part beside the lenses; contain; fill')
        .choices(['cover', 'safe', 'contain', 'fill'])
        .default('cover'),
    )
    .addOption(
      new Option('--clock <where>', 'where the time stands').choices([...clockPlaces, 'none']).default('bottom'),
    )
    .option('--font <name or file>', 'what the time is written in')
    .addOption(
      new Option('--always-on <what>', 'what stays lit when nobody looks')
        .choices(['picture', 'clock', 'none'])
        .default('picture'),
    )
    .option('--fps <rate>', 'at most so many pictures a second', readFps)
    .option('--tolerance <steps>', 'colour steps a pixel may be off; as few as fit where absent', readTolerance)
    .option('--name <name>', 'what it is called; the file’s name where absent')
    .option('-o, --output <file>', 'write a pack, NAME.verso, instead of installing it')
    .option('--panel <name>', `the screen it is for, where no device is asked: ${panelNames.join(', ')}`)
    .option('--sign <key>', 'sign it with the key in this file, instead of your own')
    .option('--preview <file>', 'write what the glass will show, .png or .gif')
    .option('--unsigned', 'do not sign it; the device must be set to take that')
    .action((media: string, flags: Flags, command: Command) => wallpaper(media, flags, command));
}

async function wallpaper(path: string, flags: Flags, command: Command): Promise<void> {
  const terminal = new Terminal(command.optsWithGlobals().json === true);
  const endpoint = namedEndpoint(command);
  const { output } = flags;
  if (output !== undefined) await checkTarget(output, '.verso');
  if (flags.preview !== undefined) await checkPreview(flags.preview);
  const media = await openMedia(path);
  const key = await signingKey(flags);
  const found = output !== undefined && flags.panel !== undefined ? undefined : await oneCandidate(endpoint);
  const panel = flags.panel === undefined ? panelOf(found!) : panelNamed(flags.panel);
  const name = flags.name ?? basename(path, extname(path));
  const made = await make(media, panel, name, flags, terminal);
  const file = await writePack(made.plan, key);
  if (flags.preview !== undefined) await preview(flags.preview, file, await inspectPack(file), terminal);
  terminal.clearBar();
  for (const note of made.notes) terminal.note(note);
  const facts = { bytes: file.length, hz: made.hz, pictures: made.film.frames.length, tolerance: made.tolerance };
  if (output !== undefined) {
    await writeFile(output, file);
    terminal.result(`${output}: ${words(facts)}.`, { file: output, ...facts, notes: made.notes });
    return;
  }
  await withDevice(found!.endpoint, async ({ device }) => {
    const installed = await installPack(device, file, { unsigned: flags.unsigned === true }, terminal);
    terminal.result(`"${installed.name}" is on the glass: ${words(facts)}.`, {
      ...installed,
      ...facts,
      notes: made.notes,
    });
  });
}

async function make(
  media: Awaited<ReturnType<typeof openMedia>>,
  panel: PanelWish,
  name: string,
  flags: Flags,
  terminal: Terminal,
): Promise<Wallpaper> {
  const { font, clock } = flags;
  const isFile = font !== undefined && /\.(ttf|otf|ttc)$/i.test(font);
  return makeWallpaper(media, {
    panel,
    name: shortened(name),
    fit: flags.fit,
    loop: flags.loop,
    alwaysOn: flags.alwaysOn,
    glyphs: systemFont(font === undefined ? { isBold: true } : isFile ? { file: font } : { family: font }),
    ...(flags.crop === undefined ? {} : { crop: flags.crop }),
    ...(clock === 'none' ? {} : { clock }),
    ...(flags.fps === undefined ? {} : { hz: flags.fps }),
    ...(flags.tolerance === undefined ? {} : { tolerance: flags.tolerance }),
    onProgress: (stage, part) => terminal.progress(part, `${media.name}: ${stage}`),
  });
}

/** What the device says of itself, and where its panel is known the rates of its devkit. */
function panelOf({ info }: Candidate): PanelWish {
  if (!panelNames.includes(info.panel)) return info;
  const { hz, pixelsPerSecond } = panelFacts(info.panel);
  return { ...info, hz, pixelsPerSecond };
}

/** At most 64 bytes of UTF-8. */
function shortened(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > 64) short = [...short].slice(0, -1).join('');
  return short || 'Wallpaper';
}

function words({ bytes, hz, pictures }: { bytes: number; hz: number; pictures: number }): string {
  return pictures === 1
    ? `a still, ${kilobytes(bytes)}`
    : `${pictures} pictures at ${Math.round(hz)} a second, ${kilobytes(bytes)}`;
}
