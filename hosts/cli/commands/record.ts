import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { GifWriter } from '../../sdk/gif/gif-writer.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { interruptSignal } from '../interrupt.js';
import { checkTarget } from '../target-file.js';
import { Terminal } from '../terminal.js';
import { readMillis } from '../values.js';

/** A page of a GIF is on for 20 ms at least: looking more often shows nothing more. */
const restMillis = 20;

/** `record`: what the device shows for a while, as an animated GIF. */
export function addRecord(program: Command): void {
  program
    .command('record <file>')
    .description('record the glass as an animated GIF')
    .option('--for <time>', 'how long: 5s, 1m', readMillis, 5000)
    .action(async (file: string, options: { for: number }, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await checkTarget(file, '.gif');
      const interrupted = interruptSignal();
      await withDevice(namedEndpoint(command), async ({ device }) => {
        const target = openSync(file, 'w');
        try {
          const gif = new GifWriter(device.info.width, device.info.height, (bytes) => writeSync(target, bytes));
          let began: number | undefined;
          let elapsed = 0;
          while (elapsed < options.for && !interrupted.aborted) {
            const shot = await device.screenshot({ changedOnly: began !== undefined });
            const now = shot.timeMicros / 1000;
            began ??= now;
            elapsed = now - began;
            gif.add(shot, elapsed);
            if (elapsed < options.for) await sleep(restMillis);
            terminal.progress(elapsed / options.for, `${gif.pages} pictures`);
          }
          gif.finish(interrupted.aborted ? elapsed : Math.max(elapsed, options.for));
          terminal.result(`${file}: ${gif.pages} pictures in ${(elapsed / 1000).toFixed(1)} s.`, {
            file,
            pictures: gif.pages,
            millis: Math.round(elapsed),
          });
        } finally {
          closeSync(target);
        }
      });
    });
}
