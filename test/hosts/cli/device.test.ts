import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { startSimulator, startVerso, verso } from '../../support/processes.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';
import { hasProgram } from '../../support/system-program.js';

const width = 410;
const height = 502;

/** Gradients, texture and edges: every step of every component occurs. */
function paint(phase: number): Uint8Array {
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rgb.set([(x * 255) / width, (y * 255) / height, (x ^ y) + phase], 3 * (y * width + x));
    }
  }
  return rgb;
}

function png(rgb: Uint8Array): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

async function film(colours: readonly string[], delay: number): Promise<Buffer> {
  const pages = await Promise.all(
    colours.map((background) => {
      return sharp({ create: { width: 41, height: 50, channels: 3, background } })
        .png()
        .toBuffer();
    }),
  );
  return sharp(pages, { join: { animated: true } })
    .gif({ delay: colours.map(() => delay) })
    .toBuffer();
}

/** What the glass shows of 0..255 when it is rounded to so many steps, and back: the high bits fill the low ones. */
function shownOf(component: number, bits: 5 | 6): number {
  const step = Math.round((component * (2 ** bits - 1)) / 255);
  return (step << (8 - bits)) | (step >> (2 * bits - 8));
}

async function pixelsOf(image: Uint8Array): Promise<Uint8Array> {
  return sharp(image).removeAlpha().raw().toBuffer();
}

async function glassOf(url: string): Promise<Uint8Array> {
  return pixelsOf(new Uint8Array(await (await fetch(`${url}/glass.png`)).arrayBuffer()));
}

/** How many components differ. */
function differences(a: Uint8Array, b: Uint8Array): number {
  let count = Math.abs(a.length - b.length);
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) count += 1;
  return count;
}

function expectedOf(rgb: Uint8Array): Uint8Array {
  return rgb.map((component, at) => shownOf(component, at % 3 === 1 ? 6 : 5));
}

async function statsOf(url: string): Promise<{ frames: { presented: number }; link: { packetsGood: number } }> {
  return (await (await fetch(`${url}/stats.json`)).json()) as Awaited<ReturnType<typeof statsOf>>;
}

