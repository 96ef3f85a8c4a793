import { Random } from '../../simulator/random.js';

/**
 * A picture with something for every operation of PX565: flat parts, repeated rows, slopes, few colours and noise, in
 * stripes whose order the seed decides. RGB565 in wire order, no gaps.
 */
export function mixedPicture(seed: number, width: number, height: number): Uint8Array {
  const random = new Random(seed);
  const next = () => random.uint32();
  const pixels = new Uint8Array(2 * width * height);
  const palette = Array.from({ length: 6 }, () => next() & 0xffff);
  let kind = 0;
  let left = 0;
  let pixel = 0;
  for (let at = 0; at < width * height; at++) {
    if (left === 0) {
      kind = next() % 7;
      left = 1 + (next() % (next() % 4 === 0 ? 700 : 20));
    }
    left -= 1;
    if (kind === 1) pixel = palette[next() % 6]!;
    else if (kind === 2) pixel = (pixel + [0x0001, 0x0020, 0x0800, 0x0821, 0][next() % 5]!) & 0xffff;
    else if (kind === 3) pixel = next() & 0xffff;
    else if (kind === 4 && at >= width) pixel = read(pixels, at - width);
    else if (kind === 5 && at >= width) pixel = (read(pixels, at - width) + 0x0841 * (next() % 3)) & 0xffff;
    else if (kind === 6) pixel = (pixel + 0x1084 * (next() % 4)) & 0xffff;
    pixels[2 * at] = pixel >> 8;
    pixels[2 * at + 1] = pixel & 255;
  }
  return pixels;
}

/** The picture with some stretches drawn anew. */
export function changedPicture(picture: Uint8Array, seed: number): Uint8Array {
  const random = new Random(seed + 1);
  const next = () => random.uint32();
  const changed = picture.slice();
  for (let at = 0; at < changed.length; ) {
    at += next() % 90;
    for (let left = next() % 12; left > 0 && at < changed.length; left--) changed[at++] = next() >>> 5;
  }
  return changed;
}

function read(pixels: Uint8Array, at: number): number {
  return (pixels[2 * at]! << 8) | pixels[2 * at + 1]!;
}
