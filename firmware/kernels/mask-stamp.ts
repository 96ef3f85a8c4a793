import type { Surface } from '../pixels/surface.js';
import type { Kernels } from '../platform/kernels.js';
import { checkArea, checkBytes, checkSize, meet, overlap } from './bounds.js';

/**
 * One mask that goes from place to place on a surface: the mask is measured when it is made, a surface when it is first met, and
 * what is left for each time is whether both places lie on it. `CheckedKernels` makes it; throws `RangeError`.
 */
export class MaskStamp {
  readonly #raw: Kernels;
  readonly #mask: Uint8Array;
  readonly #width: number;
  readonly #height: number;
  readonly #ink: Uint8Array;
  /** The last two surfaces that were measured: front and back take turns. */
  #last: Surface | undefined;
  #other: Surface | undefined;

  /** `mask`: `height` rows of `width` bytes. `ink`: a row of as many pixels in the colour that the mask lets through. */
  constructor(raw: Kernels, mask: Uint8Array, width: number, height: number, ink: Uint8Array) {
    checkSize(width, height, 'stamp');
    checkArea(mask, 0, width, width, height, 'stamp: mask');
    checkBytes(ink, 0, 2 * width, 'stamp: ink');
    this.#raw = raw;
    this.#mask = mask;
    this.#width = width;
    this.#height = height;
    this.#ink = ink;
  }

  /** Fills the place at (fromX, fromY) of a surface with `ground` (RGB565), then blends the ink through the mask at (x, y). */
  move(to: Surface, ground: number, fromX: number, fromY: number, x: number, y: number): void {
    if (to !== this.#last && to !== this.#other) this.#measure(to);
    const width = this.#width;
    const height = this.#height;
    const right = to.width - width;
    const bottom = to.height - height;
    // An integer that is not negative, and none that is not a number, is what its own unsigned 32 bits are.
    if (x >>> 0 !== x || y >>> 0 !== y || x > right || y > bottom) offSurface(x, y);
    if (fromX >>> 0 !== fromX || fromY >>> 0 !== fromY || fromX > right || fromY > bottom) offSurface(fromX, fromY);
    if ((ground & 0xffff) !== ground) throw new RangeError(`stamp: ground: ${ground} is no colour`);
    const raw = this.#raw;
    const bytes = to.bytes;
    const stride = to.stride;
    raw.fillRows(bytes, fromY * stride + 2 * fromX, stride, width, height, ground);
    raw.blendRows(bytes, y * stride + 2 * x, stride, this.#ink, 0, 0, this.#mask, 0, width, width, height);
  }

  #measure(to: Surface): void {
    const rowBytes = 2 * to.width;
    const mask = this.#mask;
    checkArea(to.bytes, 0, to.stride, rowBytes, to.height, 'stamp: to');
    if (meet(to.bytes, 0, to.stride, rowBytes, to.height, mask, 0, 0, mask.length, 1)) overlap('stamp: to and mask');
    const ink = this.#ink;
    if (meet(to.bytes, 0, to.stride, rowBytes, to.height, ink, 0, 0, ink.length, 1)) overlap('stamp: to and ink');
    this.#other = this.#last;
    this.#last = to;
  }
}

function offSurface(x: number, y: number): never {
  throw new RangeError(`stamp: at ${x}, ${y} it would leave the surface`);
}
