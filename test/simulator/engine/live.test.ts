import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { linuxBuild } from '../../support/linux-build.js';
import { startVerso, verso } from '../../support/processes.js';
import { scratchFile } from '../../support/scratch.js';
import { hasProgram } from '../../support/system-program.js';
import { until } from '../../support/until.js';

const main = fileURLToPath(new URL('../../../simulator/main.ts', import.meta.url));

interface Simulator {
  readonly url: string;
  readonly pty: string;
}

/** `npm start -- --headless --engine ENGINE` with its pty, which it opens where no other way is named. */
async function start(t: ExecutionContext, engine: string): Promise<Simulator> {
  const args = ['--import=tsx', main, '--headless', '--http', '0', '--engine', engine, '--flash', 'none'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  let printed = '';
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    printed += part.toString();
    const url = /http:\/\/localhost:\d+/.exec(printed)?.[0];
    const pty = /serial:\/dev\/\S+/.exec(printed)?.[0];
    if (url !== undefined && pty !== undefined && printed.includes('verso play')) return { url, pty };
  }
  throw new Error(`the simulator ended after: ${printed}`);
}

async function glassOf({ url }: Simulator): Promise<Uint8Array> {
  const png = new Uint8Array(await (await fetch(`${url}/glass.png`)).arrayBuffer());
  return sharp(png).removeAlpha().raw().toBuffer();
}

function picture(): Promise<Buffer> {
  const [width, height] = [410, 502];
  const rgb = new Uint8Array(3 * width * height);
  for (let at = 0; at < rgb.length; at += 1) rgb[at] = (at * 7 + ((at / 3 / width) | 0) * 3) & 255;
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** All of it 2040ff, as RGB565 shows it. */
function isBlue(rgb: Uint8Array): boolean {
  return rgb.every((component, at) => component === [33, 65, 255][at % 3]);
}

async function film(colours: readonly string[]): Promise<Buffer> {
  const pages = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 410, height: 502, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pages, { join: { animated: true } })
    .gif({ delay: colours.map((_, page) => (page + 1 === colours.length ? 20_000 : 60)) })
    .toBuffer();
}

test('over a pty, verso cannot tell XS from Node: what show and play put on the glass is the same', async (t) => {
  if (!hasProgram(t, 'socat', ['-V'])) return;
  if ((await linuxBuild(t)) === null) return;
  const still = scratchFile(t, 'still.png', await picture());
  const loop = scratchFile(t, 'loop.gif', await film(['#c00000', '#00a050', '#2040ff']));
  const glasses: Record<string, Uint8Array[]> = {};
  for (const engine of ['node', 'xs']) {
    const simulator = await start(t, engine);
    const shown = await verso(t, 'show', still, '--device', simulator.pty);
    t.is(shown.status, 0, shown.stderr);
    const afterShow = await glassOf(simulator);
    const player = startVerso(t, ['play', loop, '--device', simulator.pty]);
    // The last picture of the film stays for a while; that it is blue all over is what it has to show.
    let playing = afterShow;
    await until('the film has come to its last picture', async () => {
      playing = await glassOf(simulator);
      return isBlue(playing);
    });
    player.child.kill('SIGINT');
    await player.ended;
    glasses[engine] = [afterShow, playing];
    const stats = (await (await fetch(`${simulator.url}/stats.json`)).json()) as {
      frames: { torn: number; presented: number };
    };
    t.is(stats.frames.torn, 0);
    t.true(stats.frames.presented >= 3);
  }
  t.true(Buffer.compare(glasses.node![0]!, glasses.xs![0]!) === 0, 'show');
  t.true(Buffer.compare(glasses.node![1]!, glasses.xs![1]!) === 0, 'play');
});

test('an engine that ends takes npm start with it, in a sentence', async (t) => {
  if ((await linuxBuild(t)) === null) return;
  const args = [
    '--import=tsx',
    main,
    '--headless',
    '--http',
    '0',
    '--link',
    'tcp:0',
    '--engine',
    'xs',
    '--flash',
    'none',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env } });
  t.teardown(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  for await (const part of child.stdout as AsyncIterable<Buffer>) if (part.toString().includes('verso play')) break;
  const ended = once(child, 'exit');
  for (const pid of await enginesOf(child.pid!)) process.kill(pid, 'SIGKILL');
  const [code] = await ended;
  t.is(code, 1);
  t.regex(said, /^The engine has stopped\.\n$/m);
});

/** The processes that it has started. */
async function enginesOf(parent: number): Promise<number[]> {
  const child = spawn('ps', ['-eo', 'pid=,ppid=,args='], { stdio: ['ignore', 'pipe', 'inherit'] });
  let listed = '';
  for await (const part of child.stdout as AsyncIterable<Buffer>) listed += part.toString();
  return listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => Number(words[1]) === parent && words.includes('serve'))
    .map(([pid]) => Number(pid));
}
