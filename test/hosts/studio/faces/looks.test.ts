import test from 'ava';
import { BURN_IN_BUDGET } from '../../../../firmware/compose/face/always-on-face.js';
import { ownFaces } from '../../../../hosts/studio/faces/faces.js';
import { compareGolden } from '../../../support/golden-glass.js';
import { ownFaceDay, ownFaceGlass } from '../../../support/packs/own-face-glass.js';

const MOST_LIT = 0.1;

for (const { name } of ownFaces) {
  test(`${name}: at 10:08 it looks as it was found good`, async (t) => {
    const { different, where } = compareGolden(`faces/${name}`, await ownFaceGlass(name));
    t.is(different, 0, where);
  });

  test(`${name}: in 24 hours of its always-on scene no pixel is lit beyond its budget, and a tenth at most at once`, async (t) => {
    const { simulation, minutes, inARow, mostLit } = await ownFaceDay(name);
    const greatest = (of: Uint16Array): number => of.reduce((most, value) => Math.max(most, value), 0);
    const lit = mostLit / minutes.length;
    t.log(`${(lit * 100).toFixed(1)} % lit, ${greatest(inARow)} minutes in a row, ${greatest(minutes)} of 1440`);
    t.true(lit > 0.003 && lit <= MOST_LIT);
    t.true(greatest(inARow) <= BURN_IN_BUDGET.minutesInARow);
    t.true(greatest(minutes) <= BURN_IN_BUDGET.minutesADay);
    t.is(simulation.tears.torn, 0);
    t.is(simulation.panel.warnings.count, 0);
  });
}
