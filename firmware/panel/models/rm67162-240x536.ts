import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';

/** RM67162 with 240 x 536 AMOLED glass: LilyGO 1.91 (QSPI) and 1.91 Plus (4-wire SPI). */
export const rm67162w240h536 = definePanel({
  name: 'rm67162-240x536',
  controller: 'RM67162',
  simulatedOnly: false,
  width: 240,
  height: 536,
  gram: { width: 240, height: 536 }, // drivers; the data sheet lists other shapes of the same memory
  origin: { x: 0, y: 0 }, // drivers, in every rotation
  align: { x: 2, y: 2 }, // data sheet
  scan: { hz: 60.5, lines: 544 }, // rate: data sheet; 8 lines of porch: assumed
  clock: { ratedHz: 50_000_000, hardHz: 80_000_000 }, // data sheet: 20 ns a write cycle
  settle: {
    resetLowMicros: 10, // data sheet, as all below
    resetMillis: 5,
    resetAwakeMillis: 120,
    resetToWakeMillis: 120,
    commandMillis: 5,
    sleepMillis: 120,
    displayOnMillis: 120,
    offFrames: 10,
  },
  init: [
    send(Dcs.page, 0x00), // user commands
    send(Dcs.exitSleep),
    waitMillis(120),
    send(Dcs.page, 0x05), // vendor page
    send(0x05, 0x05), // drivers: unexplained
    send(Dcs.page, 0x01), // vendor page
    send(0x73, 0x25), // drivers: unexplained
    send(Dcs.page, 0x00),
    send(Dcs.addressMode, 0x00),
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(Dcs.tearOn, 0x00), // V blanking only; its drivers leave TE off although boards wire it
    send(Dcs.brightness, 0x00), // dark until there is a picture
  ],
  lit: [send(Dcs.displayOn), waitMillis(120), sendBrightness],
  rotations: [
    { degrees: 0, madctl: 0x00 },
    { degrees: 90, madctl: 0x60 },
    { degrees: 180, madctl: 0xc0 },
    { degrees: 270, madctl: 0xa0 },
  ], // data sheet: MX, MY, MV
  addressMode: { mask: 0xe8, disputed: 0x00 },
  gramAccess: null, // drivers
  // Register 51 resets to FF: data sheet. Register 53 is never written by drivers, so 51 must rule after reset.
  brightness: { initial: 0xaf, reset: 0xff, controlReset: 0x20, nits: 600 }, // nits: assumed
  inverted: false,
  cornerRadius: 20, // assumed from pictures of the module
  unsafe: [],
  features: { dcsIdle: true, aod: false, deepStandby: true, wakeReloads: true }, // data sheet
});
