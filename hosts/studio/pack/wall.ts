import { BAND_ROWS, BlobKind, PackCodec } from '../../../firmware/packs/layout.js';
import { Px565Encoder } from '../../../firmware/px565/encode.js';
import type { Picture } from '../../sdk/picture.js';
import { type Blob, joined, writer } from './blob.js';

/** A still picture in bands of 32 rows, each coded by itself so that a part can be drawn anew; raw where that is smaller. */
export function wallBlob(picture: Picture, tolerance = 0): Blob {
  return bandedBlob(BlobKind.wall, picture, tolerance);
}

/** The small picture by which a pack is known. */
export function thumbnailBlob(picture: Picture): Blob {
  return bandedBlob(BlobKind.thumbnail, picture, 0);
}

function bandedBlob(kind: BlobKind, { width, height, pixels }: Picture, tolerance: number): Blob {
  const encoder = new Px565Encoder();
  const stride = 2 * width;
  const bands: Uint8Array[] = [];
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - top);
    bands.push(encoder.encode(pixels, top * stride, stride, width, rows, null, 0, 0, tolerance).slice());
  }
  const isSmaller = bands.reduce((sum, { length }) => sum + length, 0) < pixels.length;
  const coded = isSmaller
    ? bands
    : bands.map((_, band) => pixels.slice(band * BAND_ROWS * stride, (band + 1) * BAND_ROWS * stride));
  const offsets = new Uint8Array(4 * coded.length);
  let at = offsets.length;
  for (const [band, bytes] of coded.entries()) {
    writer(offsets).setUint32(4 * band, at, true);
    at += bytes.length;
  }
  const codec = isSmaller ? PackCodec.px565 : PackCodec.raw;
  return { kind, codec, frames: 0, width, height, bytes: joined([offsets, ...coded]) };
}
