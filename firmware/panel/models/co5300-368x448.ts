import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';
import { co5300, co5300Rotations } from './co5300.js';

/** CO5300 with 368 x 448 AMOLED glass: Waveshare 1.8, second version. */
export const co5300w368h448 = definePanel({
  ...co5300,
  name: 'co5300-368x448',
  width: 368,
  height: 448,
  origin: { x: 16, y: 0 }, // drivers
  scan: { hz: 60, lines: 456 }, // rate: module specification; 8 lines of porch: assumed
  init: [
    send(Dcs.page, 0x00), // user commands
    send(0xc4, 0x80), // GRAM is written over the serial bus
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(Dcs.tearOn, 0x00), // V blanking only
    send(Dcs.brightnessControl, 0x20), // register 51 rules, no dimming
    send(Dcs.brightness, 0xff), // drivers; the glass is dark until DISPON
    send(Dcs.highBrightness, 0xff),
    send(Dcs.exitSleep),
    waitMillis(100), // drivers; the settle time holds where it is longer
  ],
  lit: [send(Dcs.displayOn), sendBrightness],
  rotations: co5300Rotations,
  brightness: { initial: 0xff, reset: 0x00, controlReset: 0x00, nits: 600 }, // resets and nits: assumed
  cornerRadius: 64, // assumed from pictures of the module
});
