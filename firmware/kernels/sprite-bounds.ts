import { checkArea, checkCount, checkSize, meet, overlap } from './bounds.js';

/** What the stroke's products leave room for. */
const MOST_STROKE_PIXELS = 1024;
const FARTHEST_END = 8191;
const MOST_STROKE_RADIUS = 4096;

/** The bounds of `Kernels.blendRows` and, but for how alpha is packed, of `Kernels.blendBits`: a row of alpha takes `alphaBytes`. */
export function checkBlend(
  kernel: string,
  to: Uint8Array,
  toAt: number,
  toStride: number,
  from: Uint8Array,
  fromAt: number,
  fromStride: number,
  alpha: Uint8Array,
  alphaAt: number,
  alphaStride: number,
  alphaBytes: number,
  pixels: number,
  rows: number,
): void {
  // Mostly all is well, which is found out here without a call; else one of the checks says what is wrong, if anything is.
  const rowBytes = 2 * pixels;
  const gaps = rows > 1 ? rows - 1 : 0;
  const toEnd = toAt + gaps * toStride + rowBytes;
  const fromEnd = fromAt + gaps * fromStride + rowBytes;
  const alphaEnd = alphaAt + gaps * alphaStride + alphaBytes;
  if (
    pixels >>> 0 === pixels &&
    rows >>> 0 === rows &&
    toAt >>> 0 === toAt &&
    fromAt >>> 0 === fromAt &&
    alphaAt >>> 0 === alphaAt &&
    toStride >>> 0 === toStride &&
    fromStride >>> 0 === fromStride &&
    alphaStride >>> 0 === alphaStride &&
    toStride >= rowBytes &&
    (fromStride >= rowBytes || fromStride === 0) &&
    alphaStride >= alphaBytes &&
    toEnd <= to.length &&
    fromEnd <= from.length &&
    alphaEnd <= alpha.length &&
    (to.buffer !== from.buffer ||
      to.byteOffset + toEnd <= from.byteOffset + fromAt ||
      from.byteOffset + fromEnd <= to.byteOffset + toAt) &&
    (to.buffer !== alpha.buffer ||
      to.byteOffset + toEnd <= alpha.byteOffset + alphaAt ||
      alpha.byteOffset + alphaEnd <= to.byteOffset + toAt)
  ) {
    return;
  }
  checkSize(pixels, rows, kernel);
  // A stride of 0 reads one row again and again: a plain colour takes a row, not an area.
  const fromRows = fromStride === 0 ? Math.min(rows, 1) : rows;
  checkArea(to, toAt, toStride, rowBytes, rows, `${kernel}: to`);
  checkArea(from, fromAt, fromStride, rowBytes, fromRows, `${kernel}: from`);
  checkArea(alpha, alphaAt, alphaStride, alphaBytes, rows, `${kernel}: alpha`);
  if (meet(to, toAt, toStride, rowBytes, rows, from, fromAt, fromStride, rowBytes, fromRows))
    overlap(`${kernel}: to and from`);
  if (meet(to, toAt, toStride, rowBytes, rows, alpha, alphaAt, alphaStride, alphaBytes, rows))
    overlap(`${kernel}: to and alpha`);
}

/** How `Kernels.blendBits` has its alpha packed; answers the bytes a row of it takes. */
export function checkAlphaBits(skip: number, bits: number, pixels: number): number {
  if (bits !== 1 && bits !== 2 && bits !== 4) throw new RangeError(`blendBits: bits: ${bits} is not 1, 2 or 4`);
  checkCount(pixels, 0xffff, 'blendBits: pixels');
  checkCount(skip, 0xffff, 'blendBits: skip');
  return ((skip + pixels) * bits + 7) >> 3;
}

/** The bounds of `Kernels.strokeLine`. */
export function checkStrokeLine(
  mask: Uint8Array,
  maskAt: number,
  stride: number,
  pixels: number,
  rows: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
): void {
  checkCount(pixels, MOST_STROKE_PIXELS, 'strokeLine: pixels');
  checkCount(rows, MOST_STROKE_PIXELS, 'strokeLine: rows');
  checkArea(mask, maskAt, stride, pixels, rows, 'strokeLine: mask');
  checkCount(x0 + FARTHEST_END, 2 * FARTHEST_END, 'strokeLine: x0');
  checkCount(y0 + FARTHEST_END, 2 * FARTHEST_END, 'strokeLine: y0');
  checkCount(x1 + FARTHEST_END, 2 * FARTHEST_END, 'strokeLine: x1');
  checkCount(y1 + FARTHEST_END, 2 * FARTHEST_END, 'strokeLine: y1');
  checkCount(radius, MOST_STROKE_RADIUS, 'strokeLine: radius');
}
