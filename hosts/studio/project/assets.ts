import { charactersOf, type GlyphMaker, tabular } from '../glyphs.js';
import { type Image, StudioError } from '../image.js';
import type { Blob } from '../pack/blob.js';
import { missingSprite, spriteBlob } from '../pack/sprites.js';
import type { Film } from '../survey.js';
import type { PanelWish } from '../wallpaper.js';
import type { Fields } from './fields.js';

/** What a font of a project is named by. */
export interface FontWish {
  readonly family?: string;
  readonly isBold?: boolean;
  readonly file?: string;
}

/** Whatever a project names and does not hold itself. */
export interface Assets {
  /** Material by its name in the project. Rejects where there is none. */
  film(name: string): Promise<Film>;
  glyphs(wish: FontWish): GlyphMaker;
  /** A panel by its name. Throws RangeError, which lists the known names, where there is none. */
  panel(name: string): PanelWish;
}

/** What the parts of a project share. */
export interface Shelf {
  readonly assets: Assets;
  readonly panel: PanelWish;
  readonly fonts: ReadonlyMap<string, Fields>;
  /** Fonts that are drawn already: a part that names one again shares its bytes. */
  readonly drawn: Map<string, Blob>;
  /** Bytes left for moving parts. */
  readonly mostBytes: number;
  readonly notes: string[];
  readonly onProgress: (what: string, part: number | undefined) => void;
}

const digits = '0123456789:-';
const letters = ` !"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_\`abcdefghijklmnopqrstuvwxyz{|}~°%`;

/** The glyphs of a font of the project; drawn once. Throws StudioError where there is none of that name. */
export async function fontOf(shelf: Shelf, name: string, path: string): Promise<Blob> {
  const drawn = shelf.drawn.get(name);
  if (drawn !== undefined) return drawn;
  const font = shelf.fonts.get(name);
  if (font === undefined) {
    const known = [...shelf.fonts.keys()].map((each) => `"${each}"`).join(', ') || 'none yet';
    throw new StudioError(`${path}.font names "${name}", which is not among the fonts of the project (${known}).`);
  }
  const wish = {
    ...(font.has('family') ? { family: font.text('family') } : {}),
    ...(font.has('file') ? { file: font.text('file') } : {}),
    isBold: font.yes('bold'),
  };
  const set = font.choice('characters', ['digits', 'letters', 'these'], 'digits');
  const characters = charactersOf(
    (set === 'digits' ? digits : set === 'letters' ? letters : '') + font.text('these', ''),
  );
  const pixels = font.whole('size', 6, 400);
  const bits = font.whole('bits', 1, 4, 4);
  if (bits === 3) throw new StudioError(`${font.path}.bits cannot be 3: it is 1, 2 or 4.`);
  font.done();
  const { ascent, descent, glyphs } = tabular(await shelf.assets.glyphs(wish).make(characters.join(''), pixels));
  const sprites = glyphs.map((glyph) => ({ ...glyph, top: ascent + glyph.top }));
  if (set !== 'digits') sprites.push(missingSprite(Math.round(0.7 * ascent)));
  const blob = spriteBlob(sprites, ascent + descent, bits as 1 | 2 | 4);
  shelf.drawn.set(name, blob);
  return blob;
}

/** The first picture of material, in all its colours. Throws StudioError where there is none. */
export async function stillOf(assets: Assets, name: string): Promise<Image> {
  for await (const { image } of (await assets.film(name)).images()) return { ...image, rgba: image.rgba.slice() };
  throw new StudioError(`${name} holds no picture: choose another.`);
}
