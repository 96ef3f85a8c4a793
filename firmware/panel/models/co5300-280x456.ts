import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';
import { co5300, co5300Rotations } from './co5300.js';

/** CO5300 with 280 x 456 AMOLED glass: Waveshare 1.64. */
export const co5300w280h456 = definePanel({
  ...co5300,
  name: 'co5300-280x456',
  width: 280,
  height: 456,
  origin: { x: 20, y: 0 }, // drivers
  scan: { hz: 60, lines: 464 }, // rate: module specification; 8 lines of porch: assumed
  init: [
    send(Dcs.exitSleep),
    waitMillis(120), // drivers
    send(Dcs.tearLine, 0x01, 0xc5), // line 453; drivers
    send(Dcs.tearOn, 0x00), // V blanking only
    send(Dcs.pixelFormat, 0x55), // 16 bits a pixel
    send(0xc4, 0x80), // GRAM is written over the serial bus
    send(Dcs.brightnessControl, 0x20), // register 51 rules, no dimming
    send(Dcs.highBrightness, 0xff),
    send(Dcs.brightness, 0x00), // dark until there is a picture
  ],
  lit: [send(Dcs.displayOn), waitMillis(10), sendBrightness],
  rotations: co5300Rotations,
  brightness: { initial: 0xff, reset: 0x00, controlReset: 0x00, nits: 600 }, // resets and nits: assumed
  cornerRadius: 40, // assumed from pictures of the module
});
