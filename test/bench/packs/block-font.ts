import type { Glyph, GlyphMaker } from '../../../hosts/studio/glyphs.js';

/** Which of seven bars each digit lights: top, upper left, upper right, middle, lower left, lower right, bottom. */
const bars: Readonly<Record<string, string>> = {
  0: '1110111',
  1: '0010010',
  2: '1011101',
  3: '1011011',
  4: '0111010',
  5: '1101011',
  6: '1101111',
  7: '1010010',
  8: '1111111',
  9: '1111011',
  '-': '0001000',
};

/** Digits of seven bars, drawn by code: the same bytes whatever fonts a machine has. */
export const blockFont: GlyphMaker = {
  async make(characters, pixels) {
    const glyphs = [...characters].map((character) => glyphOf(character, pixels));
    return { ascent: pixels, descent: 0, glyphs };
  },
};

function glyphOf(character: string, height: number): Glyph {
  const isColon = character === ':';
  const [width, bar] = [Math.round(isColon ? height / 5 : height / 2), Math.max(2, Math.round(height / 8))];
  const lit = bars[character] ?? '0000000';
  const middle = (height - bar) >> 1;
  const isInk = (x: number, y: number): boolean => {
    if (isColon)
      return (
        x >= (width - bar) >> 1 &&
        x < (width + bar) >> 1 &&
        [height >> 2, (3 * height) >> 2].some((at) => Math.abs(y - at) < bar >> 1)
      );
    const upper = y < middle + bar;
    const lower = y >= middle;
    return (
      (y < bar && lit[0] === '1') ||
      (x < bar && upper && lit[1] === '1') ||
      (x >= width - bar && upper && lit[2] === '1') ||
      (y >= middle && y < middle + bar && lit[3] === '1') ||
      (x < bar && lower && lit[4] === '1') ||
      (x >= width - bar && lower && lit[5] === '1') ||
      (y >= height - bar && lit[6] === '1')
    );
  };
  const coverage = Uint8Array.from({ length: width * height }, (_, at) =>
    isInk(at % width, Math.floor(at / width)) ? 255 : 0,
  );
  return { codePoint: character.codePointAt(0)!, width, height, left: 0, top: -height, advance: width + bar, coverage };
}
