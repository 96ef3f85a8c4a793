import { COVER_HEAD_BYTES, COVER_REGIONS } from './state-sizes.js';

/** Bytes of a cover's state: its head, and behind it what c/cover.h lays there. Sizes in pixels; `most` windows. */
export function coverStateBytes(width: number, height: number, alignX: number, alignY: number, most: number): number {
  const words = Math.ceil(width / alignX / 32);
  const rows = height / alignY;
  const tasks = 20 * (2 * most + 2);
  const runs = 16 * (rows + 1);
  return COVER_HEAD_BYTES + tasks + runs + 24 * COVER_REGIONS + 4 * words * rows + 4 * rows;
}
