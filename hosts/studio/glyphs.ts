/** A drawn character. */
export interface Glyph {
  readonly codePoint: number;
  /** Size of its ink, pixels; 0 where it has none, as a space. */
  readonly width: number;
  readonly height: number;
  /** From the pen to the left edge of the ink; may be negative. */
  readonly left: number;
  /** From the base line down to the top edge of the ink: negative for what stands on the line. */
  readonly top: number;
  /** From this pen to the next. */
  readonly advance: number;
  /** How much of each pixel is ink, 0..255, rows without gaps. */
  readonly coverage: Uint8Array;
}

/** The characters of one font at one size. */
export interface GlyphSet {
  /** Pixels above and below the base line that its letters take. */
  readonly ascent: number;
  readonly descent: number;
  readonly glyphs: readonly Glyph[];
}

/** What draws characters: `hosts/node/font.ts` with the system's fonts, or a canvas. `pixels` is the size of the font. */
export interface GlyphMaker {
  make(characters: string, pixels: number): Promise<GlyphSet>;
}

/** The different characters of a text, in the order of their code points. */
export function charactersOf(text: string): string[] {
  return [...new Set(text.normalize('NFC'))].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
}

/** The same set with digits of one width, so that a clock does not wander: each stands in the middle of the widest. */
export function tabular(set: GlyphSet): GlyphSet {
  const isDigit = ({ codePoint }: Glyph): boolean => codePoint >= 0x30 && codePoint <= 0x39;
  const widest = Math.max(0, ...set.glyphs.filter(isDigit).map(({ advance }) => advance));
  const glyphs = set.glyphs.map((glyph) => {
    if (!isDigit(glyph) || glyph.advance === widest) return glyph;
    return { ...glyph, left: glyph.left + ((widest - glyph.advance) >> 1), advance: widest };
  });
  return { ...set, glyphs };
}
