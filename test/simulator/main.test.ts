import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import test from 'ava';
import { hasProgram } from '../support/system-program.js';

const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  /** What it printed, once `ready` of it is there. */
  readonly printed: string;
}

async function start(t: ExecutionContext, ...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, ['--import=tsx', main, '--flash', 'none', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let printed = '';
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    printed += part.toString();
    if (printed.includes('verso play')) return { child, printed };
  }
  throw new Error(`it ended after: ${printed}`);
}

test('an unknown option or panel is one sentence and exit code 2', (t) => {
  for (const args of [['--pannel'], ['--panel', 'nokia']]) {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['--import=tsx', main, ...args], {
      encoding: 'utf8',
    });
    t.is(status, 2);
    t.is(stdout, '');
    t.regex(stderr, /^[^\n]+\n$/);
  }
});

test('a serial device that is not there is one sentence and exit code 1', (t) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import=tsx', main, '--headless', '--http', '0', '--flash', 'none', '--link', 'serial:/dev/no-such-device'],
    { encoding: 'utf8' },
  );
  t.is(status, 1);
  t.regex(stderr, /^[^\n]*\/dev\/no-such-device[^\n]*\n$/);
});

test('busy ports are passed over for the next free ones, which are told', async (t) => {
  const taken = createServer();
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.teardown(() => taken.close());
  const { port } = taken.address() as { port: number };
  const { printed } = await start(t, '--headless', '--http', String(port), '--link', `tcp:${port}`);
  const ports = [...printed.matchAll(/(?:localhost|tcp:127\.0\.0\.1):(\d+)/g)].map((match) => Number(match[1]));
  t.true(ports.length >= 2);
  t.false(ports.includes(port));
  t.is((await fetch(`http://127.0.0.1:${ports[0]}/stats.json`)).status, 200);
});

test('it prints a pty and the commands to try; ended, it takes the socat it started with it', async (t) => {
  if (!hasProgram(t, 'socat', ['-V'])) return;
  const { child, printed } = await start(t, '--headless', '--http', '0');
  const pty = /serial:(\/dev\/\S+)/.exec(printed)?.[1];
  t.truthy(pty);
  t.regex(printed, /npx verso show photo\.jpg/);
  t.true(printed.includes(`npx verso play loop.gif --device serial:${pty}`));
  const children = socatsOf(child.pid!);
  t.is(children.length, 1);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  t.is(code, 0);
  for (let tries = 0; tries < 40 && isAlive(children[0]!); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  t.false(isAlive(children[0]!));
});

function socatsOf(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, name]) => Number(ppid) === parent && name === 'socat')
    .map(([pid]) => Number(pid));
}

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
