import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { loopGif } from '../../support/packs/loop-gif.js';
import { startSimulator, verso } from '../../support/processes.js';
import { runMain } from '../../support/run-main.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';

// Whoever runs this has a key of their own, which is left alone.
process.env.XDG_CONFIG_HOME = mkdtempSync(join(tmpdir(), 'verso-test-'));
test.after.always(() => rmSync(process.env.XDG_CONFIG_HOME!, { recursive: true }));

async function complaintOf(...args: string[]): Promise<string> {
  const { status, complaint } = await runMain(...args);
  return `${status} ${complaint}`;
}

test.serial(
  'a GIF becomes the face of a fresh simulator in one command; packs are listed, chosen and removed',
  async (t) => {
    const { link } = await startSimulator(t, 'tcp:0', '--panel', 'st7789-240x280');
    const on = ['--device', link];
    const gif = scratchFile(t, 'Square.gif', await loopGif(6));
    const made = await verso(t, 'wallpaper', gif, ...on);
    t.is(made.status, 0, made.stderr);
    t.regex(made.stdout, /^"Square" is on the glass: 6 pictures at 25 a second, [\d.]+ KB\.\n$/);
    t.regex(made.stderr, /The device trusts packs with your key from now on\./);

    const shelf = async () => JSON.parse((await runMain('pack', 'list', '--json', ...on)).stdout);
    const { packs, chosen, failed, mode } = await shelf();
    t.like(packs[0], { name: 'Square', signed: true, faces: 1, version: 1 });
    t.deepEqual([packs.length, chosen, failed, mode], [1, packs[0].id, false, 'still']);

    // A second one, from a file, that nobody signed.
    const file = join(scratchFolder(t), 'second.verso');
    const built = ['wallpaper', gif, '--name', 'Second', '--unsigned', '-o', file, '--panel', 'st7789-240x280'];
    t.is((await runMain(...built)).status, 0);
    t.regex(
      await complaintOf('pack', 'install', file, ...on),
      /^1 The pack is not signed; sign it, or say --unsigned if you trust it\.\n$/,
    );
    t.regex(
      await complaintOf('pack', 'install', file, '--unsigned', ...on),
      /^1 The device takes signed packs only; `verso pack allow-unsigned on` changes that/,
    );
    t.is((await runMain('pack', 'allow-unsigned', 'on', ...on)).status, 0);
    t.is((await runMain('pack', 'install', file, '--unsigned', '--later', ...on)).stdout, '"Second" is installed.\n');
    t.deepEqual([(await shelf()).packs.length, (await shelf()).chosen], [2, packs[0].id]);

    t.is((await runMain('pack', 'use', 'sec', ...on)).stdout, 'The device shows "Second".\n');
    const second = (await shelf()).packs.find(({ name }: { name: string }) => name === 'Second');
    t.is((await shelf()).chosen, second.id);
    t.is((await runMain('pack', 'rotate', '2m', ...on)).status, 0);
    t.like(await shelf(), { mode: 'rotate', seconds: 120 });
    t.is((await runMain('pack', 'schedule', '07:00=Square', '22:30=Second', ...on)).status, 0);
    t.like(await shelf(), {
      mode: 'schedule',
      schedule: [
        { minute: 420, id: packs[0].id },
        { minute: 1350, id: second.id },
      ],
    });
    t.is((await runMain('pack', 'pin', 'Square', ...on)).status, 0);
    t.like(await shelf(), { mode: 'still', chosen: packs[0].id });
    t.is((await runMain('pack', 'remove', 'Square', ...on)).status, 0);
    t.deepEqual(
      (await shelf()).packs.map(({ name }: { name: string }) => name),
      ['Second'],
    );
    t.regex(
      await complaintOf('pack', 'use', 'Square', ...on),
      /^2 No pack "Square" is installed \(there are: "Second"\)\.\n$/,
    );
    t.is((await runMain('pack', 'use', 'built-in', ...on)).stdout, 'The device shows its own face.\n');
    t.is((await shelf()).chosen, null);
  },
);

test.serial(
  'a pack for another panel, and no pack at all, are refused with a sentence, and nothing is changed',
  async (t) => {
    const { link } = await startSimulator(t, 'tcp:0', '--panel', 'st7789-240x280');
    const on = ['--device', link];
    const gif = scratchFile(t, 'Square.gif', await loopGif(2));
    const file = join(scratchFolder(t), 'other.verso');
    t.is((await runMain('wallpaper', gif, '-o', file, '--panel', 'co5300-280x456')).status, 0);
    t.regex(
      await complaintOf('pack', 'install', file, ...on),
      /^1 The pack was made for another panel; build it for this one\.\n$/,
    );
    t.regex(await complaintOf('pack', 'install', gif, ...on), /^1 (The|This) /);
    t.regex((await runMain('pack', 'list', ...on)).stdout, /^No pack is installed\. /);
  },
);
