import test from 'ava';
import { parseEndpoint } from '../../../hosts/node/endpoints.js';
import { connect } from '../../../hosts/sdk/device.js';
import { startSimulator } from '../../support/processes.js';
import { runMain } from '../../support/run-main.js';

const complaintOf = async (...args: string[]): Promise<string> => {
  const { status, complaint } = await runMain(...args);
  return `${status} ${complaint}`;
};

async function shot(link: string): Promise<Buffer> {
  const device = await connect(parseEndpoint(link));
  try {
    return Buffer.from((await device.screenshot({ changedOnly: false })).pixels);
  } finally {
    await device.close({ keep: true });
  }
}

test.serial('fields are told and taken back, a note lies on the glass until it is dismissed', async (t) => {
  const { link } = await startSimulator(t, 'tcp:0', '--panel', 'st7789-240x280');
  const on = ['--device', link];
  t.deepEqual(await runMain('field', 'song', 'Clair', 'de', 'lune', '--for', '4m', ...on), {
    status: 0,
    stdout: 'The face knows the song.\n',
    complaint: '',
  });
  t.is((await runMain('field', 'progress', '--level', '40%', ...on)).status, 0);
  t.is((await runMain('field', 'song', '--clear', ...on)).stdout, 'The song is taken back.\n');
  t.is((await runMain('notify', '--count', '3', '--quiet', ...on)).stdout, 'The device tells of 3.\n');
  t.is((await runMain('notify', '--count', '0', '--quiet', ...on)).status, 0);

  t.is((await runMain('note', 'milk', '--qr', ...on)).stdout, 'The note is on the glass.\n');
  const white = (pixels: Buffer): number => {
    let count = 0;
    for (let at = 0; at < pixels.length; at += 2) if (pixels.readUInt16BE(at) === 0xffff) count += 1;
    return count;
  };
  // Half of a code is light: about 240 x 240 of 240 x 280.
  let pinned = 0;
  for (let tries = 0; tries < 40 && pinned < 20_000; tries += 1) pinned = white(await shot(link));
  t.true(pinned > 20_000, `${pinned}`);
  t.is((await runMain('note', '--dismiss', ...on)).stdout, 'The note is off.\n');
  let after = pinned;
  for (let tries = 0; tries < 40 && after > 10_000; tries += 1) after = white(await shot(link));
  t.true(after < 10_000, `${after}`);
});

test.serial('what cannot be told is one sentence', async (t) => {
  const cases: [string[], RegExp][] = [
    [['field', 'mood', 'good'], /Allowed choices are date, weather, song/],
    [['field', 'song'], /What is the song\? Say it, or take it back with --clear\./],
    [
      ['field', 'progress', '--level', '140%'],
      /"140%" does not suit --level: it is a part of the whole: 0\.4 or 40%\./,
    ],
    [['notify'], /What does it say\? Give a text, a --title or a --count\./],
    [['notify', '--count', '-1'], /a number from 0 to 65535/],
    [['note'], /What does it say\? Give a text, or --dismiss\./],
  ];
  for (const [args, sentence] of cases) t.regex(await complaintOf(...args), sentence);
});
