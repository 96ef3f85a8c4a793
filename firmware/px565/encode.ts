import { addDelta, deltaBetween, hashOf, predict, SMALL_DELTAS } from '../kernels/reference/px565-pixel.js';
import { isNear } from './nearness.js';
import { readPixels, writePixels } from './pixel-rows.js';
import { mostOf, putRun, RUN, runLength, SKIP, skipLength, UP, upLength } from './runs.js';
import { diffDelta, diffOperation, lumaDelta, lumaOperation, NO_OPERATION } from './single-pixel.js';
import { makeSmallCodes, NO_CODE } from './small-codes.js';

/** No PAIR or TRI fits. */
const NONE = -1;

/** The most a region of `pixels` pixels takes, in bytes. */
export function px565Bound(pixels: number): number {
  return 2 * pixels + (pixels >> 3) + 16;
}

/**
 * Encodes regions as PX565. It keeps its buffers, so that one encoder serves a whole stream; what it answers is good until
 * it is asked again.
 */
export class Px565Encoder {
  /** What the decoder will have of the pixels done, what is wanted of those to come. */
  #pixels = new Uint16Array(0);
  #reference = new Uint16Array(0);
  #output = new Uint8Array(0);
  #length = 0;
  readonly #index = new Uint16Array(32);
  /** Where the open literal run's first byte is; -1 where none is open. */
  #literal = -1;
  #width = 0;
  #count = 0;
  #tolerance = 0;
  #pairCodes = makeSmallCodes(8, 0);
  #triCodes = makeSmallCodes(16, 0);

