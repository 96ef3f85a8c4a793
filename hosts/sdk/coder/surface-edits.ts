import type { Region } from '../../../firmware/geometry/region.js';

/** Copies a region of a picture of words to (x, y) in it, as if through a copy of it. */
export function copyInside(words: Uint16Array, width: number, source: Readonly<Region>, x: number, y: number): void {
  const rows = source.bottom - source.top;
  const isUpwards = y <= source.top;
  for (let row = 0; row < rows; row += 1) {
    const line = isUpwards ? row : rows - 1 - row;
    const from = (source.top + line) * width;
    words.copyWithin((y + line) * width + x, from + source.left, from + source.right);
  }
}

/** Fills a region of a picture of words. */
export function fillRegion(words: Uint16Array, width: number, region: Readonly<Region>, word: number): void {
  for (let y = region.top; y < region.bottom; y += 1) {
    words.fill(word, y * width + region.left, y * width + region.right);
  }
}

/** The word that every pixel of a region is, or -1. */
export function onlyWordOf(words: Uint16Array, width: number, region: Readonly<Region>): number {
  const word = words[region.top * width + region.left]!;
  for (let y = region.top; y < region.bottom; y += 1) {
    for (let at = y * width + region.left; at < y * width + region.right; at += 1) if (words[at] !== word) return -1;
  }
  return word;
}

/** The pixels of a region, rows without gaps. */
export function cutOut(pixels: Uint8Array, width: number, region: Readonly<Region>): Uint8Array {
  const rowBytes = 2 * (region.right - region.left);
  const cut = new Uint8Array(rowBytes * (region.bottom - region.top));
  for (let y = region.top, to = 0; y < region.bottom; y += 1, to += rowBytes) {
    const from = 2 * (y * width + region.left);
    cut.set(pixels.subarray(from, from + rowBytes), to);
  }
  return cut;
}

/** Puts pixels of a region, rows without gaps, into a picture. */
export function putIn(pixels: Uint8Array, width: number, region: Readonly<Region>, cut: Uint8Array): void {
  const rowBytes = 2 * (region.right - region.left);
  for (let y = region.top, from = 0; y < region.bottom; y += 1, from += rowBytes) {
    pixels.set(cut.subarray(from, from + rowBytes), 2 * (y * width + region.left));
  }
}
