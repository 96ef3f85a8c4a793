import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { FieldName } from '../../sdk/faces.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { UsageError } from '../failures.js';
import { Terminal } from '../terminal.js';
import { readMillis } from '../values.js';

const NAMES: readonly FieldName[] = ['date', 'weather', 'song', 'artist', 'lyric', 'progress', 'event'];

interface Flags {
  readonly level?: number;
  readonly for?: number;
  readonly clear?: boolean;
}

/** `field`: tells the faces of the device what they show live. */
export function addField(program: Command): void {
  program
    .command('field')
    .addArgument(new Argument('<name>', 'what it is').choices(NAMES))
    .argument('[text...]', 'what to show')
    .option('--level <part>', 'how far or full it is: 0.4 or 40%', readPart)
    .option('--for <time>', 'how long it is good: 30s, 10m, 2h; for ever where absent', readMillis)
    .option('--clear', 'take back what was told')
    .description('tell the face a song, a lyric line, the weather, the next event')
    .action(async (name: FieldName, words: string[], flags: Flags, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const text = words.join(' ');
      if (text === '' && flags.level === undefined && !flags.clear) {
        throw new UsageError(`What is the ${name}? Say it, or take it back with --clear.`);
      }
      await withDevice(namedEndpoint(command), async ({ device }) => {
        const { level } = flags;
        const seconds = flags.for === undefined ? undefined : wholeSeconds(flags.for);
        const value = {
          text,
          ...(level === undefined ? {} : { level }),
          ...(seconds === undefined ? {} : { seconds }),
        };
        await device.faces.field(name, flags.clear ? {} : value);
        terminal.result(flags.clear ? `The ${name} is taken back.` : `The face knows the ${name}.`, { field: name });
      });
    });
}

/** Milliseconds as seconds a message can tell. */
export function wholeSeconds(millis: number): number {
  return Math.min(65_535, Math.max(1, Math.round(millis / 1000)));
}

function readPart(text: string): number {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const part = percent === null ? Number(text) : Number(percent[1]) / 100;
  if (text !== '' && part >= 0 && part <= 1) return part;
  throw new InvalidArgumentError('It is a part of the whole: 0.4 or 40%.');
}
