import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PackFault } from '../../../firmware/packs/pack-fault.js';
import { panelFacts, panelNames } from '../../../simulator/headless/panel-facts.js';
import { panelFor } from '../../../simulator/headless/rehearsal.js';
import { ownKey } from '../../node/own-key.js';
import { assetsBeside, readWhole } from '../../node/project-files.js';
import { inspectPack, type PackReport } from '../../studio/inspect.js';
import { readSigningKey, type SigningKey } from '../../studio/keys.js';
import { measurePack, powerWords } from '../../studio/measure.js';
import { writePack } from '../../studio/pack/write-pack.js';
import { readProject } from '../../studio/project/read-project.js';
import { UsageError } from '../failures.js';
import { checkPreview, writePreview } from '../packs/preview.js';
import { faultWords, reportWords } from '../packs/report-words.js';
import { writeSampleProject } from '../packs/sample-project.js';
import { checkTarget } from '../target-file.js';
import { kilobytes, Terminal } from '../terminal.js';
import { addPackDevice } from './pack-device.js';
import { addPackKey } from './pack-key.js';

/** `pack`: make packs of faces, look into them, put them on a device and choose among them. */
export function addPack(program: Command): void {
  const pack = program.command('pack').description('packs of faces: make them, install them, choose among them');
  addNew(pack);
  addBuild(pack);
  addInspect(pack);
  addPackDevice(pack);
  addPackKey(pack);
}

function addNew(pack: Command): void {
  pack
    .command('new <folder>')
    .description('begin a project: a file to edit, and art to replace')
    .option('--panel <name>', 'the screen it is for', 'phone-904x572')
    .action(async (folder: string, options: { panel: string }, command: Command) => {
      const terminal = terminalOf(command);
      await writeSampleProject(folder, options.panel, panelNamed(options.panel));
      terminal.result(
        `${join(folder, 'pack.json')} is yours to edit.\nBuild it with: verso pack build ${folder} -o ${join(folder, 'lantern.verso')}`,
        { folder, panel: options.panel },
      );
    });
}

interface BuildFlags {
  readonly output: string;
  readonly sign?: string;
  readonly unsigned?: boolean;
}

function addBuild(pack: Command): void {
  pack
    .command('build <folder>')
    .description('build the project in a folder (its pack.json)')
    .requiredOption('-o, --output <file>', 'the pack to write, NAME.verso')
    .option('--sign <key>', 'sign it with the key in this file, instead of your own')
    .option('--unsigned', 'do not sign it')
    .action(async (folder: string, options: BuildFlags, command: Command) => {
      const terminal = terminalOf(command);
      await checkTarget(options.output, '.verso');
      const key = await signingKey(options);
      const path = folder.endsWith('.json') ? folder : join(folder, 'pack.json');
      const text = (await readWhole(path, 'a folder that "verso pack new" made')).toString();
      const onProgress = (what: string, part: number | undefined): void => terminal.progress(part, what);
      const { plan, notes } = await readProject(text, 'pack.json', assetsBeside(path, panelFacts), onProgress);
      const file = await writePack(plan, key);
      const { fault } = await inspectPack(file);
      if (fault !== PackFault.none)
        throw new UsageError(`What this project says cannot be a pack: ${faultWords(fault)}.`);
      await writeFile(options.output, file);
      for (const note of notes) terminal.note(note);
      terminal.result(`${options.output}: ${kilobytes(file.length)}.`, {
        file: options.output,
        bytes: file.length,
        notes,
      });
    });
}

function addInspect(pack: Command): void {
  pack
    .command('inspect <file>')
    .description('what is in a pack, and what it costs')
    .option('--preview <file>', 'write what the glass shows, .png or .gif')
    .action(async (path: string, options: { preview?: string }, command: Command) => {
      const terminal = terminalOf(command);
      if (options.preview !== undefined) await checkPreview(options.preview);
      const file = await readWhole(path, 'a .verso file');
      const report = await inspectPack(file);
      if (report.fault !== PackFault.none) {
        if (terminal.isJson) terminal.result('', report);
        throw new UsageError(`${path} would be refused: ${faultWords(report.fault)}.`);
      }
      terminal.progress(undefined, 'playing it on a simulated device');
      const power = measurePack(file, report);
      terminal.result([reportWords(report), ...powerWords(power)].join('\n'), { ...report, power });
      if (options.preview !== undefined) await preview(options.preview, file, report, terminal);
      if (!terminal.isJson) for (const warning of report.warnings) terminal.note(warning);
    });
}

/** Writes a preview of a pack. Throws UsageError where no panel of its size is known. */
export async function preview(target: string, file: Uint8Array, report: PackReport, terminal: Terminal): Promise<void> {
  const panel = panelFor(panelNames, report.panel);
  if (panel === undefined) throw new UsageError('No panel of this size is known, so there is no preview.');
  await writePreview(target, file, panel, secondsOf(report), terminal);
  terminal.note(`${target} shows it.`);
}

/** How long a preview goes on: a round of the longest animation. */
function secondsOf({ parts }: PackReport): number {
  return Math.max(2, ...parts.map(({ seconds = 0 }) => seconds));
}

/** What to sign with: the key in a file, or one's own, or nothing. */
export async function signingKey(flags: {
  readonly sign?: string;
  readonly unsigned?: boolean;
}): Promise<SigningKey | undefined> {
  if (flags.unsigned) return undefined;
  return flags.sign === undefined ? ownKey() : keyIn(flags.sign);
}

/** A key out of a file. Throws StudioError. */
async function keyIn(file: string): Promise<SigningKey> {
  return readSigningKey((await readWhole(file, 'a key that "verso pack key new" made')).toString());
}

export function terminalOf(command: Command): Terminal {
  return new Terminal(command.optsWithGlobals().json === true);
}

/** Facts about a panel. Throws UsageError where there is none of that name. */
export function panelNamed(name: string): ReturnType<typeof panelFacts> {
  try {
    return panelFacts(name);
  } catch (cause) {
    throw new UsageError(`There is ${(cause as Error).message}.`, { cause });
  }
}
