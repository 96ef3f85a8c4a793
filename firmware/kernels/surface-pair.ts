import type { RegionList } from '../geometry/region-list.js';
import type { Surface } from '../pixels/surface.js';
import type { Kernels } from '../platform/kernels.js';
import { checkArea, meet, overlap } from './bounds.js';

/**
 * Two surfaces of one shape that were found to be whole and apart once, so that copying a region from one to the other takes no
 * checks but the region's own. Throws `RangeError`.
 */
export class SurfacePair {
  readonly #raw: Kernels;
  readonly #one: Surface;
  readonly #other: Surface;
  readonly #width: number;
  readonly #height: number;
  readonly #stride: number;

  constructor(raw: Kernels, one: Surface, other: Surface) {
    const { width, height, stride } = one;
    if (other.width !== width || other.height !== height || other.stride !== stride)
      throw new RangeError('SurfacePair: surfaces of two shapes');
    checkArea(one.bytes, 0, stride, 2 * width, height, 'SurfacePair: one');
    checkArea(other.bytes, 0, stride, 2 * width, height, 'SurfacePair: other');
    if (meet(one.bytes, 0, stride, 2 * width, height, other.bytes, 0, stride, 2 * width, height))
      overlap('SurfacePair: one and other');
    this.#raw = raw;
    this.#one = one;
    this.#other = other;
    this.#width = width;
    this.#height = height;
    this.#stride = stride;
  }

  /** Copies regions from one of the two surfaces to the other. */
  copy(to: Surface, from: Surface, regions: RegionList): void {
    if (to === this.#one ? from !== this.#other : to !== this.#other || from !== this.#one)
      throw new RangeError('SurfacePair: another surface than the two');
    const data = regions.data;
    const end = 4 * regions.count;
    const stride = this.#stride;
    for (let at = 0; at < end; at += 4) {
      const left = data[at]!;
      const top = data[at + 1]!;
      const right = data[at + 2]!;
      const bottom = data[at + 3]!;
      // Nothing compares with undefined: a list that claims more than it has throws as well.
      if (!(left < right && top < bottom && right <= this.#width && bottom <= this.#height))
        throw new RangeError(`SurfacePair: no region of the surfaces: ${left}, ${top}, ${right}, ${bottom}`);
      const offset = top * stride + 2 * left;
      this.#raw.copyRows(to.bytes, offset, stride, from.bytes, offset, stride, 2 * (right - left), bottom - top);
    }
  }
}
