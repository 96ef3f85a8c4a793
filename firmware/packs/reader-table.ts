import {
  BLOB_ALIGNMENT,
  BlobKind,
  PACK_FORMAT,
  PACK_MAGIC,
  PackCodec,
  PackEntry,
  PackHeader,
  PackLimit,
  PackTrailer,
} from './layout.js';
import { PackFault } from './pack-fault.js';
import type { PackCursor } from './reader-cursor.js';

/** What a pack must fit. */
export interface PackTarget {
  /** Of the panel, pixels. */
  readonly width: number;
  readonly height: number;
  /** One of `GlassShape`. */
  readonly shape: number;
  /** Version of the firmware: major x 65,536 + minor x 256 + patch. */
  readonly firmware: number;
}

/** One blob, as the table says; its numbers are checked. */
export interface PackBlob {
  readonly kind: BlobKind;
  readonly codec: number;
  readonly id: number;
  readonly frames: number;
  /** In the file. */
  readonly offset: number;
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/** `0.1.0` as a number of `PackTarget.firmware`; what is no number counts as 0. */
export function firmwareNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return major * 65_536 + minor * 256 + patch;
}

/** Checks head and table and appends the blobs; the answer is why not. */
export function readTable(cursor: PackCursor, target: PackTarget, blobs: PackBlob[]): PackFault {
  if (cursor.length > PackLimit.bytes) return PackFault.tooLong;
  if (cursor.length < PackHeader.bytes + PackTrailer.bytes) return PackFault.truncated;
  for (let at = 0; at < PACK_MAGIC.length; at += 1) if (cursor.u8(at) !== PACK_MAGIC[at]) return PackFault.magic;
  if (cursor.u16(PackHeader.format) !== PACK_FORMAT) return PackFault.format;
  const length = cursor.u32(PackHeader.length);
  if (length > PackLimit.bytes) return PackFault.tooLong;
  if (length !== cursor.length) return PackFault.truncated;
  if (
    !cursor.isZero(PackHeader.flags, PackHeader.length) ||
    !cursor.isZero(PackHeader.reserved, PackHeader.table) ||
    cursor.u8(PackHeader.firmware + 3) !== 0 ||
    !cursor.isZero(PackHeader.reservedShape, PackHeader.id) ||
    !cursor.isZero(PackHeader.reservedTail, PackHeader.bytes)
  ) {
    return PackFault.reserved;
  }
  const firmware =
    cursor.u8(PackHeader.firmware) * 65_536 +
    cursor.u8(PackHeader.firmware + 1) * 256 +
    cursor.u8(PackHeader.firmware + 2);
  if (firmware > target.firmware) return PackFault.firmware;
  if (
    cursor.u16(PackHeader.width) !== target.width ||
    cursor.u16(PackHeader.height) !== target.height ||
    cursor.u8(PackHeader.shape) !== target.shape
  ) {
    return PackFault.panel;
  }
  const entries = cursor.u16(PackHeader.entries);
  if (cursor.u32(PackHeader.table) !== PackHeader.bytes || entries === 0 || entries > PackLimit.entries)
    return PackFault.table;
  if (tableEnd(entries) + PackTrailer.bytes > length) return PackFault.truncated;
  for (let index = 0; index < entries; index += 1) {
    const fault = readEntry(cursor, PackHeader.bytes + index * PackEntry.bytes, target, tableEnd(entries), blobs);
    if (fault !== PackFault.none) return fault;
  }
  return checkTogether(blobs);
}

/** Where head and table end: so many bytes are signed. */
export function tableEnd(entries: number): number {
  return PackHeader.bytes + entries * PackEntry.bytes;
}

function readEntry(cursor: PackCursor, at: number, target: PackTarget, least: number, blobs: PackBlob[]): PackFault {
  if (cursor.u8(at + PackEntry.reserved) !== 0 || !cursor.isZero(at + PackEntry.reservedTail, at + PackEntry.digest))
    return PackFault.reserved;
  const blob: PackBlob = {
    kind: cursor.u8(at + PackEntry.kind) as BlobKind,
    codec: cursor.u8(at + PackEntry.codec),
    id: cursor.u16(at + PackEntry.id),
    frames: cursor.u16(at + PackEntry.frames),
    offset: cursor.u32(at + PackEntry.offset),
    length: cursor.u32(at + PackEntry.length),
    width: cursor.u16(at + PackEntry.width),
    height: cursor.u16(at + PackEntry.height),
  };
  if (cursor.u8(at + PackEntry.variant) !== 0 || !isPlausible(blob, target)) return PackFault.entry;
  if (blob.kind === BlobKind.animation && (blob.frames === 0 || blob.frames > PackLimit.frames))
    return PackFault.frames;
  if (
    blob.offset < least ||
    blob.offset % BLOB_ALIGNMENT !== 0 ||
    blob.length === 0 ||
    blob.offset + blob.length > cursor.length - PackTrailer.bytes
  ) {
    return PackFault.outside;
  }
  blobs.push(blob);
  return PackFault.none;
}

function isPlausible(blob: PackBlob, target: PackTarget): boolean {
  const { kind, codec, frames, width, height } = blob;
  if (kind !== BlobKind.animation && frames !== 0) return false;
  const pictured = kind === BlobKind.wall || kind === BlobKind.thumbnail;
  if (codec > (pictured ? PackCodec.px565 : PackCodec.raw)) return false;
  switch (kind) {
    case BlobKind.manifest:
      return width === 0 && height === 0 && blob.id === 0 && blob.length <= PackLimit.manifestBytes;
    case BlobKind.sprites:
      return width === 0 && height === 0;
    case BlobKind.thumbnail:
      return isBetween(width, PackLimit.thumbnailPixels) && isBetween(height, PackLimit.thumbnailPixels);
    case BlobKind.wall:
    case BlobKind.animation:
    case BlobKind.alwaysOn:
      return isBetween(width, target.width) && isBetween(height, target.height);
    default:
      return false;
  }
}

function isBetween(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}

/** What no entry can say by itself: names, overlaps, the one manifest. */
function checkTogether(blobs: readonly PackBlob[]): PackFault {
  let manifests = 0;
  let thumbnails = 0;
  for (let index = 0; index < blobs.length; index += 1) {
    const blob = blobs[index]!;
    if (blob.kind === BlobKind.manifest) manifests += 1;
    if (blob.kind === BlobKind.thumbnail) thumbnails += 1;
    for (let other = 0; other < index; other += 1) {
      const { kind, id, offset, length } = blobs[other]!;
      if (kind === blob.kind && id === blob.id) return PackFault.twice;
      if (offset < blob.offset + blob.length && blob.offset < offset + length) return PackFault.overlap;
    }
  }
  if (manifests > 1 || thumbnails > 1) return PackFault.twice;
  return manifests === 0 ? PackFault.manifest : PackFault.none;
}
