import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import sharp from 'sharp';
import { main } from '../../../hosts/cli/main.js';
import { startSimulator, startVerso, verso } from '../../support/processes.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';

/** Runs the program in this process: what it complains of, and its exit code. */
async function complaintOf(args: readonly string[]): Promise<{ status: number; complaint: string }> {
  let complaint = '';
  const status = await main(args, (line) => {
    complaint += line;
  });
  return { status, complaint };
}

const vectors = fileURLToPath(new URL('../../golden/px565-vectors.json', import.meta.url));

test('what is asked for wrongly is one sentence that says what to do, and exit code 2', async (t) => {
  const picture = scratchFile(
    t,
    'a.png',
    await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
  const cases: [string[], RegExp][] = [
    [['shwo', picture], /Unknown command 'shwo' \(Did you mean show\?\)/],
    [['show'], /Missing required argument 'file'/],
    [['show', picture, '--fit', 'crop'], /Allowed choices are cover, contain, fill/],
    [['show', picture, '--tolerance', '16'], /from 0 \(exact\) to 15/],
    [['show', picture, '--colour'], /Unknown option '--colour'/],
    [['play', picture, '--times', '0'], /a number of turns, or "forever"/],
    [['play', picture, '--fps', 'fast'], /frames a second/],
    [['play', picture, '--every', 'day'], /"day" does not suit --every: it is a time: 30s/],
    [['brightness', '256'], /a level from 0 to 255, or a percentage/],
    [['screenshot', 'glass.jpg'], /^glass\.jpg would be a PNG: give it a name that ends in \.png\./],
    [['screenshot', '/no/such/folder/glass.png'], /^The folder \/no\/such\/folder does not exist/],
    [['record', 'glass.png'], /ends in \.gif/],
    [['info', '--device', 'usb:1'], /^"usb:1" names no device: write tcp:HOST:PORT or serial:PATH\[@BAUD\]\./],
    [['info', '--device', 'tcp:localhost:70000'], /names no device/],
    [['codec', 'check', picture], /cannot be read as JSON/],
    [['codec', 'check', scratchFile(t, 'v.json', '[{"width":1}]')], /Vector 0 of .* is not \{width/],
  ];
  for (const [args, sentence] of cases) {
    const { status, complaint } = await complaintOf(args);
    t.is(status, 2, args.join(' '));
    t.regex(complaint, sentence);
    t.regex(complaint, /^[^\n]+\.( See "verso --help"\.)?\n$/);
  }
});

test('a device that is not there is one sentence that says what to do, and exit code 1', async (t) => {
  const cases: [string, RegExp][] = [
    ['tcp:127.0.0.1:1', /^Nothing listens on tcp:127\.0\.0\.1:1: start the simulator with "npm start"/],
    ['serial:/dev/no-such-port', /^There is no port \/dev\/no-such-port: plug the device in/],
    [`serial:${scratchFile(t, 'file', 'words')}`, /is no serial port/],
  ];
  for (const [device, sentence] of cases) {
    const { status, complaint } = await complaintOf(['info', '--device', device]);
    t.is(status, 1);
    t.regex(complaint, sentence);
    t.regex(complaint, /^[^\n]+\n$/);
  }
});

test('unknown or broken media is a sentence with the reason and exit code 2, and the device is not even greeted', async (t) => {
  const { url, link } = await startSimulator(t);
  const received = async () => ((await (await fetch(`${url}/stats.json`)).json()) as { link: object }).link;
  const before = await received();
  const whole = await sharp({
    create: { width: 99, height: 99, channels: 3, background: 'red', noise: { type: 'gaussian', mean: 99, sigma: 40 } },
  })
    .png()
    .toBuffer();
  const good = scratchFile(t, 'good.png', whole);
  const cases: [string[], RegExp][] = [
    [['show', join(scratchFolder(t), 'none.png')], /none\.png cannot be read: there is no such file\./],
    [['show', scratchFolder(t)], /cannot be read: it is a folder\./],
    [['show', scratchFile(t, 'empty.png', '')], /^empty\.png is empty: nothing was sent\./],
    [['show', scratchFile(t, 'words.png', 'only words')], /^words\.png cannot be shown: it is no picture/],
    [
      ['show', scratchFile(t, 'cut.png', whole.subarray(0, 9000))],
      /^cut\.png is broken: it ends in the middle, after \d+ bytes; nothing was sent\./,
    ],
    [['play', good, scratchFile(t, 'cut.gif', 'GIF89a')], /^cut\.gif is broken: it ends in the middle/],
  ];
  for (const [args, sentence] of cases) {
    const { status, complaint } = await complaintOf([...args, '--device', link]);
    t.is(status, 2, complaint);
    t.regex(complaint, sentence);
    t.regex(complaint, /^[^\n]+\n$/);
  }
  t.deepEqual(await received(), before);
});

test('the codec is held against a file of vectors', async (t) => {
  const { status, stdout } = await verso(t, 'codec', 'check', vectors);
  t.is(status, 0);
  t.is(stdout, '56 of 56 vectors match.\n');
  const changed = JSON.parse(readFileSync(vectors, 'utf8')) as { coded: string }[];
  changed[3]!.coded = `${changed[3]!.coded.slice(0, -2)}00`;
  const wrong = await verso(t, 'codec', 'check', scratchFile(t, 'wrong.json', JSON.stringify(changed)), '--json');
  t.is(wrong.status, 1);
  t.like(JSON.parse(wrong.stdout), {
    vectors: 56,
    wrong: ['vector 3 encodes to other bytes', 'vector 3 decodes to other pixels'],
  });
  t.regex(wrong.stderr, /disagree: vector 3 encodes to other bytes/);
});

test('verso runs from any folder, whatever lies there', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "extends": "./nowhere.json", "compilerOptions": { "target": "es3" } }',
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  mkdirSync(join(folder, 'node_modules'));
  const { status, stdout } = await startVerso(t, ['codec', 'check', vectors], folder).ended;
  t.is(status, 0);
  t.is(stdout, '56 of 56 vectors match.\n');
});

test('the program itself ends with the exit code, and says nothing on stdout when it fails', async (t) => {
  t.deepEqual(await verso(t, 'info', '--device', 'tcp:127.0.0.1:1'), {
    status: 1,
    stdout: '',
    stderr: (await complaintOf(['info', '--device', 'tcp:127.0.0.1:1'])).complaint,
  });
  t.like(await verso(t, 'show'), { status: 2, stdout: '' });
});

test('help is there for the asking', async (t) => {
  const { status, stdout } = await verso(t, '--help');
  t.is(status, 0);
  for (const name of [
    'list',
    'info',
    'show',
    'play',
    'screenshot',
    'record',
    'stats',
    'brightness',
    'monitor',
    'codec',
  ]) {
    t.regex(stdout, new RegExp(`^  ${name}\\b`, 'm'));
  }
});
