import type { Glyph, GlyphMaker } from '../glyphs.js';
import type { FaceMaterial } from './material.js';
import { n } from './stage.js';

/** Strokes of each character in a cell 100 units wide (a colon 50) and 160 high, and how far the pen goes on. */
const strokes: Readonly<Record<string, readonly [advance: number, path: string]>> = {
  '0': [112, 'M50 8 C22 8 12 40 12 80 C12 120 22 152 50 152 C78 152 88 120 88 80 C88 40 78 8 50 8 Z'],
  '1': [112, 'M28 34 L56 10 V152'],
  '2': [112, 'M16 44 C16 22 32 8 52 8 C74 8 87 22 87 44 C87 76 40 104 15 152 H90'],
  '3': [
    112,
    'M18 28 C26 14 38 8 52 8 C74 8 86 22 86 42 C86 62 72 74 50 75 C74 75 90 90 90 113 C90 137 73 152 50 152 C33 152 20 145 12 130',
  ],
  '4': [112, 'M68 152 V8 L10 108 H94'],
  '5': [112, 'M84 8 H28 L22 72 C30 64 40 60 52 60 C75 60 90 78 90 105 C90 134 73 152 49 152 C32 152 20 145 12 132'],
  '6': [
    112,
    'M80 18 C72 11 64 8 54 8 C26 8 12 44 12 92 C12 130 26 152 51 152 C74 152 89 134 89 108 C89 82 74 66 52 66 C30 66 13 82 12 106',
  ],
  '7': [112, 'M12 8 H90 C64 48 46 96 40 152'],
  '8': [
    112,
    'M50 72 C30 72 18 60 18 41 C18 22 31 8 50 8 C69 8 82 22 82 41 C82 60 70 72 50 72 C26 72 11 88 11 112 C11 136 26 152 50 152 C74 152 89 136 89 112 C89 88 74 72 50 72 Z',
  ],
  '9': [
    112,
    'M20 142 C28 149 36 152 46 152 C74 152 88 116 88 68 C88 30 74 8 49 8 C26 8 11 26 11 52 C11 78 26 94 48 94 C70 94 87 78 88 54',
  ],
  ':': [52, 'M26 52 V52.1 M26 112 V112.1'],
  '-': [112, 'M22 80 H78'],
  '.': [52, 'M26 150 V150.1'],
  '/': [92, 'M72 2 L20 158'],
  '%': [
    148,
    'M116 10 L28 150 M32 10 C18 10 10 22 10 38 C10 54 18 66 32 66 C46 66 54 54 54 38 C54 22 46 10 32 10 Z M112 94 C98 94 90 106 90 122 C90 138 98 150 112 150 C126 150 134 138 134 122 C134 106 126 94 112 94 Z',
  ],
};

/** All that a clock, a date in figures and a charge need. */
export const FIGURES = Object.keys(strokes).join('');
const TALL = 160;
/** Of a figure's height: how wide the pen is. */
export type Weight = number;

/** Draws figures with a round pen: no font is needed. `weight` is the pen's breadth as a part of the figures' height. */
export function strokeFigures({ rasterise }: Pick<FaceMaterial, 'rasterise'>, weight: Weight): GlyphMaker {
  return {
    async make(characters, pixels) {
      const unit = pixels / TALL;
      const pen = weight * pixels;
      const air = Math.ceil(pen);
      const glyphs: Glyph[] = [];
      for (const character of new Set(characters)) {
        const found = strokes[character];
        if (found === undefined) continue;
        const [advance, path] = found;
        const [width, height] = [Math.ceil(advance * unit) + 2 * air, pixels + 2 * air];
        const { rgba } = await rasterise(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#000"/><path transform="translate(${air} ${air}) scale(${unit})" d="${path}" fill="none" stroke="#fff" stroke-width="${n(pen / unit)}" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
        );
        glyphs.push(inked(character, rgba, width, height, air, Math.round(advance * unit), pixels));
      }
      return { ascent: pixels + air, descent: air, glyphs };
    },
  };
}

/** Cuts a drawn figure to its ink; its base line is `pixels` below the top of its cell. */
function inked(
  character: string,
  rgba: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  air: number,
  advance: number,
  pixels: number,
): Glyph {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (rgba[4 * (y * width + x)]! < 8) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), y + 1];
    }
  }
  const [columns, rows] = [right - left, bottom - top];
  const coverage = Uint8Array.from(
    { length: columns * rows },
    (_, at) => rgba[4 * ((top + Math.floor(at / columns)) * width + left + (at % columns))]!,
  );
  return {
    codePoint: character.codePointAt(0)!,
    width: columns,
    height: rows,
    left: left - air,
    top: top - air - pixels,
    advance,
    coverage,
  };
}
