import { Argument, type Command } from 'commander';
import type { PowerModeName, PowerState } from '../../sdk/device-types.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { Terminal } from '../terminal.js';

const MODES = ['active', 'idle', 'aod', 'sleep', 'auto'] as const;

/** `power`: how much of itself the device shows. */
export function addPower(program: Command): void {
  program
    .command('power')
    .addArgument(new Argument('[mode]', 'what to ask for; auto leaves it to the device').choices(MODES))
    .option('--seconds', 'have the always-on face show seconds')
    .description('say in which mode the device is, or ask for one')
    .action(async (mode: PowerModeName | 'auto' | undefined, options: { seconds?: boolean }, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await withDevice(namedEndpoint(command), async ({ device }) => {
        const state = await device.power(mode ?? null, { seconds: options.seconds ?? false });
        terminal.result(sentence(state), { ...state });
      });
    });
}

function sentence({ mode, wished, cappedBy, framesPerSecond, brightness }: PowerState): string {
  const parts = [`The device is ${NAMES[mode]}, brightness ${brightness} of 255`];
  if (framesPerSecond !== null) parts.push(`at most ${framesPerSecond} frames a second`);
  if (cappedBy.length > 0) parts.push(`held back by ${cappedBy.join(' and ')}`);
  if (wished !== null && wished !== mode) parts.push(`${wished} was asked for`);
  return `${parts.join('; ')}.`;
}

const NAMES: Readonly<Record<PowerModeName, string>> = {
  active: 'active',
  idle: 'idle',
  aod: 'always on',
  sleep: 'asleep',
};
