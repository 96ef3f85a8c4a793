import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import sharp from 'sharp';
import { startSimulator } from '../support/processes.js';
import { scratchFile } from '../support/scratch.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the README shows the example as it is', (t) => {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const block = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  t.is(block, readFileSync(`${root}hosts/examples/play.ts`, 'utf8'));
});

test('and the example plays a picture', async (t) => {
  const { link, url } = await startSimulator(t);
  const picture = sharp({ create: { width: 410, height: 502, channels: 3, background: { r: 255, g: 0, b: 0 } } });
  const file = scratchFile(t, 'red.gif', await picture.gif().toBuffer());
  const args = ['--import=tsx', `${root}hosts/examples/play.ts`, file, link.split(':').at(-1) ?? ''];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  let printed = '';
  child.stdout.on('data', (part) => {
    printed += part;
  });
  const [status] = await once(child, 'close');
  t.is(status, 0);
  t.is(printed, '1 of 1 frames presented\n');
  const glass = await sharp(Buffer.from(await (await fetch(`${url}/glass.png`)).arrayBuffer()))
    .raw()
    .toBuffer();
  t.deepEqual([...glass.subarray(0, 3)], [255, 0, 0]);
});
