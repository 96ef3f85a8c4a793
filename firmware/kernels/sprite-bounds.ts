import { checkArea, checkCount, checkSize, meet, overlap } from './bounds.js';

/** What the stroke's products leave room for. */
const MOST_STROKE_PIXELS = 1024;
const FARTHEST_END = 8191;
const MOST_STROKE_RADIUS = 4096;

/** The bounds of `Kernels.blendBits`. */
export function checkBlendBits(
  to: Uint8Array,
  toAt: number,
  toStride: number,
  from: Uint8Array,
  fromAt: number,
  fromStride: number,
  alpha: Uint8Array,
  alphaAt: number,
  alphaStride: number,
  skip: number,
  bits: number,
  pixels: number,
  rows: number,
): void {
  checkSize(pixels, rows, 'blendBits');
  checkCount(pixels, 0xffff, 'blendBits: pixels');
  checkCount(skip, 0xffff, 'blendBits: skip');
  if (bits !== 1 && bits !== 2 && bits !== 4) throw new RangeError(`blendBits: bits: ${bits} is not 1, 2 or 4`);
  const rowBytes = 2 * pixels;
  const fromRows = fromStride === 0 ? Math.min(rows, 1) : rows;
  const alphaBytes = ((skip + pixels) * bits + 7) >> 3;
  checkArea(to, toAt, toStride, rowBytes, rows, 'blendBits: to');
  checkArea(from, fromAt, fromStride, rowBytes, fromRows, 'blendBits: from');
  checkArea(alpha, alphaAt, alphaStride, alphaBytes, rows, 'blendBits: alpha');
  if (meet(to, toAt, toStride, rowBytes, rows, from, fromAt, fromStride, rowBytes, fromRows))
    overlap('blendBits: to and from');
  if (meet(to, toAt, toStride, rowBytes, rows, alpha, alphaAt, alphaStride, alphaBytes, rows))
    overlap('blendBits: to and alpha');
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
