import type { Command } from 'commander';
import { identify } from '../../sdk/identify.js';
import { type Candidate, findCandidates, namedEndpoint } from '../devices.js';
import { columns, Terminal } from '../terminal.js';

/** `list`: the devices that answer. */
export function addList(program: Command): void {
  program
    .command('list')
    .description('the devices that answer, and where')
    .action(async (_: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const named = namedEndpoint(command);
      const found: Candidate[] =
        named === undefined ? await findCandidates() : [{ info: await identify(named), endpoint: named }];
      const devices = found.map(({ info, endpoint }) => ({
        endpoint: endpoint.name,
        panel: info.panel,
        width: info.width,
        height: info.height,
        deviceId: info.deviceId,
        firmwareVersion: info.firmwareVersion,
      }));
      const rows = devices.map((each) => [
        each.endpoint,
        each.panel,
        `firmware ${each.firmwareVersion}`,
        each.deviceId,
      ]);
      const none = 'No device answers. Plug one in, or start the simulator with "npm start".';
      terminal.result(rows.length === 0 ? none : columns(rows), devices);
    });
}
