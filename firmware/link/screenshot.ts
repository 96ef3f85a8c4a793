import type { Kernels } from '../platform/kernels.js';
import type { Snapshot } from './link-handler.js';
import { ScreenshotTaken } from './messages.js';
import { writeU16, writeU48 } from './packet.js';

/** A snapshot before the first. */
export function emptySnapshot(): Snapshot {
  return { id: 0, left: 0, top: 0, right: 0, bottom: 0, time: 0, surface: null };
}

/** Writes what SCREENSHOT_TAKEN says of `snapshot` to `bytes[at...]`. */
export function writeTaken(bytes: Uint8Array, at: number, snapshot: Snapshot): void {
  writeU16(bytes, at + ScreenshotTaken.id, snapshot.id);
  writeU16(bytes, at + ScreenshotTaken.left, snapshot.left);
  writeU16(bytes, at + ScreenshotTaken.top, snapshot.top);
  writeU16(bytes, at + ScreenshotTaken.right, snapshot.right);
  writeU16(bytes, at + ScreenshotTaken.bottom, snapshot.bottom);
  writeU16(bytes, at + ScreenshotTaken.width, snapshot.surface?.width ?? 0);
  writeU16(bytes, at + ScreenshotTaken.height, snapshot.surface?.height ?? 0);
  writeU48(bytes, at + ScreenshotTaken.time, snapshot.time);
}

/**
 * Copies up to `length` bytes of the snapshot's box, its rows without gaps, from `offset` to `to[toAt...]`; answers how
 * many there were.
 */
export function readBox(
  kernels: Kernels,
  snapshot: Snapshot,
  offset: number,
  length: number,
  to: Uint8Array,
  toAt: number,
): number {
  const surface = snapshot.surface;
  if (surface === null) return 0;
  const rowBytes = (snapshot.right - snapshot.left) * 2;
  const total = rowBytes * (snapshot.bottom - snapshot.top);
  const end = Math.min(offset + length, total);
  let at = offset;
  while (at < end) {
    const column = at % rowBytes;
    const row = (at - column) / rowBytes;
    const from = (snapshot.top + row) * surface.stride + snapshot.left * 2 + column;
    // Whole rows go in one call; a row that is cut at either end goes by itself.
    const rows = column === 0 ? Math.floor((end - at) / rowBytes) : 0;
    const bytes = rows > 0 ? rowBytes : Math.min(rowBytes - column, end - at);
    const count = Math.max(rows, 1);
    kernels.copyRows(to, toAt + at - offset, bytes, surface.bytes, from, surface.stride, bytes, count);
    at += bytes * count;
  }
  return Math.max(end - offset, 0);
}
