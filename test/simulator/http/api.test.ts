import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import test from 'ava';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import type { SimulationStatistics } from '../../../simulator/headless/simulation.js';
import { readOptions } from '../../../simulator/options.js';
import type { RunningSimulator } from '../../../simulator/simulator.js';
import { startSimulator } from '../../../simulator/simulator.js';

const options = { ...readOptions(['--headless', '--link', 'tcp:0']), http: 0 };

async function running(t: { teardown(end: () => void): void }, panel = options.panel): Promise<RunningSimulator> {
  const simulator = await startSimulator({ ...options, panel });
  t.teardown(() => simulator.close());
  return simulator;
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

/** Until the start face is on the glass. */
async function lit({ stage }: RunningSimulator): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    stage.catchUp();
    if (stage.simulation.glass().some((pixel) => pixel !== 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the glass stayed dark');
}

type Parts = Record<'controller' | 'bus' | 'panel', number>;

interface Power {
  readonly note: string;
  readonly milliwatts: Parts;
  readonly microjoules: Parts;
  readonly modes: Record<string, { readonly microjoules: Parts }>;
  readonly sources: Record<string, Parts>;
}

test('/glass.png is the lit glass, one PNG pixel a panel pixel, the high bits of a component filling its low ones', async (t) => {
  const simulator = await running(t, 'st7789-240x280');
  await lit(simulator);
  const answer = await fetch(`${simulator.url}/glass.png`);
  t.is(answer.headers.get('content-type'), 'image/png');
  // The start face may have moved on since: hold it still, and ask again.
  const { simulation } = simulator.stage;
  simulation.close();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const png = PNG.sync.read(Buffer.from(await (await fetch(`${simulator.url}/glass.png`)).arrayBuffer()));
  t.deepEqual([png.width, png.height], [240, 280]);
  const glass = simulation.glass();
  for (let at = 0; at < glass.length; at += 1) {
    const pixel = glass[at]!;
    const bits = pixel.toString(2).padStart(16, '0');
    const widen = (field: string) => Number.parseInt((field + field).slice(0, 8), 2);
    const expected = [bits.slice(0, 5), bits.slice(5, 11), bits.slice(11)].map(widen);
    const found = [...png.data.subarray(at * 4, at * 4 + 3)];
    if (found.some((value, part) => value !== expected[part])) t.deepEqual(found, expected, `pixel ${at}`);
  }
  t.pass();
});

test('/stats.json has the counters, and what they say of the glass is what the device counts', async (t) => {
  const simulator = await running(t);
  await lit(simulator);
  simulator.stage.simulation.close();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const stats = (await (await fetch(`${simulator.url}/stats.json`)).json()) as SimulationStatistics;
  const { frames, bus, link, wakes, panel } = simulator.stage.simulation.statistics();
  t.like(stats, { frames, bus, link, wakes, panel });
  t.deepEqual(Object.keys(stats.frames).sort(), ['dropped', 'presented', 'torn', 'unslotted']);
  t.true(stats.frames.presented > 0 && stats.bus.cycles > 0 && stats.wakes.count > 0);
});

test('/stats.json has the power, called a model: its modes and its sources add up to the whole', async (t) => {
  const simulator = await running(t);
  await lit(simulator);
  const { power } = (await (await fetch(`${simulator.url}/stats.json`)).json()) as { power: Power };
  t.regex(power.note, /model/);
  const sum = (parts: readonly Parts[], name: keyof Parts): number => parts.reduce((all, part) => all + part[name], 0);
  for (const name of ['controller', 'bus', 'panel'] as const) {
    const whole = power.microjoules[name];
    t.true(whole > 0);
    const modes = Object.values(power.modes).map(({ microjoules }) => microjoules);
    t.true(Math.abs(sum(modes, name) - whole) < 1e-6 * whole);
    t.true(Math.abs(sum(Object.values(power.sources), name) - whole) < 1e-6 * whole);
  }
  // A lit panel that scans takes 30 mW before any light, a processor at most 217.47.
  t.true(power.milliwatts.panel > 20 && power.milliwatts.controller > 2 && power.milliwatts.controller < 218);
});

test('POST /panel puts another device in its place; a panel that nobody knows is refused and changes nothing', async (t) => {
  const simulator = await running(t);
  t.is((await post(`${simulator.url}/panel`, { panel: 'rm67162-240x536' })).status, 200);
  await lit(simulator);
  const { width, height } = await sharp(
    Buffer.from(await (await fetch(`${simulator.url}/glass.png`)).arrayBuffer()),
  ).metadata();
  t.deepEqual([width, height], [240, 536]);
  const refused = await post(`${simulator.url}/panel`, { panel: 'nokia' });
  t.is(refused.status, 400);
  t.regex(await refused.text(), /no panel "nokia"/);
  t.is(simulator.stage.simulation.model.name, 'rm67162-240x536');
});

test('POST /line sets rate and faults, and refuses what is no rate or no fault', async (t) => {
  const simulator = await running(t);
  t.is((await post(`${simulator.url}/line`, { rate: 200_000, faults: 'bit errors 1e-5' })).status, 200);
  t.deepEqual(simulator.stage.line, { rate: 200_000, faults: 'bit errors 1e-5' });
  for (const body of [{ rate: -1 }, { rate: 'fast' }, { faults: 'gremlins' }])
    t.is((await post(`${simulator.url}/line`, body)).status, 400);
  t.is((await fetch(`${simulator.url}/line`, { method: 'POST', body: 'no json' })).status, 400);
  t.deepEqual(simulator.stage.line, { rate: 200_000, faults: 'bit errors 1e-5' });
});

test('POST /record gives the glass as a GIF; nothing was recorded, nothing is given', async (t) => {
  const simulator = await running(t);
  await lit(simulator);
  t.is((await post(`${simulator.url}/record`, { on: false })).status, 409);
  t.is((await post(`${simulator.url}/record`, { on: true })).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const gif = await post(`${simulator.url}/record`, { on: false });
  t.is(gif.headers.get('content-type'), 'image/gif');
  const { format, width, pages, pageHeight, height } = await sharp(Buffer.from(await gif.arrayBuffer())).metadata();
  t.is(format, 'gif');
  t.deepEqual([width, pageHeight ?? height], [410, 502]);
  t.true((pages ?? 1) > 1, 'the start face moves');
});

test('POST /media streams a file’s pictures for the glass, and refuses what is none with the reason', async (t) => {
  const simulator = await running(t);
  const red = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const answer = await fetch(`${simulator.url}/media?fit=fill&width=6&height=4&name=red.png`, {
    method: 'POST',
    body: new Uint8Array(red),
  });
  t.is(answer.status, 200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  t.is(bytes.readUInt32LE(0), 6 * 4 * 2);
  t.deepEqual([...bytes.subarray(8)], Array.from({ length: 24 }, () => [0xf8, 0x00]).flat());
  const refused = await fetch(`${simulator.url}/media?width=6&height=4&name=notes.txt`, {
    method: 'POST',
    body: 'not a picture',
  });
  t.is(refused.status, 415);
  t.regex(await refused.text(), /notes\.txt/);
  t.is((await fetch(`${simulator.url}/media?width=0&height=4`, { method: 'POST', body: 'x' })).status, 400);
});

test('without a page there is none, and unknown paths are told so', async (t) => {
  const { url } = await running(t);
  t.is((await fetch(url)).status, 404);
  t.is((await fetch(`${url}/../package.json`)).status, 404);
});

test('only this machine is served, and no other site in its browser', async (t) => {
  const { url, links } = await running(t);
  const { port } = new URL(url);
  const withHeaders = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: '/stats.json', headers }, (answer) =>
        resolve(answer.resume().statusCode ?? 0),
      )
        .on('error', reject)
        .end();
    });
  t.is(await withHeaders({}), 200);
  t.is(await withHeaders({ host: 'evil.example' }), 403);
  t.is(await withHeaders({ origin: 'http://evil.example' }), 403);
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
  if (outside === undefined) return t.log('this machine has no address but its own');
  for (const at of [port, links[0]!.split(':').at(-1)!]) t.is(await reach(outside, Number(at)), 'ECONNREFUSED');
});

function reach(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (word: string) => {
      socket.destroy();
      resolve(word);
    };
    socket.on('connect', () => end('connected'));
    socket.on('timeout', () => end('ECONNREFUSED'));
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'));
  });
}
