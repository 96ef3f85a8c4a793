import { Dcs } from '../dcs.js';
import { definePanel } from '../define-panel.js';
import { send, sendBrightness, waitMillis } from '../init-step.js';
import { co5300, co5300Rotations } from './co5300.js';

/** CO5300 with round 466 x 466 AMOLED glass: Waveshare 1.75, for ESP32-S3 and for RP2350. */
export const co5300w466h466 = definePanel({
  ...co5300,
  name: 'co5300-466x466',
  width: 466,
  height: 466,
  origin: { x: 6, y: 0 }, // drivers
  scan: { hz: 60, lines: 474 }, // rate: module specification; 8 lines of porch: assumed
  init: [
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
    waitMillis(600), // drivers
    send(Dcs.exitSleep),
    waitMillis(600), // drivers
  ],
  lit: [send(Dcs.displayOn), sendBrightness],
  rotations: co5300Rotations,
  brightness: { initial: 0xff, reset: 0x00, controlReset: 0x00, nits: 600 }, // resets and nits: assumed
  cornerRadius: 233, // round
});
