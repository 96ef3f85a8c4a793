import test from 'ava';
import { packBytes } from '../../../hosts/studio/inspect.js';
import { writePack } from '../../../hosts/studio/pack/write-pack.js';
import { makeWallpaper } from '../../../hosts/studio/wallpaper.js';
import { panelFacts } from '../../../simulator/headless/panel-facts.js';
import { panelFor, Rehearsal } from '../../../simulator/headless/rehearsal.js';
import { blockFont } from '../../bench/packs/block-font.js';
import { filmOf, spriteLoop } from '../../support/packs/films.js';

const panel = panelFacts('co5300-410x502');

async function packOf(pictures: readonly Uint8Array[], millis: number): Promise<Uint8Array> {
  const options = { panel, name: 'A', glyphs: blockFont, alwaysOn: 'clock' } as const;
  return writePack((await makeWallpaper(filmOf(pictures, millis), options)).plan);
}

for (const [hz, millis] of [
  [30, 33],
  [60, 1000 / 60],
] as const) {
  test(`the glass shows the built pictures and nothing else, one after the other, ${hz} a second`, async (t) => {
    // An odd number: of an even one two pictures are alike.
    const pictures = spriteLoop(11);
    const rehearsal = new Rehearsal(panel.name, packBytes(await packOf(pictures, millis)));
    t.true(rehearsal.isShown);
    const shown: number[] = [];
    // Each scan is looked at a few times, in the middle of none in particular.
    for (let look = 0; look < 150; look += 1) {
      const glass = rehearsal.glass();
      const found = pictures.findIndex((picture) =>
        glass.every((pixel, at) => pixel === (picture[2 * at]! << 8) + picture[2 * at + 1]!),
      );
      if (found >= 0 && found !== shown.at(-1)) shown.push(found);
      rehearsal.run(5);
    }
    // 0.75 s: every picture in its turn.
    t.true(shown.length >= (hz === 30 ? 21 : 40), `${shown.length}`);
    for (let at = 1; at < shown.length; at += 1) t.is(shown[at], (shown[at - 1]! + 1) % 11);
    t.is(rehearsal.simulation.statistics().frames.torn, 0);
    rehearsal.close();
  });
}

test('a face that nobody looks at takes less than a tenth, panel apart, and stays below the always-on target', async (t) => {
  const rehearsal = new Rehearsal(panel.name, packBytes(await packOf(spriteLoop(12), 33)));
  const active = rehearsal.measure(5);
  rehearsal.enter('aod');
  const quiet = rehearsal.measure(120);
  t.true(quiet.total < 22.2, JSON.stringify(quiet));
  t.true(quiet.controller + quiet.bus < (active.controller + active.bus) / 10, JSON.stringify(active));
  rehearsal.close();
});

test('what the firmware would refuse is not shown', async (t) => {
  const file = await packOf(spriteLoop(2), 33);
  const other = new Rehearsal('co5300-280x456', packBytes(file));
  t.false(other.isShown);
  other.close();
  t.is(panelFor(['co5300-280x456', 'co5300-410x502'], panel), 'co5300-410x502');
  t.is(panelFor(['co5300-280x456'], panel), undefined);
});
