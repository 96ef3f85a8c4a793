import { TURN } from './angles.js';
import type { Mask } from './mask.js';
import { GLYPH_GAP, glyphs, SPACE_WIDTH } from './stroke-font.js';

/** Angles of the stroke font are sixteenths of a turn. */
const ANGLE_STEP = TURN / 16;

/** Units a text takes from its first stroke to its last; what the font lacks is a space. */
export function textUnits(text: string): number {
  let units = 0;
  for (const character of text) units += (glyphs[character]?.width ?? SPACE_WIDTH) + GLYPH_GAP;
  return Math.max(0, units - GLYPH_GAP);
}

/**
 * Strokes `text` into `mask`, its cap line at `y` and its first stroke at `x`; `unit` is pixels a unit of the font's grid,
 * `radius` half the stroke's width in pixels.
 */
export function strokeText(mask: Mask, text: string, x: number, y: number, unit: number, radius: number): void {
  let from = x;
  for (const character of text) {
    const glyph = glyphs[character];
    if (glyph !== undefined) {
      for (const line of glyph.lines) {
        if (line.length === 2)
          mask.line(
            from + line[0]! * unit,
            y + line[1]! * unit,
            from + line[0]! * unit,
            y + line[1]! * unit,
            radius * 1.5,
          );
        for (let at = 0; at + 3 < line.length; at += 2) {
          mask.line(
            from + line[at]! * unit,
            y + line[at + 1]! * unit,
            from + line[at + 2]! * unit,
            y + line[at + 3]! * unit,
            radius,
          );
        }
      }
      for (const arc of glyph.arcs) {
        mask.arc(
          from + arc.x * unit,
          y + arc.y * unit,
          arc.rx * unit,
          arc.ry * unit,
          arc.from * ANGLE_STEP,
          arc.to * ANGLE_STEP,
          radius,
        );
      }
    }
    from += ((glyph?.width ?? SPACE_WIDTH) + GLYPH_GAP) * unit;
  }
}
