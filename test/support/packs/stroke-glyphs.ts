import type { TestGlyph } from './blobs.js';

/** Segments of a digit: ends on a grid of 2 x 4, as x0, y0, x1, y1. */
const SEGMENTS = [
  [0, 0, 2, 0],
  [2, 0, 2, 2],
  [2, 2, 2, 4],
  [0, 4, 2, 4],
  [0, 2, 0, 4],
  [0, 0, 0, 2],
  [0, 2, 2, 2],
] as const;
/** Which of them each character has, the first in the lowest bit. */
const CHARACTERS: Readonly<Record<string, number>> = {
  '-': 0x40,
  '0': 0x3f,
  '1': 0x06,
  '2': 0x5b,
  '3': 0x4f,
  '4': 0x66,
  '5': 0x6d,
  '6': 0x7d,
  '7': 0x07,
  '8': 0x7f,
  '9': 0x6f,
};

/** Digits, hyphen and colon as strokes with soft round ends, all of one advance. `unit`: pixels of a quarter of the height. */
export function strokeGlyphs(unit: number, bits: number, radius: number): TestGlyph[] {
  const inset = radius + 2;
  const width = Math.ceil(2 * unit + 2 * inset);
  const height = Math.ceil(4 * unit + 2 * inset);
  const most = 2 ** bits - 1;
  return [...'-0123456789:'].map((character) => {
    const mask = CHARACTERS[character] ?? 0;
    const lines: (readonly number[])[] = SEGMENTS.filter((_, segment) => (mask & (1 << segment)) !== 0);
    if (character === ':') lines.push([1, 1, 1, 1], [1, 3, 1, 3]);
    const cover = (x: number, y: number): number =>
      Math.max(
        ...lines.map((line) => radius + 0.5 - away(line, (x + 0.5 - inset) / unit, (y + 0.5 - inset) / unit) * unit),
      );
    return {
      codePoint: character.codePointAt(0)!,
      ...{ width, height, left: 0, top: 0, advance: width },
      alpha: Array.from({ length: width * height }, (_, at) =>
        Math.round(most * Math.max(0, Math.min(1, cover(at % width, Math.floor(at / width))))),
      ),
    };
  });
}

/** How far a point is from a line that is level or upright. */
function away(line: readonly number[], x: number, y: number): number {
  const [x0, y0, x1, y1] = line as [number, number, number, number];
  return Math.hypot(x - Math.max(x0, Math.min(x1, x)), y - Math.max(y0, Math.min(y1, y)));
}
