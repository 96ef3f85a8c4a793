import test from 'ava';
import { checkStructure } from '../../../../firmware/packs/check-structure.js';
import { PackFault } from '../../../../firmware/packs/pack-fault.js';
import { ownFaces } from '../../../../hosts/studio/faces/faces.js';
import { isHidden } from '../../../../hosts/studio/glass.js';
import { inspectPack, packBytes } from '../../../../hosts/studio/inspect.js';
import { panelFacts, panelNames } from '../../../../simulator/headless/panel-facts.js';
import { Rehearsal } from '../../../../simulator/headless/rehearsal.js';
import { buildOwnFace } from '../../../support/packs/own-face.js';
import { mainNodes } from '../../../support/packs/scene-boxes.js';

const TEXT = 5;
/** What docs/PACKS.md allows. */
const MOST_DECODED = 1_572_864;
const MOST_LIT = 0.1;

for (const { name } of ownFaces) {
  test(`${name}: there is one for every panel, which its reader accepts, and whose time no lens and no corner hides`, async (t) => {
    for (const panel of panelNames) {
      const glass = panelFacts(panel);
      const { width, height, shape } = glass;
      const { file } = await buildOwnFace(name, panel, { every: 20 });
      const target = { width, height, shape: shape === 'round' ? 1 : 0, firmware: 0x000100 };
      t.is(checkStructure(packBytes(file), target), PackFault.none, panel);
      const { faces } = await inspectPack(file);
      t.true(faces[0]!.decodedBytes <= MOST_DECODED, panel);
      t.true(faces[0]!.litPixels! > 0 && faces[0]!.litPixels! <= MOST_LIT * width * height, panel);
      for (const { box } of mainNodes(file).filter(({ kind }) => kind === TEXT)) {
        const [x, y, across, down] = box;
        for (const [px, py] of [
          [x, y],
          [x + across - 1, y],
          [x, y + down - 1],
          [x + across - 1, y + down - 1],
        ] as const)
          t.false(isHidden(glass, px, py), `${panel}: ${px}, ${py}`);
      }
    }
  });

  test(`${name}: plays on the largest panel, built whole, within what the store takes`, async (t) => {
    const { file } = await buildOwnFace(name, 'phone-904x572');
    t.true(file.length <= 4 * 1024 * 1024);
    const rehearsal = new Rehearsal('phone-904x572', packBytes(file));
    t.true(rehearsal.isShown);
    rehearsal.run(1000);
    t.is(rehearsal.simulation.statistics().frames.torn, 0);
    t.is(rehearsal.simulation.panel.warnings.count, 0);
    rehearsal.close();
  });
}
