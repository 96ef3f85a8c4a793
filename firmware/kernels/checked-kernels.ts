import type { Surface } from '../pixels/surface.js';
import type { Kernels } from '../platform/kernels.js';
import type { FrameMemory } from '../platform/memory.js';
import { checkArea, checkBytes, checkCount, checkSize, checkState, meet, overlap } from './bounds.js';
import { CheckedCover, type CoverSetup } from './checked-cover.js';
import { CheckedPace, checkPace } from './checked-pace.js';
import { checkCover, checkCoverBegin } from './cover-bounds.js';
import { MaskStamp } from './mask-stamp.js';
import { RegionKernels } from './region-kernels.js';
import { checkAlphaBits, checkBlend, checkStrokeLine } from './sprite-bounds.js';
import { PACE_STATE_BYTES, PX565_STATE_BYTES, UNSTUFF_STATE_BYTES } from './state-sizes.js';
import { Stuffer } from './stuffer.js';
import { SurfacePair } from './surface-pair.js';
import { Unstuffer } from './unstuffer.js';

/**
 * The kernels as firmware calls them: every bound is held before the raw kernel runs. Throws `RangeError` naming the kernel
 * and the argument. Empty areas are allowed and do nothing.
 */
export class CheckedKernels implements Kernels {
  readonly #raw: Kernels;

  constructor(raw: Kernels) {
    this.#raw = raw;
  }

  copyRows(
    to: Uint8Array,
    toAt: number,
    toStride: number,
    from: Uint8Array,
    fromAt: number,
    fromStride: number,
    rowBytes: number,
    rows: number,
  ): void {
    // Mostly all is well, which is found out here without a call; else one of the checks says what is wrong, if anything is.
    const gaps = rows > 1 ? rows - 1 : 0;
    const toEnd = toAt + gaps * toStride + rowBytes;
    const fromEnd = fromAt + gaps * fromStride + rowBytes;
    if (
      rowBytes >>> 0 !== rowBytes ||
      rows >>> 0 !== rows ||
      toAt >>> 0 !== toAt ||
      fromAt >>> 0 !== fromAt ||
      toStride >>> 0 !== toStride ||
      fromStride >>> 0 !== fromStride ||
      toStride < rowBytes ||
      fromStride < rowBytes ||
      toEnd > to.length ||
      fromEnd > from.length ||
      (to.buffer === from.buffer &&
        to.byteOffset + toEnd > from.byteOffset + fromAt &&
        from.byteOffset + fromEnd > to.byteOffset + toAt)
    ) {
      checkSize(rowBytes, rows, 'copyRows');
      checkArea(to, toAt, toStride, rowBytes, rows, 'copyRows: to');
      checkArea(from, fromAt, fromStride, rowBytes, rows, 'copyRows: from');
      if (meet(to, toAt, toStride, rowBytes, rows, from, fromAt, fromStride, rowBytes, rows))
        overlap('copyRows: to and from');
    }
    this.#raw.copyRows(to, toAt, toStride, from, fromAt, fromStride, rowBytes, rows);
  }

  pourRows(
    to: Uint8Array,
    toAt: number,
    toStride: number,
    rowBytes: number,
    done: number,
    from: Uint8Array,
    fromAt: number,
    length: number,
  ): void {
    checkBytes(from, fromAt, length, 'pourRows: from');
    checkCount(done, 0xffffffff - length, 'pourRows: done');
    checkCount(rowBytes - 1, 0xfffffffe, 'pourRows: rowBytes');
    const rows = Math.ceil((done + length) / rowBytes);
    checkArea(to, toAt, toStride, rowBytes, rows, 'pourRows: to');
    if (meet(to, toAt, toStride, rowBytes, rows, from, fromAt, length, length, 1)) overlap('pourRows: to and from');
    this.#raw.pourRows(to, toAt, toStride, rowBytes, done, from, fromAt, length);
  }

  moveRows(bytes: Uint8Array, toAt: number, fromAt: number, stride: number, rowBytes: number, rows: number): void {
    checkSize(rowBytes, rows, 'moveRows');
    checkArea(bytes, toAt, stride, rowBytes, rows, 'moveRows: toAt');
    checkArea(bytes, fromAt, stride, rowBytes, rows, 'moveRows: fromAt');
    this.#raw.moveRows(bytes, toAt, fromAt, stride, rowBytes, rows);
  }

