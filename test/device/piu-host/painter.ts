import type { PiuScreen } from '../../../firmware/device/piu-screen.js';
import type { SentPixels } from '../../../firmware/device/region-writer.js';
import type { ScreenRegion } from '../../../firmware/device/screen-contract.js';

/**
 * Listens to what Piu says to the screen and paints it pixel by pixel into a picture of its own, as the contract reads: the
 * oracle of what the glass must show.
 */
export class Painter {
  readonly picture: Uint16Array;
  #region: ScreenRegion = { x: 0, y: 0, width: 0, height: 0 };
  #pixel = 0;

  constructor(screen: PiuScreen) {
    this.picture = new Uint16Array(screen.width * screen.height);
    const begin = screen.begin.bind(screen);
    const send = screen.send.bind(screen);
    const heardBegin = (x: number | ScreenRegion, y = 0, width = 0, height = 0): void => {
      this.#region = typeof x === 'object' ? x : { x, y, width, height };
      this.#pixel = 0;
      begin(x, y, width, height);
    };
    const heardSend = (pixels: SentPixels, offset = 0, bytes = 0): void => {
      const from = new Uint8Array(pixels as ArrayBuffer, offset, bytes);
      const { x, y, width } = this.#region;
      for (let at = 0; at < bytes; at += 2, this.#pixel += 1) {
        const row = Math.floor(this.#pixel / width);
        this.picture[(y + row) * screen.width + x + (this.#pixel % width)] = (from[at]! << 8) | from[at + 1]!;
      }
      send(pixels, offset, bytes);
    };
    // Preloaded classes are frozen, and what they have cannot be set on an object of theirs: it is defined anew.
    Object.defineProperties(screen, { begin: { value: heardBegin }, send: { value: heardSend } });
  }
}
