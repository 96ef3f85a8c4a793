import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import sharp from 'sharp';
import { main } from '../../../hosts/cli/main.js';
import { loopGif } from '../../support/packs/loop-gif.js';
import { entriesOf, entryOf, itemsOf, nodesOf, playAnimation } from '../../support/packs/open-by-hand.js';
import { verso } from '../../support/processes.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';

// Whoever runs this has a key of their own, which is left alone.
process.env.XDG_CONFIG_HOME = mkdtempSync(join(tmpdir(), 'verso-test-'));
test.after.always(() => rmSync(process.env.XDG_CONFIG_HOME!, { recursive: true }));

async function complaintOf(...args: string[]): Promise<string> {
  let complaint = '';
  const status = await main(args, (line) => {
    complaint += line;
  });
  return `${status} ${complaint}`;
}

test('a newcomer makes a project, builds it as it is, and looks into the pack', async (t) => {
  const folder = join(scratchFolder(t), 'mine');
  const pack = join(scratchFolder(t), 'mine.verso');
  const made = await verso(t, 'pack', 'new', folder, '--panel', 'co5300-410x502');
  t.is(made.status, 0, made.stderr);
  t.regex(made.stdout, /pack build .*mine -o .*lantern\.verso/);
  t.deepEqual(readdirSync(folder).sort(), ['art', 'pack.json']);
  const built = await verso(t, 'pack', 'build', folder, '-o', pack, '--unsigned');
  t.is(built.status, 0, built.stderr);
  t.regex(built.stdout, /^.*mine\.verso: [\d.]+ KB\.\n$/);
  const preview = join(scratchFolder(t), 'mine.png');
  const seen = await verso(t, 'pack', 'inspect', pack, '--json', '--preview', preview);
  t.is(seen.status, 0, seen.stderr);
  const report = JSON.parse(seen.stdout);
  t.like(report, {
    fault: 0,
    name: 'Lantern',
    licence: 'CC0-1.0',
    version: 1,
    signedBy: null,
    bytes: statSync(pack).size,
  });
  t.deepEqual(report.panel, { width: 410, height: 502, shape: 'rectangle' });
  const animation = report.parts.find(({ kind }: { kind: string }) => kind === 'animation');
  t.like(animation, { frames: 24, seconds: 1.68, loops: true });
  t.true(report.faces[0].litPixels < 0.1 * 410 * 502);
  t.regex(report.warnings[0], /^Nobody signed it/);
  const { active, aod } = report.power[0].modes;
  t.true(active.total > aod.total && aod.total < 22.2 && aod.controller + aod.bus < 5, JSON.stringify(report.power));
  // The glass has the sky of the sample, its lantern in the middle, and nothing in its round corners.
  const { data } = await sharp(preview).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray(3 * (y * 410 + x), 3 * (y * 410 + x) + 3)];
  const sky = [0x10, 0x1a, 0x3a];
  t.true(
    at(100, 6).every((value, component) => Math.abs(value - sky[component]!) <= 8),
    `${at(100, 6)}`,
  );
  const [red, green, blue] = at(205 + 20, 150) as [number, number, number];
  t.true(red > 200 && green < 120 && blue < 90, `${red} ${green} ${blue}`);
  t.deepEqual(at(0, 0), [0, 0, 0]);
});

test('a key is made once, signs a pack, and is never overwritten', async (t) => {
  const folder = scratchFolder(t);
  const [key, gif, pack] = [
    join(folder, 'key.pem'),
    scratchFile(t, 'loop.gif', await loopGif(8)),
    join(folder, 'a.verso'),
  ];
  t.is((await verso(t, 'pack', 'key', 'new', key)).status, 0);
  t.is(statSync(key).mode & 0o777, 0o600);
  t.regex(
    await complaintOf('pack', 'key', 'new', key),
    /^2 .*is there already: a key is never overwritten; choose another name\./,
  );
  const made = await verso(t, 'wallpaper', gif, '--panel', 'co5300-410x502', '-o', pack, '--sign', key, '--json');
  t.is(made.status, 0, made.stderr);
  t.like(JSON.parse(made.stdout), { pictures: 8, hz: 25, tolerance: 0, bytes: statSync(pack).size });
  const file = readFileSync(pack);
  t.true(file.subarray(-72).some((byte) => byte !== 0));
  t.deepEqual(
    entriesOf(file)
      .map(({ kind }) => kind)
      .sort(),
    [1, 3, 4, 4, 5, 6],
  );
  t.deepEqual(
    playAnimation(entryOf(file, 3)!, 8).map(({ millis }) => millis),
    new Array(8).fill(40),
  );
  t.deepEqual(Buffer.from(itemsOf(file)[0]!.value).toString(), 'loop');

  // A moving preview has a page for each picture of a round, or more: two seconds of it.
  const moving = join(folder, 'a.gif');
  t.is((await verso(t, 'pack', 'inspect', pack, '--preview', moving)).status, 0);
  const { pages = 0, width, pageHeight, delay = [] } = await sharp(moving, { animated: true }).metadata();
  t.deepEqual([width, pageHeight], [410, 502]);
  t.true(pages >= 40 && Math.abs(delay.reduce((sum, each) => sum + each, 0) - 2000) <= 40, `${pages}`);
});