  fillRows(to: Uint8Array, toAt: number, stride: number, pixels: number, rows: number, colour: number): void {
    if (
      pixels >>> 0 !== pixels ||
      rows >>> 0 !== rows ||
      toAt >>> 0 !== toAt ||
      stride >>> 0 !== stride ||
      stride < 2 * pixels ||
      toAt + (rows > 1 ? rows - 1 : 0) * stride + 2 * pixels > to.length ||
      (colour & 0xffff) !== colour
    ) {
      checkSize(pixels, rows, 'fillRows');
      checkArea(to, toAt, stride, 2 * pixels, rows, 'fillRows: to');
      checkCount(colour, 0xffff, 'fillRows: colour');
    }
    this.#raw.fillRows(to, toAt, stride, pixels, rows, colour);
  }

  blendRows(
    to: Uint8Array,
    toAt: number,
    toStride: number,
    from: Uint8Array,
    fromAt: number,
    fromStride: number,
    alpha: Uint8Array,
    alphaAt: number,
    alphaStride: number,
    pixels: number,
    rows: number,
  ): void {
    // biome-ignore format: one line for what the next one has as well
    checkBlend('blendRows', to, toAt, toStride, from, fromAt, fromStride, alpha, alphaAt, alphaStride, pixels, pixels, rows);
    this.#raw.blendRows(to, toAt, toStride, from, fromAt, fromStride, alpha, alphaAt, alphaStride, pixels, rows);
  }

