import { blueOf, greenOf, redOf } from '../../../firmware/pixels/rgb565.js';
import { glassDeltaHeader } from '../live-messages.js';
import { byId, contextOf } from './dom.js';
import { Glow } from './glow.js';

/** Little-endian RGBA of every RGB565 value. */
const colours = Uint32Array.from(
  { length: 65536 },
  (_, pixel) => (0xff000000 | (blueOf(pixel) << 16) | (greenOf(pixel) << 8) | redOf(pixel)) >>> 0,
);

/** The glass: deltas painted as they come, nothing between them. */
export class GlassView {
  readonly canvas = byId<HTMLCanvasElement>('pixels');
  readonly #context = contextOf(this.canvas);
  readonly #glow = new Glow(byId<HTMLCanvasElement>('glow'), this.canvas);

  resize(width: number, height: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#glow.resize();
  }

  /** Paints what `/live` sent: a region and its pixels. */
  apply(delta: ArrayBuffer): void {
    const [left = 0, top = 0, right = 0, bottom = 0] = new Uint16Array(delta, 0, 4);
    const pixels = new Uint16Array(delta, glassDeltaHeader);
    const image = this.#context.createImageData(right - left, bottom - top);
    const out = new Uint32Array(image.data.buffer);
    for (let at = 0; at < pixels.length; at += 1) out[at] = colours[pixels[at]!]!;
    this.#context.putImageData(image, left, top);
    this.#glow.refresh();
  }
}
