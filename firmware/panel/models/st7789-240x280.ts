import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, waitMillis } from '../init-step.js';

/** ST7789 with 240 x 280 LCD glass on 4-wire SPI: Waveshare LCD 1.69. The backlight is a pin of the board. */
export const st7789w240h280 = definePanel({
  name: 'st7789-240x280',
  controller: 'ST7789',
  simulatedOnly: false,
  width: 240,
  height: 280,
  gram: { width: 240, height: 320 }, // data sheet
  origin: { x: 0, y: 20 }, // drivers
  align: { x: 1, y: 1 },
  scan: { hz: 60, lines: 344 }, // data sheet: 320 rows and 24 of porch after reset; rows beyond the glass count as porch
  clock: { ratedHz: 62_500_000, hardHz: 80_000_000 }, // data sheet: 16 ns a write cycle
  settle: {
    resetLowMicros: 10, // data sheet, as all below
    resetMillis: 5,
    resetAwakeMillis: 120,
    resetToWakeMillis: 120,
    commandMillis: 5,
    sleepMillis: 120,
    displayOnMillis: 5, // nothing longer than commandMillis is asked for
    offFrames: 1, // assumed: an LCD keeps no charge pump for its pixels
  },
  init: [
    send(Dcs.exitSleep),
    waitMillis(120), // drivers
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(Dcs.addressMode, 0x00),
    send(Dcs.tearOn, 0x00), // V blanking only; harmless where the board wires none
    send(Dcs.inversionOn), // this glass is normally black
    send(Dcs.normalMode),
  ],
  lit: [send(Dcs.displayOn)],
  rotations: [
    { degrees: 0, madctl: 0x00 },
    { degrees: 90, madctl: 0x60 },
    { degrees: 180, madctl: 0xc0 },
    { degrees: 270, madctl: 0xa0 },
  ], // data sheet: MX, MY, MV
  addressMode: { mask: 0xf8, disputed: 0x00 },
  gramAccess: null,
  brightness: null,
  inverted: true,
  cornerRadius: 32, // assumed from pictures of the module
  unsafe: [],
  features: { dcsIdle: true, aod: false, deepStandby: false, wakeReloads: false },
});
