import type { TestGlyph, TestPicture } from './blobs.js';

/** A picture painted pixel by pixel, by definition: what a face must come to. */
export class Painter {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint16Array;

  constructor(width: number, height: number, background: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint16Array(width * height).fill(background);
  }

  picture(picture: TestPicture, x: number, y: number): this {
    for (let row = 0; row < picture.height; row += 1) {
      for (let column = 0; column < picture.width; column += 1)
        this.pixels[(y + row) * this.width + x + column] = picture.pixels[row * picture.width + column]!;
    }
    return this;
  }

  /** A glyph with its top left at (x, y), cut by `box`; its own colours, else `colour`. */
  glyph(glyph: TestGlyph, bits: number, x: number, y: number, colour: number, box: readonly number[]): this {
    const most = 2 ** bits - 1;
    for (let row = 0; row < glyph.height; row += 1) {
      for (let column = 0; column < glyph.width; column += 1) {
        const [left, top, width, height] = box as [number, number, number, number];
        const [px, py] = [x + column, y + row];
        if (px < left || py < top || px >= left + width || py >= top + height) continue;
        const at = row * glyph.width + column;
        this.#blend(px, py, glyph.colours?.[at] ?? colour, glyph.alpha[at]! / most);
      }
    }
    return this;
  }

  /** A line of text laid out by advance. `align`: 0 left, 1 centre, 2 right. */
  text(
    text: string,
    glyphs: readonly TestGlyph[],
    bits: number,
    box: readonly [number, number, number, number],
    align: number,
    colour: number,
  ): this {
    const line = [...text].flatMap((character) => {
      const code = character.codePointAt(0);
      return glyphs.filter(({ codePoint }) => codePoint === code);
    });
    const [left, top, width] = box;
    const total = line.reduce((sum, { advance }) => sum + advance, 0);
    const spare = total > width ? 0 : width - total;
    let pen = left + (align === 0 ? 0 : align === 1 ? Math.floor(spare / 2) : spare);
    for (const glyph of line) {
      this.glyph(glyph, bits, pen + glyph.left, top + glyph.top, colour, box);
      pen += glyph.advance;
    }
    return this;
  }

  fill(x: number, y: number, width: number, height: number, colour: number): this {
    for (let row = y; row < y + height; row += 1)
      for (let column = x; column < x + width; column += 1) this.pixels[row * this.width + column] = colour;
    return this;
  }

  #blend(x: number, y: number, colour: number, alpha: number): void {
    const at = y * this.width + x;
    const below = this.pixels[at]!;
    const mix = (shift: number, mask: number): number => {
      const [b, a] = [(below >> shift) & mask, (colour >> shift) & mask];
      return Math.round(a * alpha + b * (1 - alpha)) << shift;
    };
    this.pixels[at] = mix(11, 31) | mix(5, 63) | mix(0, 31);
  }
}