/** Waits for something that another process does; gives up after a minute. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  while (!(await isSo())) await sleep(50, undefined, { signal });
}

/** Waits until a film is well under way: greetings alone take a few packets. */
async function untilItPlays(url: string): Promise<void> {
  await until(async () => (await statsOf(url)).link.packetsGood > 30);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function showAndCompare(t: ExecutionContext, url: string, device: string): Promise<void> {
  const rgb = paint(0);
  const file = scratchFile(t, 'picture.png', await png(rgb));
  const shown = await verso(t, 'show', file, '--device', device);
  t.is(shown.status, 0, shown.stderr);
  t.regex(shown.stdout, /^picture\.png is on the glass/);
  t.is(differences(await glassOf(url), expectedOf(rgb)), 0);
  const shot = join(scratchFolder(t), 'shot.png');
  const taken = await verso(t, 'screenshot', shot, '--device', device, '--json');
  t.is(taken.status, 0, taken.stderr);
  t.deepEqual(JSON.parse(taken.stdout), { file: shot, width, height });
  t.is(differences(await sharp(shot).raw().toBuffer(), expectedOf(rgb)), 0);
  // It stays, and looking at the device has not changed it.
  t.is(differences(await glassOf(url), expectedOf(rgb)), 0);
}

test.serial('show puts every pixel of a picture on the glass, rounded, and it stays: over TCP', async (t) => {
  const { url, link } = await startSimulator(t);
  await showAndCompare(t, url, link);
});

test.serial(
  'show puts every pixel of a picture on the glass, rounded, and it stays: over a pair of ptys',
  async (t) => {
    if (!hasProgram(t, 'socat', ['-V'])) return;
    const folder = scratchFolder(t);
    const [near, far] = [join(folder, 'near'), join(folder, 'far')];
    const socat: ChildProcess = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`]);
    t.teardown(() => socat.kill());
    await until(() => existsSync(near) && existsSync(far));
    const { url } = await startSimulator(t, `serial:${far}`);
    await showAndCompare(t, url, `serial:${near}`);
    const played = await verso(
      t,
      'play',
      scratchFile(t, 'f.gif', await film(['red', 'lime', 'blue'], 300)),
      '--json',
      '--device',
      `serial:${near}`,
    );
    t.is(played.status, 0, played.stderr);
    t.like(JSON.parse(played.stdout), { due: 3, presented: 3, dropped: 0 });
  },
);

test.serial('show within a tolerance ends with the exact picture', async (t) => {
  const { url, link } = await startSimulator(t);
  const rgb = paint(40);
  const file = scratchFile(t, 'picture.png', await png(rgb));
  const shown = await verso(t, 'show', file, '--tolerance', '3', '--device', link);
  t.is(shown.status, 0, shown.stderr);
  t.is(differences(await glassOf(url), expectedOf(rgb)), 0);
});

test.serial('the device tells about itself, in words and in JSON', async (t) => {
  const { link } = await startSimulator(t, 'tcp:0', '--panel', 'st7789-240x280');
  const words = await verso(t, 'info', '--device', link);
  t.is(words.status, 0, words.stderr);
  t.regex(words.stdout, /^panel +st7789-240x280\nglass +240 x 280/);
  const told = JSON.parse((await verso(t, 'info', '--device', link, '--json')).stdout);
  t.like(told, { endpoint: link, panel: 'st7789-240x280', width: 240, height: 280 });
  const listed = JSON.parse((await verso(t, 'list', '--device', link, '--json')).stdout);
  t.like(listed, [{ endpoint: link, panel: 'st7789-240x280', deviceId: told.deviceId }]);
  t.like(JSON.parse((await verso(t, 'brightness', '50%', '--device', link, '--json')).stdout), { brightness: 128 });
  const counters = JSON.parse((await verso(t, 'stats', '--device', link, '--json')).stdout);
  t.is(counters.brightness, 128);
  t.true(counters.linkPacketsGood > 0);
  t.is(counters.framesTorn, 0);
});

test.serial('power says in which mode the device is, and asks for one', async (t) => {
  const { url, link } = await startSimulator(t);
  const power = async (...args: string[]) =>
    JSON.parse((await verso(t, 'power', ...args, '--device', link, '--json')).stdout);
  t.like(await power('sleep'), { wished: 'sleep', mode: 'sleep', brightness: 0 });
  t.like(await power(), { wished: 'sleep', mode: 'sleep' });
  t.like(await power('aod', '--seconds'), { wished: 'aod', mode: 'aod', seconds: true });
  t.like(await power('auto'), { wished: null });
  t.regex((await verso(t, 'power', 'active', '--device', link)).stdout, /^The device is active, brightness \d+ of 255/);
  const wrong = await verso(t, 'power', 'bright', '--device', link);
  t.not(wrong.status, 0);
  t.regex(wrong.stderr, /active.*idle.*aod.*sleep.*auto/);
  t.true((await statsOf(url)).frames.presented > 0);
});

test.serial('play plays files one after another, as often as asked, and tells how it went', async (t) => {
  const { url, link } = await startSimulator(t);
  const one = scratchFile(t, 'one.gif', await film(['red', 'lime'], 250));
  const two = scratchFile(t, 'two.gif', await film(['blue', 'white', 'black'], 250));
  const played = await verso(t, 'play', one, two, '--times', '2', '--device', link, '--json');
  t.is(played.status, 0, played.stderr);
  t.like(JSON.parse(played.stdout), { due: 10, presented: 10, dropped: 0 });
  t.true((await statsOf(url)).frames.presented >= 10);
  const turned = await verso(t, 'play', one, '--every', '1s', '--device', link, '--json');
  t.like(JSON.parse(turned.stdout), { due: 4, presented: 4 });
});

test.serial('Ctrl-C ends an endless film with a farewell', async (t) => {
  const { url, link } = await startSimulator(t);
  const file = scratchFile(t, 'film.gif', await film(['red', 'lime', 'blue'], 100));
  const player = startVerso(t, ['play', file, '--times', 'forever', '--device', link]);
  await untilItPlays(url);
  player.child.kill('SIGINT');
  const { status, stdout } = await player.ended;
  t.is(status, 0);
  t.regex(stdout, /^\d+ of \d+ frames presented/);
});

test.serial('a film is told when another program takes the device, and ends', async (t) => {
  const { url, link } = await startSimulator(t);
  const file = scratchFile(t, 'film.gif', await film(['red', 'lime', 'blue'], 100));
  const player = startVerso(t, ['play', file, '--times', 'forever', '--device', link]);
  await untilItPlays(url);
  t.is((await verso(t, 'stats', '--device', link)).status, 0);
  const { status, stderr } = await player.ended;
  t.is(status, 1);
  t.is(stderr, 'Another program took the device over: close it, then play again.\n');
});

test.serial('a film goes on when its device comes back', async (t) => {
  const port = await freePort();
  // A device id of its own: the film would also go on at another simulator with this one's, which a developer may have running.
  const seed = String(1000 + port);
  const first = await startSimulator(t, `tcp:${port}`, '--seed', seed);
  const file = scratchFile(t, 'film.gif', await film(['red', 'lime', 'blue'], 100));
  const player = startVerso(t, ['play', file, '--times', 'forever', '--device', `tcp:127.0.0.1:${port}`]);
  await untilItPlays(first.url);
  first.child.kill('SIGKILL');
  const second = await startSimulator(t, `tcp:${port}`, '--seed', seed);
  await untilItPlays(second.url);
  const presented = (await statsOf(second.url)).frames.presented;
  await until(async () => (await statsOf(second.url)).frames.presented > presented + 3);
  player.child.kill('SIGINT');
  const { status, stderr } = await player.ended;
  t.is(status, 0);
  t.is(stderr, 'The device is away: waiting for it to come back (Ctrl-C ends).\nThe device is back.\n');
});

test.serial('record writes what the glass shows as an animated GIF', async (t) => {
  const { link } = await startSimulator(t);
  const file = join(scratchFolder(t), 'glass.gif');
  const recorded = await verso(t, 'record', file, '--for', '700ms', '--device', link, '--json');
  t.is(recorded.status, 0, recorded.stderr);
  const { pictures } = JSON.parse(recorded.stdout) as { pictures: number };
  const { width: wide, pageHeight, pages = 1, delay = [] } = await sharp(file, { animated: true }).metadata();
  t.deepEqual([wide, pages > 1 ? pageHeight : height], [width, height]);
  t.is(pages, pictures);
  t.true(delay.reduce((sum, each) => sum + each, 0) >= 690);
});

test.serial('monitor tells once a second what the device does', async (t) => {
  const { link } = await startSimulator(t);
  const monitor = startVerso(t, ['monitor', '--json', '--device', link]);
  let lines = '';
  for await (const part of monitor.child.stdout as AsyncIterable<Buffer>) {
    lines += part;
    if (lines.split('\n').length > 2) break;
  }
  monitor.child.kill('SIGINT');
  t.is((await monitor.ended).status, 0);
  const { before, now } = JSON.parse(lines.split('\n')[0]!);
  t.true(now.upMicros > before.upMicros);
});