  /**
   * Encodes the region of `width` x `height` pixels (RGB565, wire order) at `source[sourceAt]`, rows `sourceStride` bytes
   * apart. With a reference, which is what the receiver holds there now, unchanged pixels are skipped. With a tolerance
   * above 0, red and blue may come out that many steps off, green twice as many. Throws `RangeError` on a region without
   * pixels, one that leaves its buffer, and a tolerance that is no integer from 0 to 15.
   */
  encode(
    source: Uint8Array,
    sourceAt: number,
    sourceStride: number,
    width: number,
    height: number,
    reference: Uint8Array | null,
    referenceAt: number,
    referenceStride: number,
    tolerance: number,
  ): Uint8Array {
    this.#begin(width, height, tolerance);
    readPixels(this.#pixels, source, sourceAt, sourceStride, width, height);
    if (reference !== null) readPixels(this.#reference, reference, referenceAt, referenceStride, width, height);
    this.#encodeAll(reference !== null);
    return this.#output.subarray(0, this.#length);
  }

  /** Writes what the receiver will hold of the region encoded last, which is what the next frame's delta refers to. */
  reconstruct(to: Uint8Array, toAt: number, stride: number): void {
    writePixels(to, toAt, stride, this.#pixels, this.#width, this.#count / this.#width);
  }

  #begin(width: number, height: number, tolerance: number): void {
    if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
      throw new RangeError(`a region of ${width} x ${height} has no pixels`);
    }
    if (!(Number.isInteger(tolerance) && tolerance >= 0 && tolerance <= 15)) {
      throw new RangeError(`a tolerance is an integer from 0 to 15, not ${tolerance}`);
    }
    const count = width * height;
    if (count > this.#pixels.length) {
      this.#pixels = new Uint16Array(count);
      this.#reference = new Uint16Array(count);
      this.#output = new Uint8Array(px565Bound(count));
    }
    if (tolerance !== this.#tolerance) {
      this.#pairCodes = makeSmallCodes(8, tolerance);
      this.#triCodes = makeSmallCodes(16, tolerance);
      this.#tolerance = tolerance;
    }
    this.#index.fill(0);
    this.#length = 0;
    this.#literal = -1;
    this.#width = width;
    this.#count = count;
  }

  /** Codes every pixel, in the order of preference that the format lays down. */
  #encodeAll(delta: boolean): void {
    const pixels = this.#pixels;
    const width = this.#width;
    const count = this.#count;
    const tolerance = this.#tolerance;
    let last = 0;
    let x = 0;
    for (let at = 0; at < count; ) {
      const skip = delta ? skipLength(pixels, at, count, this.#reference, tolerance) : 0;
      const run = runLength(pixels, at, count, last, tolerance);
      const up = at < width ? 0 : upLength(pixels, at, count, width, tolerance);
      const longest = Math.max(skip, run, up);
      const predicted = longest < 3 ? this.#predict(at, x, last) : 0;
      let pair = NONE;
      let tri = NONE;
      if (longest < 3 && this.#triCodes[deltaBetween(predicted, pixels[at]!)] !== NO_CODE) {
        pair = this.#findSmall(at, x, last, 2, this.#pairCodes);
        if (longest > 0 || pair === NONE) tri = this.#findSmall(at, x, last, 3, this.#triCodes);
      }
      let taken = 1;
      if (longest >= (tri !== NONE ? 3 : pair !== NONE ? 2 : 1)) {
        taken = this.#putRun(at, last, longest === skip ? SKIP : longest === run ? RUN : UP, longest);
      } else if (pair !== NONE) {
        taken = this.#putSmall(at, x, last, 2, pair);
      } else if (this.#putIndex(at)) {
        taken = 1;
      } else if (tri !== NONE) {
        taken = this.#putSmall(at, x, last, 3, tri);
      } else {
        this.#putSingle(at, predicted);
      }
      at += taken;
      last = pixels[at - 1]!;
      x += taken;
      if (x >= width) x %= width;
    }
  }

  #predict(at: number, x: number, last: number): number {
    const above = at - this.#width;
    if (above < 0) return last;
    const up = this.#pixels[above]!;
    return x === 0 ? up : predict(last, up, this.#pixels[above - 1]!);
  }

  /** The codes, four bits each, with which the next `pixelCount` pixels are small deltas, else `NONE`. */
  #findSmall(at: number, x: number, last: number, pixelCount: number, codes: Uint8Array): number {
    if (at + pixelCount > this.#count) return NONE;
    // Where pixels of one operation are above one another, what the decoder will have of them is not known here yet.
    if (this.#tolerance > 0 && this.#width < pixelCount) return NONE;
    let found = 0;
    let before = last;
    let column = x;
    for (let next = at; next < at + pixelCount; next++) {
      const wanted = this.#pixels[next]!;
      const predicted = this.#predict(next, column, before);
      const code = codes[deltaBetween(predicted, wanted)]!;
      if (code === NO_CODE) return NONE;
      before = addDelta(predicted, SMALL_DELTAS[code]!);
      if (!isNear(before, wanted, this.#tolerance)) return NONE;
      found = (found << 4) | code;
      column = column + 1 === this.#width ? 0 : column + 1;
    }
    return found;
  }

  /** Writes PAIR or TRI. */
  #putSmall(at: number, x: number, last: number, pixelCount: number, found: number): number {
    if (pixelCount === 2) {
      this.#put(0x80 | ((found >> 4) << 3) | (found & 15));
    } else {
      this.#put(0xe0 | (found >> 8));
      this.#put(found & 255);
    }
    this.#literal = -1;
    let before = last;
    let column = x;
    for (let next = 0; next < pixelCount; next++) {
      const code = (found >> (4 * (pixelCount - 1 - next))) & 15;
      before = addDelta(this.#predict(at + next, column, before), SMALL_DELTAS[code]!);
      this.#pixels[at + next] = before;
      column = column + 1 === this.#width ? 0 : column + 1;
    }
    return pixelCount;
  }

  #putRun(at: number, last: number, kind: number, longest: number): number {
    const taken = Math.min(longest, mostOf(kind));
    this.#length = putRun(this.#output, this.#length, kind, taken);
    this.#literal = -1;
    if (this.#tolerance > 0) {
      for (let next = at; next < at + taken; next++) {
        const held = kind === SKIP ? this.#reference[next]! : kind === RUN ? last : this.#pixels[next - this.#width]!;
        this.#pixels[next] = held;
      }
    }
    return taken;
  }

  /** Writes INDEX where the index has the pixel; answers whether it has. */
  #putIndex(at: number): boolean {
    const wanted = this.#pixels[at]!;
    const slot = hashOf(wanted);
    const held = this.#index[slot]!;
    if (!isNear(held, wanted, this.#tolerance)) return false;
    this.#put(slot);
    this.#literal = -1;
    this.#pixels[at] = held;
    return true;
  }

  /** Writes DIFF, LUMA or LIT: one pixel, which joins the index. */
  #putSingle(at: number, predicted: number): void {
    const wanted = this.#pixels[at]!;
    const diff = diffOperation(predicted, wanted, this.#tolerance);
    if (diff !== NO_OPERATION) {
      this.#put(diff);
      this.#literal = -1;
      this.#insert(at, addDelta(predicted, diffDelta(diff)));
      return;
    }
    const delta = deltaBetween(predicted, wanted);
    const luma = this.#literal === -1 ? lumaOperation(delta, this.#tolerance) : NO_OPERATION;
    if (luma !== NO_OPERATION) {
      const held = addDelta(predicted, lumaDelta(luma));
      if (isNear(held, wanted, this.#tolerance)) {
        this.#put(luma >> 8);
        this.#put(luma & 255);
        this.#insert(at, held);
        return;
      }
    }
    if (this.#literal === -1) {
      this.#literal = this.#length;
      this.#put(0xf8);
    } else {
      this.#output[this.#literal]! += 1;
    }
    this.#put(wanted >> 8);
    this.#put(wanted & 255);
    if (this.#output[this.#literal] === 0xff) this.#literal = -1;
    this.#insert(at, wanted);
  }

  #insert(at: number, held: number): void {
    this.#pixels[at] = held;
    this.#index[hashOf(held)] = held;
  }

  #put(byte: number): void {
    this.#output[this.#length] = byte;
    this.#length += 1;
  }
}
