import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addBrightness } from './commands/brightness.js';
import { addCodec } from './commands/codec.js';
import { addField } from './commands/field.js';
import { addInfo } from './commands/info.js';
import { addList } from './commands/list.js';
import { addMonitor } from './commands/monitor.js';
import { addNote, addNotify } from './commands/notify.js';
import { addPack } from './commands/pack.js';
import { addPlay } from './commands/play.js';
import { addPower } from './commands/power.js';
import { addRecord } from './commands/record.js';
import { addScreenshot } from './commands/screenshot.js';
import { addShow } from './commands/show.js';
import { addStats } from './commands/stats.js';
import { addWallpaper } from './commands/wallpaper.js';
import { describeFailure, ExitCode } from './failures.js';

/** Runs `verso` with these arguments; resolves to its exit code. What went wrong is told to `complain`. */
export async function main(
  args: readonly string[],
  complain: (line: string) => void = (line) => process.stderr.write(line),
): Promise<number> {
  const program = new Command('verso')
    .description('Pictures for the screen on the back, over serial.')
    .version(versionOf())
    .option('--device <endpoint>', 'tcp:HOST:PORT or serial:PATH[@BAUD]; found by itself where there is one')
    .option('--json', 'answer in JSON, for programs')
    .helpCommand(false)
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  const adders = [
    addList,
    addInfo,
    addShow,
    addPlay,
    addWallpaper,
    addPack,
    addField,
    addNotify,
    addNote,
    addScreenshot,
    addRecord,
    addStats,
    addBrightness,
    addPower,
    addMonitor,
    addCodec,
  ];
  for (const add of adders) add(program);
  program.addHelpText(
    'after',
    '\nStart here:\n  verso list\n  verso show photo.jpg\n  verso play film.gif --times forever\n  verso wallpaper loop.gif',
  );

  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return ExitCode.badInput;
    }
    await program.parseAsync(args, { from: 'user' });
    return ExitCode.ok;
  } catch (failure) {
    if (failure instanceof CommanderError && failure.exitCode === 0) return ExitCode.ok;
    const { sentence, exitCode } = describeFailure(failure);
    complain(`${sentence}\n`);
    return exitCode;
  }
}

function versionOf(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
