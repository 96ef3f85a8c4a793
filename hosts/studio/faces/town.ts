import { DateFormat } from '../../../firmware/packs/layout.js';
import { packRgb565 } from '../../../firmware/pixels/rgb565.js';
import type { Blob } from '../pack/blob.js';
import type { Box, NodePlan, SourceName } from '../pack/scene.js';
import { missingSprite, spriteBlob } from '../pack/sprites.js';
import type { FacePlan } from '../pack/write-pack.js';
import { lineAt, makeFigures, timeNodes } from './figures.js';
import { type FaceMaterial, LOOP_HZ, loop, outline, wall } from './material.js';
import { stageOf } from './stage.js';
import { placeMoon, sitter, sitterBox, town, townOutline } from './town-art.js';

/** A breath of wind takes three seconds. */
const PICTURES = 3 * LOOP_HZ;
/** Letters of Europe's west, kana, and what stands between words. */
const LETTERS = [
  [0x20, 0x7e],
  [0xa1, 0x17f],
  [0x2013, 0x2014],
  [0x2018, 0x201d],
  [0x2026, 0x2026],
  [0x3001, 0x3002],
  [0x300c, 0x300d],
  [0x3041, 0x3096],
  [0x30a1, 0x30fc],
] as const;

/** Of a line that can be read, and of the bar below, pixels. */
const LEAST_LINE = 20;
const BAR = 4;

const white = 0xffff;
const moonlight = packRgb565(255, 236, 204);
const night = packRgb565(10, 10, 34);
const rose = packRgb565(214, 69, 106);
const haze = packRgb565(168, 150, 200);

/**
 * A canvas for a character: somebody and a cat on a roof before the moon, hair and scarf in the wind; the time above, and on
 * the roof what plays: the song, the line that is sung, how far it is.
 */
export async function townFace(material: FaceMaterial): Promise<FacePlan> {
  const stage = stageOf(material.glass);
  const { safe } = stage;
  const still = town(stage);
  const ground = await wall(material, stage, still);
  const box = sitterBox(stage);
  const wind = await loop(material, stage, box, PICTURES, (phase) => {
    material.onProgress?.(phase);
    return still + sitter(stage, phase);
  });
  const { x: middle, y: moonY, radius } = placeMoon(stage);
  const size = Math.round(Math.min((moonY - radius - safe.top) * 0.62, (safe.right - safe.left) / 3.4));
  const figures = await makeFigures(material, size, 0.1);
  const small = await makeFigures(material, Math.max(14, Math.round(size / 3.4)), 0.11);
  const lines = layLines(moonY + 1.06 * radius, safe.bottom, radius);
  const letters = await lettersBlob(material, lines.pixels);
  const quiet = await makeFigures(material, size, 0.06, 2, '0123456789:-');
  const time = lineAt(figures, '00:00', middle, safe.top);
  const date = lineAt(small, '00/00', middle, safe.top + figures.height);
  const wide = Math.round(2 * radius);
  const pitch = Math.min(letters.height * 1.15, lines.room);
  const line = (row: number): Box => {
    const y = Math.round(lines.top + row * pitch);
    return { x: Math.round(middle - wide / 2), y, width: wide, height: Math.min(letters.height, stage.height - y) };
  };
  const text = (source: SourceName, row: number, colour: number): NodePlan => ({
    kind: 'text',
    blob: letters.blob,
    source,
    box: line(row),
    align: 'centre',
    colour,
  });
  const bar = {
    x: Math.round(middle - 0.4 * wide),
    y: Math.round(lines.top + lines.count * pitch) + 2,
    width: Math.round(0.8 * wide),
    height: BAR,
  };
  return {
    name: 'Town',
    main: {
      nodes: [
        ground,
        { kind: 'animation', x: box.x, y: box.y, blob: wind },
        ...timeNodes(figures, time, moonlight, night),
        {
          kind: 'text',
          blob: small.blob,
          source: 'date',
          format: DateFormat.monthDay,
          box: date,
          align: 'centre',
          colour: haze,
        },
        {
          kind: 'when',
          condition: 'field',
          source: 'song',
          nodes: [
            text('lyric', 0, white),
            text('song', 1, moonlight),
            ...(lines.count > 2 ? [text('artist', 2, haze)] : []),
            { kind: 'bar', source: 'progress', box: bar, colour: rose },
          ],
        },
      ],
    },
    alwaysOn: {
      nodes: [
        ...(await outline(material, stage, townOutline(stage))),
        {
          kind: 'text',
          blob: quiet.blob,
          source: 'time',
          box: lineAt(quiet, '00:00', middle, safe.top),
          align: 'centre',
          colour: white,
        },
      ],
    },
  };
}

/**
 * Lines of text between the ridge and the lower edge: what is sung, the song, and who sings where there is room for a third.
 * `room` is what each has, pixels; letters take a fifth less, as their lines are taller than they are.
 */
function layLines(
  top: number,
  bottom: number,
  radius: number,
): { top: number; count: 2 | 3; room: number; pixels: number } {
  const whole = bottom - top - BAR - 4;
  const count = whole >= 3 * LEAST_LINE ? 3 : 2;
  const room = whole / count;
  return { top, count, room, pixels: Math.round(Math.min(Math.max(18, radius / 6), room / 1.2)) };
}

async function lettersBlob({ glyphs }: FaceMaterial, pixels: number): Promise<{ blob: Blob; height: number }> {
  let characters = '';
  for (const [from, until] of LETTERS) {
    for (let code = from; code <= until; code += 1) characters += String.fromCodePoint(code);
  }
  const { ascent, descent, glyphs: drawn } = await glyphs.make(characters, pixels);
  const sprites = drawn.map((glyph) => ({ ...glyph, top: ascent + glyph.top }));
  const height = ascent + descent;
  return { blob: spriteBlob([...sprites, missingSprite(Math.round(pixels * 0.7))], height, 4), height };
}
