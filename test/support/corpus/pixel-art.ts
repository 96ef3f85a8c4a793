import { Canvas, grain, HEIGHT, WIDTH } from './canvas.js';

const PALETTE: readonly (readonly [number, number, number])[] = [
  [28, 32, 56],
  [62, 88, 120],
  [96, 150, 120],
  [170, 200, 110],
  [240, 220, 130],
  [230, 130, 70],
  [170, 60, 70],
  [250, 246, 230],
];

/** Tiles of 8 x 8 in eight colours, each dot four pixels wide; two figures walk over them. */
export function drawPixelArt(frame: number): Uint8Array {
  const canvas = new Canvas();
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) canvas.put(x, y, ...PALETTE[dot(x >> 2, y >> 2, frame)]!);
  }
  return canvas.bytes;
}

/** The colour of a dot. */
function dot(x: number, y: number, frame: number): number {
  for (const [left, top, kind] of [
    [10 + frame, 40, 20],
    [80 - 2 * frame, 90, 21],
  ] as const) {
    if (x < left || y < top || x >= left + 16 || y >= top + 16) continue;
    const half = x - left < 8 ? x - left : 15 - (x - left);
    const colour = grain(half, y - top + (y - top > 11 ? frame % 2 : 0), kind) & 7;
    if (colour > 2) return colour;
  }
  const tile = grain(x >> 3, y >> 3, 30) & 3;
  return grain(x & 7, y & 7, 40 + tile) < 180 ? tile : tile + 1 + (grain(x & 7, y & 7, 50) & 1);
}
