import type { Kernels } from '../../firmware/platform/kernels.js';

/** What kernels.wasm exports: the C functions, pointers being offsets into the memory. */
export interface KernelExports {
  copyRows(to: number, toStride: number, from: number, fromStride: number, rowBytes: number, rows: number): void;
  pourRows(to: number, toStride: number, rowBytes: number, done: number, from: number, length: number): void;
  moveRows(to: number, from: number, stride: number, rowBytes: number, rows: number): void;
  fillRows(to: number, stride: number, pixels: number, rows: number, colour: number): void;
  blendRows(
    to: number,
    toStride: number,
    from: number,
    fromStride: number,
    alpha: number,
    alphaStride: number,
    pixels: number,
    rows: number,
  ): void;
  blendBits(
    to: number,
    toStride: number,
    from: number,
    fromStride: number,
    alpha: number,
    alphaStride: number,
    skip: number,
    bits: number,
    pixels: number,
    rows: number,
  ): void;
  strokeLine(
    mask: number,
    stride: number,
    pixels: number,
    rows: number,
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    radius: number,
  ): void;
  diffBox(a: number, aStride: number, b: number, bStride: number, pixels: number, rows: number, box: number): number;
  coverBegin(
    state: number,
    width: number,
    height: number,
    alignX: number,
    alignY: number,
    windowCycles: number,
    pixelCycles: number,
    compareCost: number,
    most: number,
  ): void;
  cover(
    state: number,
    a: number,
    aStride: number,
    b: number,
    bStride: number,
    regions: number,
    compared: number,
    taken: number,
    patience: number,
    windows: number,
  ): number;
  pace(state: number, windows: number, count: number, periodLow: number, periodHigh: number): void;
  px565Begin(state: number, width: number, height: number, reference: number): void;
  px565Decode(state: number, from: number, length: number, to: number, stride: number): number;
  unstuff(state: number, from: number, length: number, to: number, capacity: number): number;
  stuff(from: number, length: number, to: number): number;
  crc32Bytes(crc: number, from: number, length: number): number;
}

/** The C kernels over one memory. A view of any other buffer is answered with `TypeError`; bounds are not checked here. */
export function wasmKernels(c: KernelExports, buffer: ArrayBufferLike): Kernels {
  const pointer = (view: Uint8Array, at: number): number => {
    if (view.buffer !== buffer) throw new TypeError('a kernel was given a buffer that is not from frame memory');
    return view.byteOffset + at;
  };
  return {
    copyRows(to, toAt, toStride, from, fromAt, fromStride, rowBytes, rows) {
      c.copyRows(pointer(to, toAt), toStride, pointer(from, fromAt), fromStride, rowBytes, rows);
    },
    pourRows(to, toAt, toStride, rowBytes, done, from, fromAt, length) {
      c.pourRows(pointer(to, toAt), toStride, rowBytes, done, pointer(from, fromAt), length);
    },
    moveRows(bytes, toAt, fromAt, stride, rowBytes, rows) {
      c.moveRows(pointer(bytes, toAt), pointer(bytes, fromAt), stride, rowBytes, rows);
    },
    fillRows(to, toAt, stride, pixels, rows, colour) {
      c.fillRows(pointer(to, toAt), stride, pixels, rows, colour);
    },
    blendRows(to, toAt, toStride, from, fromAt, fromStride, alpha, alphaAt, alphaStride, pixels, rows) {
      const above = pointer(from, fromAt);
      const mask = pointer(alpha, alphaAt);
      c.blendRows(pointer(to, toAt), toStride, above, fromStride, mask, alphaStride, pixels, rows);
    },
    blendBits(to, toAt, toStride, from, fromAt, fromStride, alpha, alphaAt, alphaStride, skip, bits, pixels, rows) {
      const above = pointer(from, fromAt);
      const mask = pointer(alpha, alphaAt);
      c.blendBits(pointer(to, toAt), toStride, above, fromStride, mask, alphaStride, skip, bits, pixels, rows);
    },
    strokeLine(mask, maskAt, stride, pixels, rows, x0, y0, x1, y1, radius) {
      c.strokeLine(pointer(mask, maskAt), stride, pixels, rows, x0, y0, x1, y1, radius);
    },
    diffBox(a, aAt, aStride, b, bAt, bStride, pixels, rows, box, boxAt) {
      return c.diffBox(pointer(a, aAt), aStride, pointer(b, bAt), bStride, pixels, rows, pointer(box, boxAt));
    },
    coverBegin(state, stateAt, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most) {
      c.coverBegin(
        pointer(state, stateAt),
        width,
        height,
        alignX,
        alignY,
        windowCycles,
        pixelCycles,
        compareCost,
        most,
      );
    },
    cover(
      state,
      stateAt,
      a,
      aAt,
      aStride,
      b,
      bAt,
      bStride,
      regions,
      regionsAt,
      compared,
      taken,
      patience,
      windows,
      windowsAt,
    ) {
      return c.cover(
        pointer(state, stateAt),
        pointer(a, aAt),
        aStride,
        pointer(b, bAt),
        bStride,
        pointer(regions, regionsAt),
        compared,
        taken,
        patience,
        pointer(windows, windowsAt),
      );
    },
    pace(state, stateAt, windows, windowsAt, count, periodLow, periodHigh) {
      c.pace(pointer(state, stateAt), pointer(windows, windowsAt), count, periodLow, periodHigh);
    },
    px565Begin(state, stateAt, width, height, reference) {
      c.px565Begin(pointer(state, stateAt), width, height, reference);
    },
    px565Decode(state, stateAt, from, fromAt, length, to, toAt, stride) {
      return c.px565Decode(pointer(state, stateAt), pointer(from, fromAt), length, pointer(to, toAt), stride);
    },
    unstuff(state, stateAt, from, fromAt, length, to, toAt, capacity) {
      return c.unstuff(pointer(state, stateAt), pointer(from, fromAt), length, pointer(to, toAt), capacity);
    },
    stuff(from, fromAt, length, to, toAt) {
      return c.stuff(pointer(from, fromAt), length, pointer(to, toAt));
    },
    crc32(crc, from, fromAt, length) {
      return c.crc32Bytes(crc, pointer(from, fromAt), length) >>> 0;
    },
  };
}
