import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Surface } from '../pixels/surface.js';

/** What `send` is handed: Poco's host buffer, an ArrayBuffer or a view. */
export type SentPixels = ArrayBuffer | Uint8Array;

/** Fills a region of a surface with pixels that come in pieces, however the pieces are cut. */
export class RegionWriter {
  readonly #kernels: CheckedKernels;
  readonly #width: number;
  readonly #height: number;
  #surface: Surface | undefined;
  #at = 0;
  #rowBytes = 0;
  /** Bytes of the open row that are written. */
  #column = 0;
  #rowsLeft = 0;
  /** The buffer sent last and a view of it: Poco sends from the one it has, hundreds of times a frame. */
  #sent: SentPixels | undefined;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(kernels: CheckedKernels, width: number, height: number) {
    this.#kernels = kernels;
    this.#width = width;
    this.#height = height;
  }

  /** Pixels go to this region of `surface` from now on. Throws `RangeError` where it leaves the panel. */
  open(surface: Surface, x: number, y: number, width: number, height: number): void {
    const inside =
      x >>> 0 === x &&
      y >>> 0 === y &&
      width >>> 0 === width &&
      height >>> 0 === height &&
      x + width <= this.#width &&
      y + height <= this.#height;
    if (!inside)
      throw new RangeError(`no region of a panel of ${this.#width} x ${this.#height}: ${x}, ${y}, ${width}, ${height}`);
    this.#surface = surface;
    this.#at = y * surface.stride + x * 2;
    this.#rowBytes = width * 2;
    this.#column = 0;
    this.#rowsLeft = height;
  }

  close(): void {
    this.#surface = undefined;
  }

  /** The next `bytes` of the region, from `offset` of `pixels`. Throws where none is open or they are more than it takes. */
  write(pixels: SentPixels, offset: number, bytes: number): void {
    const surface = this.#surface;
    if (surface === undefined) throw new Error('pixels before begin');
    if (bytes > this.#rowBytes * this.#rowsLeft - this.#column)
      throw new RangeError(`${bytes} bytes overfill the region`);
    const from = this.#view(pixels);
    let at = offset;
    let left = bytes;
    if (this.#column > 0) {
      const part = Math.min(left, this.#rowBytes - this.#column);
      this.#copy(surface, from, at, part, 1);
      at += part;
      left -= part;
    }
    const rows = left === 0 ? 0 : Math.floor(left / this.#rowBytes);
    if (rows > 0) {
      this.#copy(surface, from, at, this.#rowBytes, rows);
      at += rows * this.#rowBytes;
      left -= rows * this.#rowBytes;
    }
    if (left > 0) this.#copy(surface, from, at, left, 1);
  }

  /** Copies whole rows, or a part of one, and moves on. */
  #copy(surface: Surface, from: Uint8Array, at: number, rowBytes: number, rows: number): void {
    const to = this.#at + this.#column;
    this.#kernels.copyRows(surface.bytes, to, surface.stride, from, at, this.#rowBytes, rowBytes, rows);
    this.#column += rowBytes * rows;
    while (this.#column >= this.#rowBytes && this.#rowsLeft > 0) {
      this.#column -= this.#rowBytes;
      this.#at += surface.stride;
      this.#rowsLeft -= 1;
    }
  }

  #view(pixels: SentPixels): Uint8Array {
    if (pixels !== this.#sent) {
      this.#bytes = pixels instanceof Uint8Array ? pixels : new Uint8Array(pixels);
      this.#sent = pixels;
    }
    return this.#bytes;
  }
}
