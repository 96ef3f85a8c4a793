import type { Region } from '../../firmware/geometry/region.js';
import type { Image } from './image.js';

/** `smooth` averages where it shrinks and interpolates (Catmull-Rom) where it grows; `pixels` keeps hard edges. */
export type Scaling = 'smooth' | 'pixels';

/** For each target pixel, where its source pixels start and what each weighs; the weights of one add up to 1. */
interface Taps {
  readonly starts: Int32Array;
  readonly weights: Float32Array;
  readonly most: number;
}

/**
 * Brings a part of an image, laid over black, to a size: red, green, blue, 0..255, three bytes a pixel without gaps. `part`
 * lies inside the image and may have fractions.
 */
export function resample(
  image: Image,
  part: Readonly<Region>,
  width: number,
  height: number,
  scaling: Scaling,
): Uint8ClampedArray {
  if (part.right - part.left === width && part.bottom - part.top === height && isWhole(part))
    return copied(image, part);
  const across = tapsOf(part.left, part.right - part.left, image.width, width, scaling);
  const down = tapsOf(part.top, part.bottom - part.top, image.height, height, scaling);
  const first = down.starts[0]!;
  const rows = Math.min(image.height, down.starts[height - 1]! + down.most) - first;
  const lines = new Float32Array(3 * width * rows);
  for (let row = 0; row < rows; row += 1) spreadRow(lines, 3 * width * row, image, first + row, across, width);
  const rgb = new Uint8ClampedArray(3 * width * height);
  const sums = new Float32Array(3 * width);
  for (let y = 0; y < height; y += 1) {
    sums.fill(0);
    for (let tap = 0; tap < down.most; tap += 1) {
      const weight = down.weights[y * down.most + tap]!;
      if (weight === 0) continue;
      const from = 3 * width * (down.starts[y]! + tap - first);
      for (let at = 0; at < sums.length; at += 1) sums[at]! += weight * lines[from + at]!;
    }
    rgb.set(sums, 3 * width * y);
  }
  return rgb;
}

/** A part of the same size, pixel by pixel. */
function copied({ width: stride, rgba }: Image, part: Readonly<Region>): Uint8ClampedArray {
  const rgb = new Uint8ClampedArray(3 * (part.right - part.left) * (part.bottom - part.top));
  let to = 0;
  for (let y = part.top; y < part.bottom; y += 1) {
    for (let from = 4 * (y * stride + part.left); from < 4 * (y * stride + part.right); from += 4, to += 3) {
      const alpha = rgba[from + 3]!;
      for (let component = 0; component < 3; component += 1) {
        const value = rgba[from + component]!;
        rgb[to + component] = alpha === 255 ? value : (value * alpha) / 255;
      }
    }
  }
  return rgb;
}

function isWhole({ left, top }: Readonly<Region>): boolean {
  return Number.isInteger(left) && Number.isInteger(top);
}

/** One row of the image, laid over black, brought to the target's width. */
function spreadRow(to: Float32Array, toAt: number, image: Image, y: number, taps: Taps, width: number): void {
  const { rgba } = image;
  for (let x = 0, at = toAt; x < width; x += 1, at += 3) {
    let [red, green, blue] = [0, 0, 0];
    let from = 4 * (y * image.width + taps.starts[x]!);
    for (let tap = x * taps.most; tap < (x + 1) * taps.most; tap += 1, from += 4) {
      const weight = taps.weights[tap]!;
      if (weight === 0) continue;
      const lit = (weight * rgba[from + 3]!) / 255;
      red += lit * rgba[from]!;
      green += lit * rgba[from + 1]!;
      blue += lit * rgba[from + 2]!;
    }
    to[at] = red;
    to[at + 1] = green;
    to[at + 2] = blue;
  }
}

function tapsOf(from: number, length: number, limit: number, count: number, scaling: Scaling): Taps {
  const step = length / count;
  // Shrinking, each target pixel takes the source pixels under it; growing, those around its middle.
  const reach = scaling === 'pixels' ? 0 : Math.max(1, step) * (step > 1 ? 0.5 : 2);
  const most = scaling === 'pixels' ? 1 : Math.ceil(2 * reach) + 1;
  const starts = new Int32Array(count);
  const weights = new Float32Array(count * most);
  for (let index = 0; index < count; index += 1) {
    const middle = from + (index + 0.5) * step;
    const start = Math.max(0, Math.min(limit - most, Math.floor(middle - reach)));
    starts[index] = Math.max(0, start);
    let sum = 0;
    for (let tap = 0; tap < most; tap += 1) {
      const at = starts[index]! + tap;
      if (at >= limit) break;
      const weight =
        scaling === 'pixels' ? 1 : step > 1 ? overlap(at, middle - reach, middle + reach) : cubic(at + 0.5 - middle);
      weights[index * most + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < most; tap += 1) weights[index * most + tap]! /= sum;
  }
  return { starts, weights, most };
}

/** How much of source pixel `at` lies in a span. */
function overlap(at: number, from: number, to: number): number {
  return Math.max(0, Math.min(at + 1, to) - Math.max(at, from));
}

/** Catmull-Rom's spline. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return 1.5 * x ** 3 - 2.5 * x ** 2 + 1;
  return x < 2 ? -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2 : 0;
}
