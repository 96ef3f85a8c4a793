import test from 'ava';
import { Dcs } from '../../firmware/panel/dcs.js';
import { definePanel } from '../../firmware/panel/define-panel.js';
import { send, sendBrightness, waitMillis } from '../../firmware/panel/init-step.js';
import type { PanelModel } from '../../firmware/panel/model.js';
import { conforms } from './conformance.js';

/** Aurora A390: 390 x 396 AMOLED (invented), with an alignment, an origin and settle times that no registered panel has. */
const facts: PanelModel = {
  name: 'aurora-390x396',
  controller: 'A390',
  simulatedOnly: false,
  width: 390,
  height: 396,
  gram: { width: 402, height: 400 },
  origin: { x: 6, y: 4 },
  align: { x: 6, y: 4 },
  scan: { hz: 45, lines: 420 },
  clock: { ratedHz: 40_000_000, hardHz: 80_000_000 },
  settle: {
    resetLowMicros: 500,
    resetMillis: 40,
    resetAwakeMillis: 60,
    resetToWakeMillis: 90,
    commandMillis: 8,
    sleepMillis: 150,
    displayOnMillis: 200,
    offFrames: 12,
  },
  init: [
    send(Dcs.exitSleep), // without a wait: the settle times hold nevertheless
    send(Dcs.page, 0x07),
    send(0xff, 0x11), // a code that a wait marker of some drivers would swallow
    send(Dcs.page, 0x00),
    waitMillis(1),
    send(Dcs.inversionOn),
    send(Dcs.pixelFormat, 0x55),
    send(Dcs.tearOn, 0x00),
    send(Dcs.brightnessControl, 0x28),
  ],
  lit: [send(Dcs.displayOn), sendBrightness],
  rotations: [
    { degrees: 0, madctl: 0x00 },
    { degrees: 180, madctl: 0xc0 },
  ],
  addressMode: { mask: 0xc0, disputed: 0x00 },
  gramAccess: { page: 0x07, code: 0xff, mask: 0x10 },
  brightness: { initial: 0x40, reset: 0xff, controlReset: 0x00, nits: 500 },
  inverted: true,
  cornerRadius: 195,
  unsafe: [],
  features: { dcsIdle: false, aod: false, deepStandby: false, wakeReloads: true },
};

const a390 = definePanel(facts);
conforms(a390);

test('a model is frozen, deeply', (t) => {
  t.true(Object.isFrozen(a390));
  t.true(Object.isFrozen(a390.settle));
  t.true(Object.isFrozen(a390.init));
  t.throws(() => ((a390.origin as { x: number }).x = 1), { instanceOf: TypeError });
});

for (const [what, broken] of Object.entries({
  'GRAM is smaller than origin + size': { gram: { width: 390, height: 396 } },
  'the size is not aligned': { align: { x: 6, y: 8 }, origin: { x: 6, y: 0 }, gram: { width: 402, height: 396 } },
  'the origin at 0 degrees is not aligned': { origin: { x: 5, y: 4 } },
  'the origin at 180 degrees is not aligned': { gram: { width: 404, height: 400 } },
  'a scan has at least the lines of the glass': { scan: { hz: 60, lines: 390 } },
  'the first rotation is 0 degrees': { rotations: [] },
  'an unsafe region leaves the glass': { unsafe: [{ kind: 'lens' as const, left: 0, top: 0, right: 391, bottom: 5 }] },
})) {
  test(`a model is refused: ${what}`, (t) => {
    t.throws(() => definePanel({ ...facts, ...broken }), {
      instanceOf: RangeError,
      message: `panel aurora-390x396: ${what}`,
    });
  });
}
