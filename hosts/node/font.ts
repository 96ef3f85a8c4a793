import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { charactersOf, type Glyph, type GlyphMaker, type GlyphSet } from '../studio/glyphs.js';
import { StudioError } from '../studio/image.js';
import { fontFamily } from './font-family.js';

/** What a font is named by. */
export interface FontChoice {
  /** As fontconfig knows it: "DejaVu Sans", "Noto Sans CJK SC". Whatever the system has for "sans" where absent. */
  readonly family?: string;
  readonly isBold?: boolean;
  /** A TrueType or OpenType file, instead of a font of the system. */
  readonly file?: string;
}

/**
 * Draws characters with sharp's Pango, which finds a font for any script the system can write. A character is drawn in green
 * between two marks in red and blue: where the marks come to lie tells its place on the line, and green is its ink. Throws
 * StudioError where the file is no font.
 */
export function systemFont(choice: FontChoice = {}): GlyphMaker {
  const fontfile = choice.file === undefined ? undefined : resolve(choice.file);
  const family = fontfile === undefined ? (choice.family ?? 'sans') : familyOf(fontfile);
  const render = async (markup: string, pixels: number): Promise<Drawn> => {
    const font = `${family}${choice.isBold ? ' Bold' : ''} ${pixels}`;
    const text = { text: markup, font, dpi: 72, rgba: true, ...(fontfile === undefined ? {} : { fontfile }) };
    const { data, info } = await sharp({ text }).raw().toBuffer({ resolveWithObject: true });
    return { rgba: data, width: info.width, height: info.height };
  };
  return { make: (characters, pixels) => makeSet(characters, (markup) => render(markup, pixels)) };
}

interface Drawn {
  readonly rgba: Uint8Array;
  readonly width: number;
  readonly height: number;
}

interface Ink {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Stands on the base line, and its bearings are alike on both sides. */
const mark = 'H';
const colours = ['#ff0000', '#00ff00', '#0000ff'] as const;

async function makeSet(characters: string, render: (markup: string) => Promise<Drawn>): Promise<GlyphSet> {
  const marks = await render(marked(''));
  const first = inkIn(marks, 0)!;
  const markAdvance = inkIn(marks, 2)!.left - first.left;
  const markBearing = Math.round((markAdvance - (first.right - first.left)) / 2);
  const glyphs: Glyph[] = [];
  for (const character of charactersOf(characters)) {
    const drawn = await render(marked(character));
    const before = inkIn(drawn, 0)!;
    const ink = inkIn(drawn, 1);
    const pen = before.left - markBearing + markAdvance;
    glyphs.push({
      codePoint: character.codePointAt(0)!,
      width: ink === undefined ? 0 : ink.right - ink.left,
      height: ink === undefined ? 0 : ink.bottom - ink.top,
      left: ink === undefined ? 0 : ink.left - pen,
      top: ink === undefined ? 0 : ink.top - before.bottom,
      advance: Math.max(0, inkIn(drawn, 2)!.left - before.left - markAdvance),
      coverage: ink === undefined ? new Uint8Array(0) : coverageOf(drawn, ink),
    });
  }
  const ascent = Math.max(0, ...glyphs.map(({ top }) => -top));
  const descent = Math.max(0, ...glyphs.map(({ top, height }) => top + height));
  return { ascent, descent, glyphs };
}

/** A character between the marks, each in its colour and at its own place whatever its neighbours. */
function marked(character: string): string {
  const escaped = character.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const spans = [mark, escaped, mark].map((text, index) => `<span foreground="${colours[index]}">${text}</span>`);
  return `<span font_features="kern=0,liga=0">${spans.join('')}</span>`;
}

/** The box around the pixels of one component, or undefined. */
function inkIn({ rgba, width, height }: Drawn, component: 0 | 1 | 2): Ink | undefined {
  let ink: Ink | undefined;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      if (rgba[at + 3] === 0 || rgba[at + component]! < 128) continue;
      const { left, top, right } = ink ?? { left: x, top: y, right: 0 };
      ink = { left: Math.min(left, x), top, right: Math.max(right, x + 1), bottom: y + 1 };
    }
  }
  return ink;
}

function coverageOf({ rgba, width }: Drawn, ink: Ink): Uint8Array {
  const columns = ink.right - ink.left;
  return Uint8Array.from({ length: columns * (ink.bottom - ink.top) }, (_, pixel) => {
    const x = ink.left + (pixel % columns);
    const at = 4 * ((ink.top + Math.floor(pixel / columns)) * width + x);
    return Math.round((rgba[at + 1]! * rgba[at + 3]!) / 255);
  });
}

function familyOf(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new StudioError(`${file} cannot be read (${(cause as Error).message}): name another font.`, { cause });
  }
  const family = fontFamily(bytes);
  if (family === undefined)
    throw new StudioError(`${file} is no TrueType or OpenType font: name a .ttf, .otf or .ttc file.`);
  return family;
}
