import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { encodePng } from '../../node/picture-file.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { UsageError } from '../failures.js';
import { checkTarget } from '../target-file.js';
import { Terminal } from '../terminal.js';

/** `screenshot`: what the device shows, as a PNG. */
export function addScreenshot(program: Command): void {
  program
    .command('screenshot <file>')
    .description('write what the glass shows to a PNG')
    .action(async (file: string, _: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await checkTarget(file, '.png');
      await withDevice(namedEndpoint(command), async ({ device, meter }) => {
        const total = 2 * device.info.width * device.info.height;
        const work = device.screenshot({ changedOnly: false });
        const shot = await terminal.during(work, 'reading the glass', () => meter.receivedBytes / total);
        const png = await encodePng(shot);
        await writeFile(file, png).catch((cause: Error) => {
          throw new UsageError(`${file} cannot be written: ${cause.message}.`, { cause });
        });
        terminal.result(`${file}: ${shot.width} x ${shot.height}.`, { file, width: shot.width, height: shot.height });
      });
    });
}
