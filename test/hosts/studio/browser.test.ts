import { fileURLToPath } from 'node:url';
import test from 'ava';
import { build } from 'esbuild';
import { systemFont } from '../../../hosts/node/font.js';
import type { Image } from '../../../hosts/studio/image.js';
import { writePack } from '../../../hosts/studio/pack/write-pack.js';
import { makeWallpaper } from '../../../hosts/studio/wallpaper.js';
import { openPage } from '../../support/page.js';

const watch = { width: 240, height: 280, shape: 'rectangle', cornerRadius: 30, unsafe: [] } as const;

/** The same film in Node and in the browser: a disc that comes and goes on a gradient. Source text, as it goes into the page. */
const paint = `(frame) => {
  const rgba = new Uint8Array(4 * 100 * 80);
  for (let at = 0; at < 8000; at += 1) {
    const x = at % 100, y = Math.floor(at / 100), dx = x - 30 - 4 * frame, dy = y - 40;
    rgba.set(dx * dx + dy * dy < 200 ? [250, 220, 90, 255] : [x, 2 * y, 160, 255 - x], 4 * at);
  }
  return { width: 100, height: 80, rgba };
}`;

interface Glyphs {
  readonly ascent: number;
  readonly glyphs: { codePoint: number; advance: number; left: number; top: number; width: number; height: number }[];
}

test('in a browser the same code builds the same bytes, and a canvas draws the letters', async (t) => {
  const rig = await openPage(t);
  if (rig === null) return;
  const from = (path: string) =>
    JSON.stringify(fileURLToPath(new URL(`../../../hosts/studio/${path}`, import.meta.url)));
  const contents = `
    export { makeWallpaper } from ${from('wallpaper.ts')};
    export { writePack } from ${from('pack/write-pack.ts')};
    export { canvasFont } from ${from('canvas-font.ts')};`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    format: 'iife',
    globalName: 'studio',
    write: false,
    logLevel: 'silent',
  });
  await rig.page.addScriptTag({ content: outputFiles[0]!.text });
  const [hex, set] = await rig.page.evaluate<[string, Glyphs]>(`(async () => {
    const paint = ${paint};
    const film = { async *images() { for (let frame = 0; frame < 6; frame += 1) yield { image: paint(frame), durationMillis: 50 }; } };
    const glyphs = studio.canvasFont('"DejaVu Sans"', (w, h) => new OffscreenCanvas(w, h).getContext('2d', { willReadFrequently: true }));
    const { plan } = await studio.makeWallpaper(film, { panel: ${JSON.stringify(watch)}, name: 'Here', glyphs, alwaysOn: 'none' });
    const file = await studio.writePack(plan);
    return [Array.from(file, (byte) => byte.toString(16).padStart(2, '0')).join(''), await glyphs.make('0123:g', 48)];
  })()`);
  const painted = new Function(`return ${paint}`)() as (frame: number) => Image;
  const film = {
    async *images() {
      for (let frame = 0; frame < 6; frame += 1) yield { image: painted(frame), durationMillis: 50 };
    },
  };
  const glyphs = systemFont({ family: 'DejaVu Sans' });
  const { plan } = await makeWallpaper(film, { panel: watch, name: 'Here', glyphs, alwaysOn: 'none' });
  t.is(hex, Buffer.from(await writePack(plan)).toString('hex'));
  const theirs = await glyphs.make('0123:g', 48);
  for (const [index, glyph] of set.glyphs.entries()) {
    const other = theirs.glyphs[index]!;
    for (const key of ['codePoint', 'advance', 'left', 'top', 'width', 'height'] as const) {
      const most = key === 'codePoint' ? 0 : 2;
      t.true(
        Math.abs(glyph[key] - other[key]) <= most,
        `${String.fromCodePoint(glyph.codePoint)}: ${key} ${glyph[key]} and ${other[key]}`,
      );
    }
  }
});
