import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';

/** CO5300 (also sold as ICNA3311) with 410 x 502 AMOLED glass: Waveshare 2.06, LilyGO T-Watch Ultra. */
export const co5300w410h502 = definePanel({
  name: 'co5300-410x502',
  controller: 'CO5300',
  simulatedOnly: false,
  width: 410,
  height: 502,
  gram: { width: 480, height: 502 }, // 480 columns: module specification; rows: drivers write 502
  origin: { x: 22, y: 0 }, // drivers
  align: { x: 2, y: 2 }, // drivers: even start, even size
  scan: { hz: 60, lines: 510, idleHz: 15 }, // rate: module specification; 8 lines of porch, 15 Hz (a watch's always-on mode): assumed
  clock: { ratedHz: 50_000_000, hardHz: 80_000_000 }, // module specification says 50 (66.7 claimed for QSPI)
  settle: {
    resetLowMicros: 10, // module specification
    resetMillis: 5, // module specification
    resetAwakeMillis: 150, // module specification
    resetToWakeMillis: 5, // nothing longer than resetMillis is asked for
    commandMillis: 5, // module specification
    sleepMillis: 120, // module specification, both ways
    displayOnMillis: 50, // module specification
    offFrames: 5, // module specification
  },
  init: [
    send(Dcs.exitSleep),
    waitMillis(120), // drivers
    send(Dcs.page, 0x00), // user commands
    send(0xc4, 0x80), // GRAM is written over the serial bus
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(Dcs.addressMode, 0x00),
    send(Dcs.tearLine, 0x01, 0xd1), // line 465; drivers
    send(Dcs.tearOn, 0x00), // V blanking only
    send(Dcs.brightnessControl, 0x20), // register 51 rules, no dimming
    send(Dcs.highBrightness, 0xff),
    send(Dcs.brightness, 0x00), // dark until there is a picture
    send(0x58, 0x00), // contrast enhancement off
  ],
  lit: [send(Dcs.displayOn), sendBrightness],
  // Drivers agree on 180 degrees and disagree on exchanging rows and columns.
  rotations: [
    { degrees: 0, madctl: 0x00 },
    { degrees: 180, madctl: 0xc0 },
  ],
  addressMode: { mask: 0xe8, disputed: 0x20 },
  gramAccess: { page: 0x00, code: 0xc4, mask: 0x80 }, // drivers
  brightness: { initial: 0xff, reset: 0x00, controlReset: 0x00, nits: 600 }, // resets and nits: assumed
  inverted: false,
  cornerRadius: 76, // assumed from pictures of the module
  unsafe: [],
  features: { dcsIdle: true, aod: true, deepStandby: true, wakeReloads: false }, // driver headers
});
