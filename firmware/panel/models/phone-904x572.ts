import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';

/**
 * The rear screen of a phone as it is reported: 904 x 572, two camera lenses over about 30 % of its left side. Controller
 * and bus are not published, so this model exists in the simulator only; what is not said to be reported is assumed.
 */
export const phone904x572 = definePanel({
  name: 'phone-904x572',
  controller: 'virtual',
  simulatedOnly: true,
  width: 904, // reported
  height: 572, // reported
  gram: { width: 904, height: 572 },
  origin: { x: 0, y: 0 },
  align: { x: 2, y: 2 },
  scan: { hz: 60, lines: 580, idleHz: 15 },
  clock: { ratedHz: 160_000_000, hardHz: 160_000_000 },
  settle: {
    // As the CO5300's.
    resetLowMicros: 10,
    resetMillis: 5,
    resetAwakeMillis: 150,
    resetToWakeMillis: 5,
    commandMillis: 5,
    sleepMillis: 120,
    displayOnMillis: 50,
    offFrames: 5,
  },
  init: [
    send(Dcs.exitSleep),
    waitMillis(120),
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(Dcs.addressMode, 0x00),
    send(Dcs.tearOn, 0x00), // V blanking only
    send(Dcs.brightnessControl, 0x20), // register 51 rules, no dimming
    send(Dcs.brightness, 0x00), // dark until there is a picture
  ],
  lit: [send(Dcs.displayOn), sendBrightness],
  rotations: [
    { degrees: 0, madctl: 0x00 },
    { degrees: 180, madctl: 0xc0 },
  ],
  addressMode: { mask: 0xc8, disputed: 0x00 },
  gramAccess: null,
  brightness: { initial: 0xff, reset: 0x00, controlReset: 0x00, nits: 600 },
  inverted: false,
  cornerRadius: 96,
  unsafe: [
    // Boxes around the round lenses, one above the other.
    { kind: 'lens', left: 24, top: 34, right: 264, bottom: 274 },
    { kind: 'lens', left: 24, top: 298, right: 264, bottom: 538 },
    // Whatever a rounded corner cuts off lies in its square.
    { kind: 'corner', left: 0, top: 0, right: 96, bottom: 96 },
    { kind: 'corner', left: 808, top: 0, right: 904, bottom: 96 },
    { kind: 'corner', left: 0, top: 476, right: 96, bottom: 572 },
    { kind: 'corner', left: 808, top: 476, right: 904, bottom: 572 },
  ],
  features: { dcsIdle: true, aod: true, deepStandby: true, wakeReloads: false },
});