const project = {
  name: 'All',
  panel: 'co5300-410x502',
  fonts: { big: { size: 40, bits: 1 } },
  faces: [
    {
      name: 'Everything',
      background: '#08f',
      parts: [
        { hand: 'hour', centre: [205, 251], length: 80, tail: 10, breadth: 6, colour: '#fff' },
        { arc: 'battery', box: [20, 20, 100, 100], from: 0, sweep: 180, thickness: 4 },
        { bar: 'progress', box: [10, 480, 300, 8], colour: '#ff0000', grows: 'left' },
        {
          when: 'hour',
          from: '22:30',
          to: '07:00',
          not: true,
          parts: [
            {
              text: 'date',
              font: 'big',
              format: '11月22日',
              box: [0, 0, 400, 60],
              align: 'right',
              staleColour: '#888',
            },
            { when: 'mode', modes: ['active', 'aod'], parts: [{ text: 'time', font: 'big', box: [0, 60, 400, 60] }] },
          ],
        },
      ],
    },
  ],
};

test('what a project says comes out as docs/PACKS.md has it', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(
    join(folder, 'pack.json'),
    `// words\n${JSON.stringify(project).replace(/\]\}\]\}$/, '],},],/* end */}')}`,
  );
  const pack = join(folder, 'all.verso');
  const { status, stderr } = await verso(t, 'pack', 'build', folder, '-o', pack);
  t.is(status, 0, stderr);
  const file = readFileSync(pack);
  const nodes = nodesOf(file, 0, 0);
  const bytesOf = (node: DataView) => Buffer.from(node.buffer, node.byteOffset, 32).toString('hex');
  const font = entryOf(file, 4)!.id.toString(16).padStart(2, '0');
  t.deepEqual(nodes.map(bytesOf), [
    // Kind, flags, box, blob, colour, source, format, own: typed by hand from docs/PACKS.md.
    `0600${'7700a500ac00ac00'}0000ffff1100${'50000a0030000000'}${'0000000000000000'}`,
    `0800${'1400140064006400'}0000ffff0100${'c000800040000000'}${'0000000000000000'}`,
    `0700${'0a00e0012c010800'}0000f8000700${'0100000000000000'}${'0000000000000000'}`,
    `0901${'000000009a01f601'}000000000000${'05034605a4010000'}${'0000000000000000'}`,
    `0502${'0000000090013c00'}${font}00ffff0203${'02008c5100000000'}${'0000000000000000'}`,
    `0900${'000000009a01f601'}000000000000${'0101050000000000'}${'0000000000000000'}`,
    `0500${'00003c0090013c00'}${font}00ffff1000${'0000000000000000'}${'0000000000000000'}`,
  ]);
  const scene = itemsOf(file).find(({ type }) => type === 4)!.value;
  t.is(Buffer.from(scene.subarray(0, 8)).toString('hex'), '00000700045f0000');
});

