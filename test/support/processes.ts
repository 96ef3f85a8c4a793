import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';

const simulatorMain = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));
const versoBin = fileURLToPath(new URL('../../hosts/cli/verso.js', import.meta.url));

/** A simulator in a process of its own. */
export interface SimulatorProcess {
  readonly child: ChildProcess;
  /** Its HTTP address. */
  readonly url: string;
  /** Where the device is, as `--device` takes it. */
  readonly link: string;
}

/** Starts `simulator/main.ts --headless` on free ports and waits until it answers. It ends with the test. */
export async function startSimulator(
  t: ExecutionContext,
  link = 'tcp:0',
  ...args: string[]
): Promise<SimulatorProcess> {
  const flash = args.includes('--flash') ? [] : ['--flash', 'none'];
  const options = ['--import=tsx', simulatorMain, '--headless', '--http', '0', '--link', link, ...flash, ...args];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  let printed = '';
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    printed += part.toString();
    const url = /http:\/\/localhost:\d+/.exec(printed)?.[0];
    const place = /(?:tcp|serial):\S+/.exec(printed)?.[0];
    if (url !== undefined && place !== undefined && printed.includes('verso play')) return { child, url, link: place };
  }
  throw new Error(`the simulator ended after: ${printed}`);
}

/** What a program said and ended with. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `verso` that runs. */
export interface VersoProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `verso` in a folder (the test's own where absent). It ends with the test at the latest. */
export function startVerso(t: ExecutionContext, args: readonly string[], cwd = process.cwd()): VersoProcess {
  const child = spawn(process.execPath, [versoBin, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  t.teardown(() => child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  return { child, ended: once(child, 'close').then(([status]) => ({ status, stdout, stderr })) };
}

/** Runs `verso` to its end. */
export function verso(t: ExecutionContext, ...args: string[]): Promise<Ended> {
  return startVerso(t, args).ended;
}
