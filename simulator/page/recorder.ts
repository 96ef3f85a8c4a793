import { setImmediate } from 'node:timers/promises';
import { GifWriter } from '../../hosts/sdk/gif/gif-writer.js';
import { glassDeltaHeader } from './live-messages.js';

/** What a recording may keep until it is written. */
const mostBytes = 400_000_000;

/** Keeps what happens on the glass, and writes it as a GIF when it is done. */
export class Recorder {
  readonly #width: number;
  readonly #height: number;
  readonly #deltas: { readonly millis: number; readonly delta: Uint8Array }[] = [];
  #bytes = 0;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
  }

  /** Takes what `GlassDelta` answers; answers whether there was room for it. */
  add(delta: Uint8Array, millis: number): boolean {
    if (this.#bytes + delta.length > mostBytes) return false;
    this.#bytes += delta.length;
    this.#deltas.push({ millis, delta });
    return true;
  }

  /** The GIF; its last picture stays until `endMillis`. Gives way to others between pictures. */
  async finish(endMillis: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    const pixels = new Uint8Array(this.#width * this.#height * 2);
    const gif = new GifWriter(this.#width, this.#height, (bytes) => parts.push(bytes));
    for (const { millis, delta } of this.#deltas) {
      this.#paint(pixels, delta);
      gif.add({ pixels }, millis);
      await setImmediate();
    }
    gif.finish(endMillis);
    return Buffer.concat(parts);
  }

  #paint(pixels: Uint8Array, delta: Uint8Array): void {
    const values = new Uint16Array(delta.buffer, delta.byteOffset);
    const [left = 0, top = 0, right = 0, bottom = 0] = values;
    let from = glassDeltaHeader / 2;
    for (let y = top; y < bottom; y += 1)
      for (let to = 2 * (y * this.#width + left); to < 2 * (y * this.#width + right); to += 2) {
        const pixel = values[from++]!;
        pixels[to] = pixel >> 8;
        pixels[to + 1] = pixel & 0xff;
      }
  }
}
