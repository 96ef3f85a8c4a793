import { AlwaysOnHeader, BAND_ROWS, PackCodec } from './layout.js';
import { PackFault } from './pack-fault.js';
import type { PackCursor } from './reader-cursor.js';
import { alphaRowBytes } from './reader-sprites.js';
import type { PackBlob } from './reader-table.js';

/** Bands of a picture of so many rows. */
export function bandsOf(height: number): number {
  return Math.ceil(height / BAND_ROWS);
}

/** Where band `band` begins in the file; for the one behind the last, where the picture ends. */
export function bandAt(cursor: PackCursor, blob: PackBlob, band: number): number {
  const end = blob.offset + blob.length;
  return band === bandsOf(blob.height) ? end : blob.offset + cursor.u32(blob.offset + 4 * band);
}

/** Checks a WALL or THMB: bands one behind the other, the last ends with the blob; raw ones are as long as they must be. */
export function checkWall(cursor: PackCursor, blob: PackBlob): PackFault {
  const bands = bandsOf(blob.height);
  let at = blob.offset + 4 * bands;
  const end = blob.offset + blob.length;
  if (at > end || bandAt(cursor, blob, 0) !== at) return PackFault.wall;
  for (let band = 0; band < bands; band += 1) {
    const next = bandAt(cursor, blob, band + 1);
    if (next <= at || next > end) return PackFault.wall;
    const rows = Math.min(BAND_ROWS, blob.height - band * BAND_ROWS);
    if (blob.codec === PackCodec.raw && next - at !== rows * blob.width * 2) return PackFault.wall;
    at = next;
  }
  return PackFault.none;
}

/** Checks an AODL: its length is that of its rows. */
export function checkAlwaysOn(cursor: PackCursor, blob: PackBlob): PackFault {
  const bits = cursor.u8(blob.offset + AlwaysOnHeader.bits);
  if (bits !== 1 && bits !== 2) return PackFault.alwaysOn;
  if (blob.length !== AlwaysOnHeader.bytes + alphaRowBytes(blob.width, bits) * blob.height) return PackFault.alwaysOn;
  const reserved = blob.offset + AlwaysOnHeader.reserved;
  return cursor.isZero(reserved, blob.offset + AlwaysOnHeader.bytes) ? PackFault.none : PackFault.reserved;
}
