import { spawn } from 'node:child_process';
import { EngineError } from './engine/engine-error.js';
import { stateFolder } from './flash/flash-files.js';
import { readOptions, UsageError } from './options.js';
import { startSimulator } from './simulator.js';

const openers: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' };

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), stateFolder());
  const simulator = await startSimulator(options);
  const { url, links, commands, stage, notes } = simulator;
  const isTerminal = process.stdout.isTTY === true;
  const bold = (text: string) => (isTerminal ? `\u001b[1m${text}\u001b[0m` : text);
  const dim = (text: string) => (isTerminal ? `\u001b[2m${text}\u001b[0m` : text);
  const lines = [
    '',
    `  ${bold('Verso')}  ${dim(`${stage.simulation.model.name}${options.engine === 'xs' ? ', the firmware on XS' : ''}`)}`,
    '',
    `  ${dim(options.headless ? 'http ' : 'page ')}  ${bold(url)}`,
    ...links.map((link) => `  ${dim('link ')}  ${link}`),
    ...(options.link === null && links.length === 1 ? [`  ${dim('      no pty: socat is not installed')}`] : []),
    ...notes.map((note) => `  ${dim('note ')}  ${note}`),
    '',
    `  ${dim('try')}`,
    ...commands.map((command) => `    ${command}`),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (options.open) spawn(openers[process.platform] ?? 'xdg-open', [url], { stdio: 'ignore' }).on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      simulator.close();
      process.exit(0);
    });
}

main().catch(fail);
// An engine that stops does so in the middle of whatever goes on.
process.on('uncaughtException', (error) => {
  if (!(error instanceof EngineError)) throw error;
  fail(error);
});

function fail(error: unknown): void {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(isUsage ? 2 : 1);
}
