/**
 * A small alphabet of strokes on a grid: digits and ascenders stand 10 units high, small letters 6, the baseline is at
 * y = 10. A stroke is a polyline (x, y, x, y ...) or an arc (see `Arc`); a dot is a polyline of one point.
 */

/** Part of an ellipse around (x, y); angles in sixteenths of a turn, 0 to the right, 4 down; may run backwards. */
export interface Arc {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly from: number;
  readonly to: number;
}

export interface Glyph {
  /** Units from the left of this glyph's strokes to their right. */
  readonly width: number;
  readonly lines: readonly (readonly number[])[];
  readonly arcs: readonly Arc[];
}

/** Units between one glyph and the next. */
export const GLYPH_GAP = 2.6;
/** Units a space takes. */
export const SPACE_WIDTH = 2.4;

function arc(x: number, y: number, rx: number, ry: number, from = 0, to = 16): Arc {
  return { x, y, rx, ry, from, to };
}

function glyph(width: number, lines: readonly (readonly number[])[], ...arcs: readonly Arc[]): Glyph {
  return { width, lines, arcs };
}

const bowl = arc(2.5, 7, 2.5, 3);

export const glyphs: Readonly<Record<string, Glyph>> = {
  '0': glyph(6, [], arc(3, 5, 3, 5)),
  '1': glyph(3, [[0, 2, 3, 0, 3, 10]]),
  '2': glyph(6, [[5.1, 5.1, 0, 10, 6, 10]], arc(3, 3, 3, 3, 8, 18)),
  '3': glyph(6, [], arc(3, 2.6, 2.7, 2.6, 9, 20), arc(3, 7.6, 3, 2.4, 12, 23)),
  '4': glyph(6, [[4.5, 10, 4.5, 0, 0, 7, 6, 7]]),
  '5': glyph(6, [[5.4, 0, 1, 0, 0.6, 4.6, 1.7, 3.7]], arc(2.9, 6.7, 3.1, 3.3, 11, 23)),
  '6': glyph(6, [], arc(3, 6.8, 3, 3.2), arc(4.2, 6.8, 4.2, 6.8, 8, 12)),
  '7': glyph(6, [[0, 0, 6, 0, 2, 10]]),
  '8': glyph(6, [], arc(3, 2.5, 2.5, 2.5), arc(3, 7.5, 3, 2.5)),
  '9': glyph(6, [], arc(3, 3.2, 3, 3.2), arc(1.8, 3.2, 4.2, 6.8, 0, 4)),
  ':': glyph(0.6, [
    [0.3, 3.4],
    [0.3, 7.6],
  ]),
  '.': glyph(0.6, [[0.3, 9.8]]),
  '%': glyph(6.4, [[5.4, 0.6, 1, 9.4]], arc(1.5, 2.2, 1.5, 2), arc(4.9, 7.8, 1.5, 2)),
  '+': glyph(4, [
    [0, 6, 4, 6],
    [2, 4, 2, 8],
  ]),
  '-': glyph(3.4, [[0, 6.4, 3.4, 6.4]]),
  '/': glyph(3.6, [[0, 11.4, 3.6, -1]]),
  a: glyph(5, [[5, 4, 5, 10]], bowl),
  b: glyph(5, [[0, 0, 0, 10]], bowl),
  c: glyph(4.6, [], arc(2.6, 7, 2.6, 3, 2, 14)),
  d: glyph(5, [[5, 0, 5, 10]], bowl),
  e: glyph(5, [[0, 7, 5, 7]], arc(2.5, 7, 2.5, 3, 16, 2)),
  f: glyph(
    3.5,
    [
      [1.5, 2.2, 1.5, 10],
      [0, 4, 3.5, 4],
    ],
    arc(3.2, 2.2, 1.7, 2.2, 13, 8),
  ),
  g: glyph(5, [[5, 4, 5, 11]], bowl, arc(2.5, 11, 2.5, 2.2, 0, 7)),
  h: glyph(
    4.8,
    [
      [0, 0, 0, 10],
      [4.8, 6.6, 4.8, 10],
    ],
    arc(2.4, 6.6, 2.4, 2.6, 8, 16),
  ),
  i: glyph(0.4, [
    [0.2, 4, 0.2, 10],
    [0.2, 1.4],
  ]),
  j: glyph(
    1.6,
    [
      [1.6, 4, 1.6, 11],
      [1.6, 1.4],
    ],
    arc(0.2, 11, 1.4, 2, 0, 4),
  ),
  k: glyph(4.6, [
    [0, 0, 0, 10],
    [4.4, 4, 0, 8],
    [1.6, 6.6, 4.6, 10],
  ]),
  l: glyph(0.4, [[0.2, 0, 0.2, 10]]),
  m: glyph(
    7.2,
    [
      [0, 4, 0, 10],
      [3.6, 6, 3.6, 10],
      [7.2, 6, 7.2, 10],
    ],
    arc(1.8, 6, 1.8, 2, 8, 16),
    arc(5.4, 6, 1.8, 2, 8, 16),
  ),
  n: glyph(
    4.8,
    [
      [0, 4, 0, 10],
      [4.8, 6.6, 4.8, 10],
    ],
    arc(2.4, 6.6, 2.4, 2.6, 8, 16),
  ),
  o: glyph(5.2, [], arc(2.6, 7, 2.6, 3)),
  p: glyph(5, [[0, 4, 0, 13]], bowl),
  q: glyph(5, [[5, 4, 5, 13]], bowl),
  r: glyph(4, [[0, 4, 0, 10]], arc(2.4, 6.6, 2.4, 2.6, 8, 14)),
  s: glyph(4.2, [], arc(2.1, 5.5, 2, 1.5, 15, 4), arc(2.1, 8.5, 2.1, 1.5, 12, 23)),
  t: glyph(
    3.6,
    [
      [1.4, 1.6, 1.4, 8.2],
      [0, 4, 3.6, 4],
    ],
    arc(3.2, 8.2, 1.8, 1.8, 8, 4),
  ),
  u: glyph(
    4.8,
    [
      [0, 4, 0, 7.4],
      [4.8, 4, 4.8, 10],
    ],
    arc(2.4, 7.4, 2.4, 2.6, 8, 0),
  ),
  v: glyph(5, [[0, 4, 2.5, 10, 5, 4]]),
  w: glyph(7.2, [[0, 4, 1.8, 10, 3.6, 4.8, 5.4, 10, 7.2, 4]]),
  x: glyph(4.8, [
    [0, 4, 4.8, 10],
    [4.8, 4, 0, 10],
  ]),
  y: glyph(5, [
    [0, 4, 2.6, 10],
    [5, 4, 1.6, 13],
  ]),
  z: glyph(4.8, [[0, 4, 4.6, 4, 0, 10, 4.8, 10]]),
};
