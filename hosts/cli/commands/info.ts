import type { Command } from 'commander';
import { namedEndpoint, withDevice } from '../devices.js';
import { columns, Terminal } from '../terminal.js';

const codecNames: Readonly<Record<number, string>> = { 0: 'raw', 1: 'PX565' };

/** `info`: what the device says of itself. */
export function addInfo(program: Command): void {
  program
    .command('info')
    .description('what the device says of itself')
    .action(async (_: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      await withDevice(namedEndpoint(command), async ({ device: { info }, endpoint }) => {
        const corners = info.cornerRadius > 0 ? `, corners of ${info.cornerRadius} pixels` : '';
        const lenses = info.unsafe.map(({ left, top, right, bottom }) => `${left},${top} to ${right},${bottom}`);
        const rows = [
          ['panel', info.panel],
          ['glass', `${info.width} x ${info.height}, ${info.shape}${corners}`],
          ...(info.rotation === 0 ? [] : [['rotation', `${info.rotation}°`]]),
          ...(lenses.length === 0 ? [] : [['hidden', lenses.join('; ')]]),
          ['codecs', info.codecs.map((codec) => codecNames[codec] ?? String(codec)).join(', ')],
          ['features', info.features.join(', ') || 'none'],
          ['firmware', info.firmwareVersion],
          ['device', info.deviceId],
          ['endpoint', endpoint.name],
          ...(info.address === '' ? [] : [['address', info.address]]),
        ];
        terminal.result(columns(rows), { endpoint: endpoint.name, ...info });
      });
    });
}