  blendBits: Kernels['blendBits'] = (
    to,
    toAt,
    toStride,
    from,
    fromAt,
    fromStride,
    alpha,
    alphaAt,
    alphaStride,
    skip,
    bits,
    pixels,
    rows,
  ) => {
    const alphaBytes = checkAlphaBits(skip, bits, pixels);
    // biome-ignore format: as above
    checkBlend('blendBits', to, toAt, toStride, from, fromAt, fromStride, alpha, alphaAt, alphaStride, alphaBytes, pixels, rows);
    this.#raw.blendBits(
      to,
      toAt,
      toStride,
      from,
      fromAt,
      fromStride,
      alpha,
      alphaAt,
      alphaStride,
      skip,
      bits,
      pixels,
      rows,
    );
  };

  strokeLine: Kernels['strokeLine'] = (mask, maskAt, stride, pixels, rows, x0, y0, x1, y1, radius) => {
    checkStrokeLine(mask, maskAt, stride, pixels, rows, x0, y0, x1, y1, radius);
    this.#raw.strokeLine(mask, maskAt, stride, pixels, rows, x0, y0, x1, y1, radius);
  };

  diffBox(
    a: Uint8Array,
    aAt: number,
    aStride: number,
    b: Uint8Array,
    bAt: number,
    bStride: number,
    pixels: number,
    rows: number,
    box: Uint8Array,
    boxAt: number,
  ): number {
    checkCount(pixels, 0xffff, 'diffBox: pixels');
    checkCount(rows, 0xffff, 'diffBox: rows');
    checkArea(a, aAt, aStride, 2 * pixels, rows, 'diffBox: a');
    checkArea(b, bAt, bStride, 2 * pixels, rows, 'diffBox: b');
    checkState(box, boxAt, 8, 2, 'diffBox: box');
    return this.#raw.diffBox(a, aAt, aStride, b, bAt, bStride, pixels, rows, box, boxAt);
  }

  coverBegin(
    state: Uint8Array,
    stateAt: number,
    width: number,
    height: number,
    alignX: number,
    alignY: number,
    windowCycles: number,
    pixelCycles: number,
    compareCost: number,
    most: number,
  ): void {
    checkCoverBegin(state, stateAt, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most);
    this.#raw.coverBegin(state, stateAt, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most);
  }

  /** A cover with buffers of its own in `memory`: for whoever covers frame after frame. */
  openCover(memory: FrameMemory, setup: CoverSetup): CheckedCover {
    return new CheckedCover(this.#raw, memory, setup);
  }

  /** A pace with a state of its own in `memory`. */
  openPace(memory: FrameMemory): CheckedPace {
    return new CheckedPace(this.#raw, memory);
  }

  /** Two surfaces between which regions are copied again and again. */
  pair(one: Surface, other: Surface): SurfacePair {
    return new SurfacePair(this.#raw, one, other);
  }

  // biome-ignore format: fifteen arguments, one line each, three times, say less
  cover: Kernels['cover'] = (
    state, stateAt, a, aAt, aStride, b, bAt, bStride, regions, regionsAt, compared, taken, patience, windows, windowsAt,
  ) => {
    checkCover(
      state, stateAt, a, aAt, aStride, b, bAt, bStride, regions, regionsAt, compared, taken, patience, windows, windowsAt,
    );
    return this.#raw.cover(
      state, stateAt, a, aAt, aStride, b, bAt, bStride, regions, regionsAt, compared, taken, patience, windows, windowsAt,
    );
  };

  pace(
    state: Uint8Array,
    stateAt: number,
    windows: Uint8Array,
    windowsAt: number,
    count: number,
    periodLow: number,
    periodHigh: number,
  ): void {
    checkState(state, stateAt, PACE_STATE_BYTES, 4, 'pace: state');
    checkState(windows, windowsAt, 0, 2, 'pace: windows');
    checkPace(count, (windows.length - windowsAt) >> 3, periodLow, periodHigh);
    this.#raw.pace(state, stateAt, windows, windowsAt, count, periodLow, periodHigh);
  }

  px565Begin(state: Uint8Array, stateAt: number, width: number, height: number, reference: number): void {
    checkState(state, stateAt, PX565_STATE_BYTES, 4, 'px565Begin: state');
    checkCount(width - 1, 0xfffe, 'px565Begin: width');
    checkCount(height - 1, 0xfffe, 'px565Begin: height');
    checkCount(reference, 1, 'px565Begin: reference');
    this.#raw.px565Begin(state, stateAt, width, height, reference);
  }

  px565Decode(
    state: Uint8Array,
    stateAt: number,
    from: Uint8Array,
    fromAt: number,
    length: number,
    to: Uint8Array,
    toAt: number,
    stride: number,
  ): number {
    checkBytes(from, fromAt, length, 'px565Decode: from');
    checkState(state, stateAt, PX565_STATE_BYTES, 4, 'px565Decode: state');
    const rowBytes = 2 * (state[stateAt]! | (state[stateAt + 1]! << 8));
    const rows = state[stateAt + 2]! | (state[stateAt + 3]! << 8);
    checkArea(to, toAt, stride, rowBytes, rows, 'px565Decode: to');
    if (meet(to, toAt, stride, rowBytes, rows, from, fromAt, length, length, 1)) overlap('px565Decode: to and from');
    if (meet(to, toAt, stride, rowBytes, rows, state, stateAt, PX565_STATE_BYTES, PX565_STATE_BYTES, 1)) {
      overlap('px565Decode: to and state');
    }
    return this.#raw.px565Decode(state, stateAt, from, fromAt, length, to, toAt, stride);
  }

  unstuff(
    state: Uint8Array,
    stateAt: number,
    from: Uint8Array,
    fromAt: number,
    length: number,
    to: Uint8Array,
    toAt: number,
    capacity: number,
  ): number {
    checkBytes(from, fromAt, length, 'unstuff: from');
    checkState(state, stateAt, UNSTUFF_STATE_BYTES, 4, 'unstuff: state');
    checkBytes(to, toAt, capacity, 'unstuff: to');
    if (meet(to, toAt, capacity, capacity, 1, from, fromAt, length, length, 1)) overlap('unstuff: to and from');
    if (meet(to, toAt, capacity, capacity, 1, state, stateAt, UNSTUFF_STATE_BYTES, UNSTUFF_STATE_BYTES, 1)) {
      overlap('unstuff: to and state');
    }
    return this.#raw.unstuff(state, stateAt, from, fromAt, length, to, toAt, capacity);
  }

  stuff(from: Uint8Array, fromAt: number, length: number, to: Uint8Array, toAt: number): number {
    checkBytes(from, fromAt, length, 'stuff: from');
    const most = length + Math.ceil(length / 254) + (length === 0 ? 3 : 2);
    checkBytes(to, toAt, most, 'stuff: to');
    if (meet(to, toAt, most, most, 1, from, fromAt, length, length, 1)) overlap('stuff: to and from');
    return this.#raw.stuff(from, fromAt, length, to, toAt);
  }

  crc32(crc: number, from: Uint8Array, fromAt: number, length: number): number {
    if (crc >>> 0 !== crc) checkCount(crc, 0xffffffff, 'crc32: crc');
    checkBytes(from, fromAt, length, 'crc32: from');
    return this.#raw.crc32(crc, from, fromAt, length);
  }

  /** Seals and stuffs packets that are built in `packet`; see `Stuffer`. */
  stuffer(packet: Uint8Array): Stuffer {
    return new Stuffer(this.#raw, packet);
  }

  /** Un-stuffs packets out of `from` into `into`; see `Unstuffer`. */
  unstuffer(from: Uint8Array, state: Uint8Array, into: Uint8Array, least: number): Unstuffer {
    return new Unstuffer(this.#raw, from, state, into, least);
  }

  /** A mask that goes from place to place; see `MaskStamp`. */
  stamp(mask: Uint8Array, width: number, height: number, ink: Uint8Array): MaskStamp {
    return new MaskStamp(this.#raw, mask, width, height, ink);
  }

  /** Writes regions piece by piece; see `RegionKernels`. */
  regionKernels(state: Uint8Array): RegionKernels {
    return new RegionKernels(this.#raw, state);
  }
}
