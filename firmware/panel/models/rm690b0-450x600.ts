import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';

/** RM690B0 with 450 x 600 AMOLED glass: Waveshare 2.41, LilyGO T4-S3. */
export const rm690b0w450h600 = definePanel({
  name: 'rm690b0-450x600',
  controller: 'RM690B0',
  simulatedOnly: false,
  width: 450,
  height: 600,
  gram: { width: 480, height: 600 }, // module specification
  origin: { x: 16, y: 0 }, // drivers
  align: { x: 2, y: 2 }, // module specification
  scan: { hz: 60, lines: 608 }, // rate: module specification; 8 lines of porch: assumed
  clock: { ratedHz: 50_000_000, hardHz: 80_000_000 }, // module specification
  settle: {
    resetLowMicros: 30, // module specification, as all below
    resetMillis: 20,
    resetAwakeMillis: 20,
    resetToWakeMillis: 120,
    commandMillis: 5,
    sleepMillis: 120, // one place says 60
    displayOnMillis: 50,
    offFrames: 5,
  },
  init: [
    send(Dcs.page, 0x20), // vendor page
    send(0x26, 0x0a), // serial clock
    send(0x24, 0x80), // GRAM is written over the serial bus
    send(0x5a, 0x51), // drivers: unexplained
    send(0x5b, 0x2e), // drivers: unexplained
    send(Dcs.page, 0x00), // user commands
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(0xc2, 0x00), // drivers: unexplained
    waitMillis(10),
    send(Dcs.tearOn, 0x00), // V blanking only
    send(Dcs.brightness, 0x00), // dark until there is a picture
    send(Dcs.exitSleep),
    waitMillis(120),
  ],
  lit: [send(Dcs.displayOn), waitMillis(10), sendBrightness],
  // Drivers use all four; the specification knows MX only.
  rotations: [
    { degrees: 0, madctl: 0x00 },
    { degrees: 90, madctl: 0x60 },
    { degrees: 180, madctl: 0xc0 },
    { degrees: 270, madctl: 0xa0 },
  ],
  addressMode: { mask: 0xe8, disputed: 0xa0 },
  gramAccess: { page: 0x20, code: 0x24, mask: 0x80 }, // drivers
  // Its drivers never write register 53, so register 51 must rule after reset; its reset value: module specification.
  brightness: { initial: 0xff, reset: 0x00, controlReset: 0x20, nits: 600 }, // nits: assumed
  inverted: false,
  cornerRadius: 30, // assumed from pictures of the module
  unsafe: [],
  features: { dcsIdle: true, aod: false, deepStandby: true, wakeReloads: false },
});
