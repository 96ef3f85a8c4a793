import { put16 } from './state-words.js';

/** The twin of diff-box.c; see `Kernels.diffBox`. */
export function diffBox(
  a: Uint8Array,
  aAt: number,
  aStride: number,
  b: Uint8Array,
  bAt: number,
  bStride: number,
  pixels: number,
  rows: number,
  box: Uint8Array,
  boxAt: number,
): number {
  let left = pixels;
  let top = rows;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < rows; y++) {
    const aRow = aAt + y * aStride;
    const bRow = bAt + y * bStride;
    for (let x = 0; x < pixels; x++) {
      const at = 2 * x;
      if (a[aRow + at] === b[bRow + at] && a[aRow + at + 1] === b[bRow + at + 1]) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (top === rows) top = y;
      bottom = y + 1;
    }
  }
  if (bottom === 0) return 0;
  put16(box, boxAt, left);
  put16(box, boxAt + 2, top);
  put16(box, boxAt + 4, right);
  put16(box, boxAt + 6, bottom);
  return 1;
}
