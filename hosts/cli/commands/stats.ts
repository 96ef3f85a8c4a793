import type { Command } from 'commander';
import { namedEndpoint, withDevice } from '../devices.js';
import { columns, Terminal } from '../terminal.js';

/** `stats`: the device's counters. */
export function addStats(program: Command): void {
  program
    .command('stats')
    .description('the counters of the device')
    .action(async (_: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await withDevice(namedEndpoint(command), async ({ device }) => {
        const statistics = await device.statistics();
        const rows = Object.entries(statistics).map(([name, value]) => [wordsOf(name), value] as const);
        terminal.result(columns(rows), statistics);
      });
    });
}

/** `framesPresented` as "frames presented". */
export function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
