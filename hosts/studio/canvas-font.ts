import { charactersOf, type Glyph, type GlyphMaker, type GlyphSet } from './glyphs.js';

/** What is used of a canvas's 2D context. */
export interface TextContext {
  font: string;
  fillStyle: unknown;
  textBaseline: string;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): {
    readonly width: number;
    readonly actualBoundingBoxLeft: number;
    readonly actualBoundingBoxRight: number;
    readonly actualBoundingBoxAscent: number;
    readonly actualBoundingBoxDescent: number;
  };
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}

/**
 * Draws characters on a canvas of a browser, in any font the page has: `style` is CSS without a size, as `bold "Noto Sans"`.
 * `contextOf` makes a context of a size, as `(w, h) => new OffscreenCanvas(w, h).getContext('2d')`.
 */
export function canvasFont(style: string, contextOf: (width: number, height: number) => TextContext): GlyphMaker {
  return { make: async (characters, pixels) => makeSet(characters, pixels, style, contextOf) };
}

function makeSet(
  characters: string,
  pixels: number,
  style: string,
  contextOf: (width: number, height: number) => TextContext,
): GlyphSet {
  // No letter leaves a square of four times its size around the pen.
  const edge = 4 * pixels;
  const context = contextOf(edge, edge);
  const [, weight = '', family = style] = /^((?:(?:bold|italic|normal|\d00)\s+)*)(.+)$/.exec(style) ?? [];
  context.font = `${weight}${pixels}px ${family}`;
  context.textBaseline = 'alphabetic';
  context.fillStyle = '#fff';
  const glyphs = charactersOf(characters).map((character) => drawGlyph(context, character, edge));
  const ascent = Math.max(0, ...glyphs.map(({ top }) => -top));
  const descent = Math.max(0, ...glyphs.map(({ top, height }) => top + height));
  return { ascent, descent, glyphs };
}

function drawGlyph(context: TextContext, character: string, edge: number): Glyph {
  const metrics = context.measureText(character);
  const [pen, line] = [edge >> 2, (3 * edge) >> 2];
  context.clearRect(0, 0, edge, edge);
  context.fillText(character, pen, line);
  // A pixel more on each side: what is measured has fractions, what is drawn is smoothed.
  const left = Math.max(0, pen - Math.ceil(metrics.actualBoundingBoxLeft) - 1);
  const top = Math.max(0, line - Math.ceil(metrics.actualBoundingBoxAscent) - 1);
  const right = Math.min(edge, pen + Math.ceil(metrics.actualBoundingBoxRight) + 1);
  const bottom = Math.min(edge, line + Math.ceil(metrics.actualBoundingBoxDescent) + 1);
  const codePoint = character.codePointAt(0)!;
  const advance = Math.round(metrics.width);
  const [width, height] = [right - left, bottom - top];
  const { data } = context.getImageData(left, top, Math.max(1, width), Math.max(1, height));
  const alpha = Uint8Array.from({ length: width * height }, (_, pixel) => data[4 * pixel + 3]!);
  return { codePoint, advance, ...trimmed(alpha, width, height, left - pen, top - line) };
}

/** Cuts a drawing to its ink. */
function trimmed(
  alpha: Uint8Array,
  width: number,
  height: number,
  left: number,
  top: number,
): Pick<Glyph, 'left' | 'top' | 'width' | 'height' | 'coverage'> {
  let [fromX, fromY, untilX, untilY] = [width, height, 0, 0];
  alpha.forEach((value, pixel) => {
    if (value === 0) return;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [fromX, untilX] = [Math.min(fromX, x), Math.max(untilX, x + 1)];
    [fromY, untilY] = [Math.min(fromY, y), y + 1];
  });
  if (untilX === 0) return { left: 0, top: 0, width: 0, height: 0, coverage: new Uint8Array(0) };
  const columns = untilX - fromX;
  const coverage = Uint8Array.from({ length: columns * (untilY - fromY) }, (_, pixel) => {
    return alpha[(fromY + Math.floor(pixel / columns)) * width + fromX + (pixel % columns)]!;
  });
  return { left: left + fromX, top: top + fromY, width: columns, height: untilY - fromY, coverage };
}
