import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';

/** SH8601 with 368 x 448 AMOLED glass: Waveshare 1.8, first version. No data sheet is public: all from drivers unless said. */
export const sh8601w368h448 = definePanel({
  name: 'sh8601-368x448',
  controller: 'SH8601',
  simulatedOnly: false,
  width: 368,
  height: 448,
  gram: { width: 368, height: 448 }, // assumed: as large as the glass
  origin: { x: 0, y: 0 },
  align: { x: 2, y: 2 },
  scan: { hz: 60, lines: 456 }, // 8 lines of porch: assumed
  clock: { ratedHz: 40_000_000, hardHz: 80_000_000 }, // 40 MHz is what drivers use
  settle: {
    resetLowMicros: 10, // assumed; drivers hold it for 80 ms and more
    resetMillis: 120,
    resetAwakeMillis: 120,
    resetToWakeMillis: 120,
    commandMillis: 5, // DCS
    sleepMillis: 120,
    displayOnMillis: 120, // assumed: drivers wait so long after SLPOUT
    offFrames: 10, // assumed: the most any of these controllers asks for
  },
  init: [
    send(Dcs.exitSleep),
    waitMillis(120),
    send(Dcs.normalMode),
    send(Dcs.inversionOff),
    send(Dcs.pixelFormat, 0x05), // 16 bits a pixel on the serial side
    // No TE in these drivers: their board wires none. A board that does finds it switched on here.
    send(Dcs.tearOn, 0x00),
  ],
  lit: [
    send(Dcs.displayOn),
    send(Dcs.brightnessControl, 0x28), // register 51 rules, dimming on
    sendBrightness,
    send(0x58, 0x00), // contrast enhancement off
    waitMillis(10),
  ],
  rotations: [{ degrees: 0, madctl: 0x00 }], // it mirrors columns only, which is no rotation
  addressMode: { mask: 0x48, disputed: 0x00 },
  gramAccess: null, // one module wants C4=84; this one's drivers write none
  brightness: { initial: 0xd0, reset: 0x00, controlReset: 0x00, nits: 600 }, // resets and nits: assumed
  inverted: false,
  cornerRadius: 64, // assumed from pictures of the module
  unsafe: [],
  features: { dcsIdle: true, aod: true, deepStandby: false, wakeReloads: false },
});
