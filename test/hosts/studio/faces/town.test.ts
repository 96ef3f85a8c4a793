import test from 'ava';
import { FaceDevice } from '../../../support/packs/face-device.js';
import { buildOwnFace, type DrawnPicture } from '../../../support/packs/own-face.js';
import { Painter } from '../../../support/packs/painter.js';
import { mainNodes, outside } from '../../../support/packs/scene-boxes.js';

const panel = 'co5300-280x456';
const [TEXT, BAR] = [5, 7];
const [SONG, ARTIST, LYRIC] = [4, 5, 6];

test('town: below the moon stands what plays, how far it is, and nothing once it is over', async (t) => {
  const { file, drawn, width, height } = await buildOwnFace('town', panel, { plain: true, every: 60 });
  const device = new FaceDevice(undefined, { panel });
  t.true(device.play(file));
  const host = await device.connect();
  device.clock.runForMillis(700);
  // Its loop is of one picture here, so that only the lines change.
  const wall = drawn.find((picture) => picture.width === width && picture.height === height) as DrawnPicture;
  const sitter = drawn.find((picture) => picture.width < width && picture.y > 0) as DrawnPicture;
  const still = new Painter(width, height, 0).picture(wall, 0, 0).picture(sitter, sitter.x, sitter.y);
  const nodes = mainNodes(file);
  /** Pixels in a node's box that are not the picture’s. */
  const inked = (source: number, kind = TEXT): number => {
    const node = nodes.find((each) => each.kind === kind && each.source === source)!;
    const mask = outside(width * height, width, [node]);
    const { gram } = device;
    return gram.reduce((sum, pixel, at) => sum + (mask[at] === 0 && pixel !== still.pixels[at] ? 1 : 0), 0);
  };
  t.deepEqual(
    [SONG, ARTIST, LYRIC].map((source) => inked(source)),
    [0, 0, 0],
    'silence',
  );
  await device.settle(host.faces.field('lyric', { text: '1234' }));
  device.clock.runForMillis(200);
  t.is(inked(LYRIC), 0, 'a line without a song is not shown');
  await device.settle(host.faces.field('song', { text: '505', seconds: 20 }));
  await device.settle(host.faces.field('artist', { text: '42' }));
  await device.settle(host.faces.field('progress', { level: 0.4 }));
  device.clock.runForMillis(200);
  for (const source of [SONG, ARTIST, LYRIC]) t.true(inked(source) > 20, `source ${source}`);
  const bar = nodes.find(({ kind }) => kind === BAR)!;
  const [left, top, across, down] = bar.box;
  for (let y = top; y < top + down; y += 1) {
    for (let x = left; x < left + across; x += 1) {
      const isFull = x < left + Math.round(0.4 * across);
      t.is(device.gram[y * width + x], isFull ? bar.colour : still.pixels[y * width + x]);
    }
  }
  device.clock.runForMillis(20_000);
  t.deepEqual(
    [SONG, ARTIST, LYRIC].map((source) => inked(source)),
    [0, 0, 0],
    'over',
  );
  t.is(device.gram[top * width + left], still.pixels[top * width + left]);
  await device.settle(host.close());
});
