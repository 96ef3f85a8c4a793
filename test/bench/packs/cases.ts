import sharp from 'sharp';
import { ownFaces, ownPack } from '../../../hosts/studio/faces/faces.js';
import type { Image } from '../../../hosts/studio/image.js';
import { writePack } from '../../../hosts/studio/pack/write-pack.js';
import { makeWallpaper, type WallpaperOptions } from '../../../hosts/studio/wallpaper.js';
import { panelFacts } from '../../../simulator/headless/panel-facts.js';
import { drawIllustration } from '../../support/corpus/illustration.js';
import { filmOf, spriteLoop } from '../../support/packs/films.js';
import { blockFont } from './block-font.js';

/** A pack to be weighed: all of it drawn by code. */
export interface PackCase {
  readonly name: string;
  readonly panel: string;
  readonly file: Uint8Array;
  /** How long building it took here, milliseconds. */
  readonly buildMillis: number;
  /** A face that comes with Verso: drawn by a rasteriser, whose next version may make other bytes, so they are not counted. */
  readonly isOwn: boolean;
}

const panel = 'co5300-410x502';

/** Packs of a watch's panel: what an owner makes with `verso wallpaper`. */
export async function packCases(): Promise<PackCase[]> {
  const sprite = spriteLoop(60);
  const hills = Array.from({ length: 24 }, (_, frame) => drawIllustration(frame < 12 ? frame : 24 - frame));
  return [
    await build('still with a clock', [drawIllustration(0)], 5000),
    await build('sprite loop over a still, 60 pictures, 30/s', sprite, 33),
    await build('the same at 60/s', sprite, 1000 / 60),
    await build('illustration, all of it moves, 24 pictures, 30/s', hills, 33),
    await build('the same, tolerance 1', hills, 33, { tolerance: 1 }),
    ...(await ownCases()),
  ];
}

/** The faces that come with Verso. */
async function ownCases(): Promise<PackCase[]> {
  const cases: PackCase[] = [];
  for (const face of ownFaces) {
    const started = performance.now();
    const file = await writePack(await ownPack(face, { glass: panelFacts(panel), rasterise, glyphs: blockFont }));
    const buildMillis = performance.now() - started;
    cases.push({ name: `face: ${face.name}`, panel, file, buildMillis, isOwn: true });
  }
  return cases;
}

async function rasterise(svg: string): Promise<Image> {
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

async function build(
  name: string,
  pictures: readonly Uint8Array[],
  millis: number,
  more: Partial<WallpaperOptions> = {},
): Promise<PackCase> {
  const options = { panel: panelFacts(panel), name, glyphs: blockFont, clock: 'top', dither: false, ...more } as const;
  const film = filmOf(pictures, millis);
  const started = performance.now();
  const file = await writePack((await makeWallpaper(film, options)).plan);
  return { name, panel, file, buildMillis: performance.now() - started, isOwn: false };
}
