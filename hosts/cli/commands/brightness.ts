import type { Command } from 'commander';
import { namedEndpoint, withDevice } from '../devices.js';
import { Terminal } from '../terminal.js';
import { readBrightness } from '../values.js';

/** `brightness`: how bright the glass is. */
export function addBrightness(program: Command): void {
  program
    .command('brightness')
    .argument('<level>', '0 to 255, or a percentage', readBrightness)
    .description('set how bright the glass is')
    .action(async (level: number, _: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await withDevice(namedEndpoint(command), async ({ device }) => {
        await device.brightness(level);
        terminal.result(`Brightness is ${level} of 255.`, { brightness: level });
      });
    });
}
