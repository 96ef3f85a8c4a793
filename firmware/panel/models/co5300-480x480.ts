import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';
import { co5300 } from './co5300.js';

/** CO5300 with 480 x 480 AMOLED glass: Waveshare 2.16. */
export const co5300w480h480 = definePanel({
  ...co5300,
  name: 'co5300-480x480',
  width: 480,
  height: 480,
  origin: { x: 0, y: 0 }, // drivers
  scan: { hz: 60, lines: 488 }, // rate: module specification; 8 lines of porch: assumed
  init: [
    send(Dcs.exitSleep),
    waitMillis(600), // drivers
    send(Dcs.page, 0x20), // vendor page
    send(0x19, 0x10), // drivers: unexplained
    send(0x1c, 0xa0), // drivers: unexplained
    send(Dcs.page, 0x00), // user commands
    send(0xc4, 0x80), // GRAM is written over the serial bus
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(Dcs.tearOn, 0x00), // V blanking only
    send(Dcs.brightnessControl, 0x20), // register 51 rules, no dimming
    send(Dcs.brightness, 0xff), // drivers; the glass is dark until DISPON
    send(Dcs.highBrightness, 0xff),
    send(Dcs.addressMode, 0x00),
  ],
  lit: [send(Dcs.displayOn), waitMillis(600), sendBrightness],
  rotations: [{ degrees: 0, madctl: 0x00 }], // drivers leave the others unresolved
  brightness: { initial: 0xff, reset: 0x00, controlReset: 0x00, nits: 600 }, // resets and nits: assumed
  cornerRadius: 60, // assumed from pictures of the module
});
