import type { TraceCanvas } from './canvas.js';
import type { Rectangle } from './trace.js';

/** Strokes on a grid of 4 x 8, as runs of points: "04" is x 0, y 4. A space lifts the pen. */
const GLYPHS: Readonly<Record<string, string>> = {
  '0': '10 30 41 47 38 18 07 01 10',
  '1': '02 20 28',
  '2': '01 10 30 41 43 08 48',
  '3': '00 40 23 34 46 47 38 18 07',
  '4': '38 30 05 45',
  '5': '40 00 03 33 44 47 38 08',
  '6': '30 10 03 07 18 38 47 45 34 04',
  '7': '00 40 18',
  '8': '10 30 41 43 34 14 03 01 10|14 05 07 18 38 47 45 34',
  '9': '18 38 45 41 30 10 01 03 14 44',
  ':': '22 22|26 26',
  a: '13 33 44 48|45 15 06 07 18 38 47',
  e: '06 46 44 33 13 04 07 18 38',
  h: '00 08|04 13 33 44 48',
  i: '23 28|21 21',
  k: '00 08|43 06 48',
  l: '20 27 38',
  m: '03 08|04 13 24 28|24 33 44 48',
  n: '03 08|04 13 33 44 48',
  o: '13 33 44 47 38 18 07 04 13',
  r: '13 18|15 23 43',
  s: '43 13 04 15 35 46 47 38 08',
  t: '20 27 38|03 43',
  u: '03 07 18 38 47|43 48',
  v: '03 28 43',
  w: '03 18 24 38 43',
};

/** Width of one letter and the gap after it, at a height. */
export function advance(height: number): number {
  return Math.round(height * 0.72);
}

/** Draws a line of text, its box `height` high; answers the box. What has no glyph is a space. */
export function letter(
  canvas: TraceCanvas,
  x: number,
  y: number,
  height: number,
  text: string,
  colour: number,
): Rectangle {
  const unit = height / 10;
  [...text].forEach((character, at) => {
    for (const run of (GLYPHS[character] ?? '').split('|').filter((strokes) => strokes !== '')) {
      const points = run
        .split(' ')
        .map((point): [number, number] => [
          x + at * advance(height) + unit * (1.2 + Number(point[0])),
          y + unit * (1 + Number(point[1])),
        ]);
      canvas.stroke(points, Math.max(0.8, height / 16), colour);
    }
  });
  return [x, y, advance(height) * text.length, height];
}
