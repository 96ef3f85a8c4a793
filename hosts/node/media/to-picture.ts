import sharp, { type Sharp } from 'sharp';
import { toFiveBits, toSixBits } from '../../../firmware/pixels/rgb565.js';
import type { Picture } from '../../sdk/picture.js';

const five = Uint8Array.from({ length: 256 }, (_, component) => toFiveBits(component));
const six = Uint8Array.from({ length: 256 }, (_, component) => toSixBits(component));

/** Components of 0..255, three bytes a pixel without gaps, as a picture: each rounded to its nearest step. */
export function pictureOf(rgb: Uint8Array, width: number, height: number): Picture {
  const pixels = new Uint8Array(2 * width * height);
  for (let from = 0, to = 0; to < pixels.length; from += 3, to += 2) {
    const green = six[rgb[from + 1]!]!;
    pixels[to] = (five[rgb[from]!]! << 3) | (green >> 3);
    pixels[to + 1] = ((green & 7) << 5) | five[rgb[from + 2]!]!;
  }
  return { width, height, pixels };
}

/** Reads pages of one size out of sharp, laid over black, brought to sRGB and to the size and fit wanted. */
export async function readPages(
  image: Sharp,
  { width, height, fit }: { width: number; height: number; fit: 'cover' | 'contain' | 'fill' },
): Promise<Picture[]> {
  const { data, info } = await image
    .resize(width, height, { fit, background: '#000' })
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const pageBytes = width * height * 3;
  if (info.channels !== 3 || data.length % pageBytes !== 0) {
    throw new RangeError(`sharp gave ${info.width} x ${info.height} x ${info.channels}`);
  }
  const pages: Picture[] = [];
  for (let at = 0; at < data.length; at += pageBytes) {
    pages.push(pictureOf(data.subarray(at, at + pageBytes), width, height));
  }
  return pages;
}

/** The same of one page of RGBA bytes. */
export async function readRgba(
  rgba: Uint8Array | Uint8ClampedArray,
  size: { width: number; height: number },
  shape: { width: number; height: number; fit: 'cover' | 'contain' | 'fill' },
): Promise<Picture> {
  const raw = { width: size.width, height: size.height, channels: 4 } as const;
  const [picture] = await readPages(sharp(rgba, { raw }), shape);
  return picture!;
}
