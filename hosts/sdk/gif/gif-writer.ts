import type { Picture } from '../picture.js';
import { compressIndexes } from './lzw.js';
import { choosePalette } from './palette.js';

/** Browsers slow a page down that stays for less than two hundredths of a second. */
const shortestHundredths = 2;

/**
 * Writes an animated GIF that plays for ever, picture by picture: only what changed goes into a page, with a palette of its
 * own, so memory does not grow with the film. Pictures with at most 255 new colours keep them exactly.
 */
export class GifWriter {
  readonly #width: number;
  readonly #height: number;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #counts = new Uint32Array(65536);
  #shown: Uint8Array | undefined;
  #page: Uint8Array | undefined;
  #pageAt = 0;
  #pages = 0;
  /** A picture that came too soon after the one before. */
  #waiting: Uint8Array | undefined;

  /** `write` gets the file's bytes in order. */
  constructor(width: number, height: number, write: (bytes: Uint8Array) => void) {
    this.#width = width;
    this.#height = height;
    this.#write = write;
    write(
      Uint8Array.of(
        ...text('GIF89a'),
        ...u16(width),
        ...u16(height),
        ...[0x70, 0, 0],
        ...[0x21, 0xff, 11],
        ...text('NETSCAPE2.0'),
        ...[3, 1, 0, 0, 0],
      ),
    );
  }

  /** Pages written so far. */
  get pages(): number {
    return this.#pages;
  }

  /**
   * The picture that is on the glass from `atMillis` (any origin, never falling) on. One that comes within 20 ms of the
   * one before waits for its turn, and is left out where yet another comes first.
   */
  add({ pixels }: Pick<Picture, 'pixels'>, atMillis: number): void {
    const at = Math.round(atMillis / 10);
    if (this.#page !== undefined) {
      const box = this.#changedBox(pixels);
      const isTooSoon = box !== undefined && at - this.#pageAt < shortestHundredths;
      this.#waiting = isTooSoon ? pixels.slice() : undefined;
      if (box === undefined || isTooSoon) return;
      this.#flush(at);
      this.#page = this.#pageOf(pixels, box);
    } else {
      this.#page = this.#pageOf(pixels, [0, 0, this.#width, this.#height]);
    }
    this.#pageAt = at;
    this.#shown = pixels.slice();
  }

  /** Ends the file; its last picture stays until `atMillis`. */
  finish(atMillis: number): void {
    if (this.#waiting !== undefined) this.add({ pixels: this.#waiting }, 10 * (this.#pageAt + shortestHundredths));
    this.#flush(Math.max(Math.round(atMillis / 10), this.#pageAt + shortestHundredths));
    this.#page = undefined;
    this.#write(Uint8Array.of(0x3b));
  }

  #flush(until: number): void {
    if (this.#page === undefined) return;
    const delay = Math.min(until - this.#pageAt, 0xffff);
    // Graphic control: leave the page in place, index 255 is clear.
    this.#write(Uint8Array.of(0x21, 0xf9, 4, 0x05, ...u16(delay), 255, 0));
    this.#write(this.#page);
    this.#pages += 1;
  }

  #changedBox(pixels: Uint8Array): readonly [number, number, number, number] | undefined {
    const shown = this.#shown!;
    let left = this.#width;
    let top = this.#height;
    let right = 0;
    let bottom = 0;
    for (let y = 0, at = 0; y < this.#height; y += 1) {
      for (let x = 0; x < this.#width; x += 1, at += 2) {
        if (pixels[at] === shown[at] && pixels[at + 1] === shown[at + 1]) continue;
        if (x < left) left = x;
        if (x >= right) right = x + 1;
        if (y < top) top = y;
        bottom = y + 1;
      }
    }
    return right === 0 ? undefined : [left, top, right, bottom];
  }

  /** Image descriptor, local palette of 256 and compressed indexes; pixels that did not change are clear. */
  #pageOf(pixels: Uint8Array, [left, top, right, bottom]: readonly [number, number, number, number]): Uint8Array {
    const shown = this.#shown;
    const colours = new Int32Array((right - left) * (bottom - top));
    this.#counts.fill(0);
    let count = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let at = 2 * (y * this.#width + left); at < 2 * (y * this.#width + right); at += 2) {
        const isSame = shown !== undefined && pixels[at] === shown[at] && pixels[at + 1] === shown[at + 1];
        const colour = (pixels[at]! << 8) | pixels[at + 1]!;
        colours[count++] = isSame ? -1 : colour;
        if (!isSame) this.#counts[colour] = this.#counts[colour]! + 1;
      }
    }
    const { rgb, indexOf } = choosePalette(this.#counts, 255);
    const indexes = Uint8Array.from(colours, (colour) => (colour < 0 ? 255 : indexOf[colour]!));
    const coded = compressIndexes(indexes, 8);
    const page = new Uint8Array(10 + 768 + coded.length);
    page.set([0x2c, ...u16(left), ...u16(top), ...u16(right - left), ...u16(bottom - top), 0x87]);
    page.set(rgb, 10);
    page.set(coded, 10 + 768);
    return page;
  }
}

function text(word: string): number[] {
  return Array.from(word, (letter) => letter.charCodeAt(0));
}

function u16(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}