test('whatever is wrong in a project is one sentence that names the place', async (t) => {
  const folder = scratchFolder(t);
  const cases: [(copy: typeof project) => unknown, RegExp][] = [
    [(copy) => ({ ...copy, panel: 'phone' }), /^2 There is no panel model "phone"; known are co5300-410x502, /],
    [(copy) => ({ ...copy, faces: [] }), /A pack has 1 to 8 faces, not 0/],
    [(copy) => ({ ...copy, colour: 1 }), /pack\.json does not have "colour": what it may have is/],
    [
      (copy) => ({ ...copy, faces: [{ name: 'a', parts: [{ text: 'tiem', font: 'big', box: [0, 0, 9, 9] }] }] }),
      /pack\.json\.faces\[0\]\.parts\[0\]\.text cannot be "tiem": it is one of "battery"/,
    ],
    [
      (copy) => ({ ...copy, faces: [{ name: 'a', parts: [{ text: 'time', font: 'small', box: [0, 0, 9, 9] }] }] }),
      /\.font names "small", which is not among the fonts of the project \("big"\)/,
    ],
    [
      (copy) => ({ ...copy, faces: [{ name: 'a', parts: [{ wall: 'none.png' }] }] }),
      /none\.png cannot be read: there is no such file/,
    ],
    [
      (copy) => ({ ...copy, faces: [{ name: 'a', parts: [{ bar: 'battery', box: [400, 0, 100, 9] }] }] }),
      /What this project says cannot be a pack: a part of a scene cannot be drawn/,
    ],
    [
      (copy) => ({
        ...copy,
        faces: [{ name: 'a', parts: [], alwaysOn: { parts: [{ bar: 'battery', box: [0, 0, 400, 400] }] } }],
      }),
      /lights more than a tenth of the glass/,
    ],
    [
      (copy) => ({ ...copy, faces: [{ name: 'a', parts: [{ wall: 'a.png', text: 'time' }] }] }),
      /parts\[0\] is wall and text at once/,
    ],
    [(copy) => ({ ...copy, id: 'mine' }), /id cannot be that: it is 32 hexadecimal digits/],
  ];
  for (const [change, sentence] of cases) {
    writeFileSync(join(folder, 'pack.json'), JSON.stringify(change(project)));
    const complaint = await complaintOf('pack', 'build', folder, '-o', join(folder, 'a.verso'));
    t.regex(complaint, sentence);
    t.regex(complaint, /^2 [^\n]+\.\n$/);
  }
  writeFileSync(join(folder, 'pack.json'), '{\n  "name": "a"\n  "panel": 3\n}');
  t.regex(
    await complaintOf('pack', 'build', folder, '-o', join(folder, 'a.verso')),
    /^2 pack\.json, line 3: this is no JSON; look for a missing comma/,
  );
  t.false(readdirSync(folder).includes('a.verso'));
});

test('what cannot become a wallpaper is one sentence that says what to do', async (t) => {
  const gif = scratchFile(t, 'loop.gif', await loopGif(3));
  const to = ['--panel', 'co5300-410x502', '-o', join(scratchFolder(t), 'a.verso')];
  const cases: [string[], RegExp][] = [
    [['wallpaper', scratchFile(t, 'a.gif', 'GIF89a'), ...to], /a\.gif is broken: it ends in the middle/],
    [['wallpaper', gif, ...to, '--loop', 'maybe'], /"maybe" does not suit --loop: it is all, auto, bounce, or seconds/],
    [['wallpaper', gif, ...to, '--loop', '8-9'], /The loop lies outside the material, which is 0\.1 s long: move it\./],
    [['wallpaper', gif, ...to, '--crop', '1,2,3'], /x,y,width,height in pixels/],
    [
      ['wallpaper', gif, ...to, '--crop', '999,0,10,10'],
      /The crop holds no pixel of the picture, which is 60 x 40: move it\./,
    ],
    [['wallpaper', gif, ...to, '--font', 'no.ttf'], /no\.ttf cannot be read .*: name another font\./],
    [['wallpaper', gif, ...to, '--sign', gif], /This is no private key for signing packs/],
    [['wallpaper', gif, '-o', 'a.gif'], /a\.gif would be a VERSO: give it a name that ends in \.verso\./],
    [['wallpaper', gif, '--panel', 'phone', '-o', to[3]!], /"phone"/],
    [['pack', 'inspect', gif], /would be refused: (the|this) /],
    [['pack', 'inspect', 'none.verso'], /none\.verso cannot be read: there is no such file\. Name a \.verso file\./],
    [['pack', 'new', '/dev/null'], /\/dev\/null is no folder: choose another\./],
  ];
  for (const [args, sentence] of cases) {
    const complaint = await complaintOf(...args);
    t.regex(complaint, sentence);
    t.regex(complaint, /^2 [^\n]+\.\n$/);
  }
});
