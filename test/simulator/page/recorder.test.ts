import test from 'ava';
import sharp from 'sharp';
import { GlassDelta } from '../../../simulator/page/glass-delta.js';
import { Recorder } from '../../../simulator/page/recorder.js';

test('a recording is a GIF whose pages are what was on the glass, for as long as it was', async (t) => {
  const width = 16;
  const height = 12;
  const recorder = new Recorder(width, height);
  const delta = new GlassDelta(width, height);
  const colours = [0xf800, 0x07e0, 0x001f];
  const glasses = colours.map((colour, index) =>
    new Uint16Array(width * height).fill(0xffff).fill(colour, 0, 40 * (index + 1)),
  );
  glasses.forEach((glass, index) => {
    t.true(recorder.add(delta.take(glass)!, 1000 + index * 50));
  });
  const gif = sharp(await recorder.finish(1400), { animated: true });
  const { pages, pageHeight, delay } = await gif.metadata();
  t.is(pages, 3);
  t.is(pageHeight, height);
  t.deepEqual(delay, [50, 50, 300]);
  const { data, info } = await gif.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  t.is(info.width, width);
  const rgb = new Map([
    [0xf800, [255, 0, 0]],
    [0x07e0, [0, 255, 0]],
    [0x001f, [0, 0, 255]],
    [0xffff, [255, 255, 255]],
  ]);
  const expected = glasses.flatMap((glass) => [...glass].flatMap((pixel) => rgb.get(pixel)!));
  t.deepEqual([...data], expected);
});
