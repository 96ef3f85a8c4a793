import { canvasFont } from '../../../../hosts/studio/canvas-font.js';
import { ownFaces, ownPack } from '../../../../hosts/studio/faces/faces.js';
import type { Image } from '../../../../hosts/studio/image.js';
import { newKey, readSigningKey, type SigningKey } from '../../../../hosts/studio/keys.js';
import { writePack } from '../../../../hosts/studio/pack/write-pack.js';
import { place } from '../../../../hosts/studio/placement.js';
import { focusOf } from '../../../../hosts/studio/sketch.js';
import { surveyFilm } from '../../../../hosts/studio/survey.js';
import { makeWallpaper, type PanelWish } from '../../../../hosts/studio/wallpaper.js';
import { ImageFilm } from './image-film.js';
import type { MakerWish, MakerWord, Recipe } from './maker-messages.js';

/** The page's workshop: what makes packs runs here, so that the page stays free to show. */

const glyphs = canvasFont('bold system-ui, "DejaVu Sans", sans-serif', (width, height) => {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no 2D canvas');
  return context;
});

let film: ImageFilm | undefined;
const drawings = new Map<number, (image: Image) => void>();
let drawn = 0;

addEventListener('message', ({ data }: MessageEvent<MakerWish>) => {
  if (data.kind === 'rasterised') {
    drawings.get(data.id)?.({ width: data.image.width, height: data.image.height, rgba: data.image.data });
    drawings.delete(data.id);
    return;
  }
  obey(data).catch((error: unknown) => {
    tell({ kind: 'failed', sentence: error instanceof Error ? error.message : String(error) });
  });
});

function tell(word: MakerWord, transfer: Transferable[] = []): void {
  postMessage(word, { transfer });
}

async function obey(wish: Exclude<MakerWish, { kind: 'rasterised' }>): Promise<void> {
  if (wish.kind === 'open') await open(wish.file, wish.panel);
  else if (wish.kind === 'build') await build(wish.recipe, wish.panel, await keyOf(wish.key));
  else await face(wish.name, wish.panel, await keyOf(wish.key));
}

/** Looks through the material once, and where one would look in it. */
async function open(file: File, panel: PanelWish): Promise<void> {
  film = new ImageFilm(file);
  const survey = await surveyFilm(film);
  const look = focusOf(survey.sketches);
  const focus = { x: look.x * survey.width, y: look.y * survey.height };
  const { source } = place(survey, panel, { fit: 'cover', focus });
  for await (const { image } of film.images()) {
    const picture = await createImageBitmap(
      new ImageData(new Uint8ClampedArray(image.rgba), image.width, image.height),
    );
    tell({ kind: 'opened', picture, pictures: survey.sketches.length, crop: source }, [picture]);
    return;
  }
}

async function build(recipe: Recipe, panel: PanelWish, key: SigningKey): Promise<void> {
  if (film === undefined) throw new Error('there is no material yet');
  const { name, crop, clock, alwaysOn, loop } = recipe;
  const made = await makeWallpaper(film, {
    panel,
    name,
    crop,
    alwaysOn,
    loop,
    glyphs,
    ...(clock === 'none' ? {} : { clock }),
    onProgress: (stage, part) => tell({ kind: 'progress', stage, part }),
  });
  const file = await writePack(made.plan, key);
  tell({ kind: 'built', file, name, pictures: made.film.frames.length, hz: made.hz, notes: made.notes }, [file.buffer]);
}

async function face(name: string, panel: PanelWish, key: SigningKey): Promise<void> {
  const own = ownFaces.find((each) => each.name === name);
  if (own === undefined) throw new RangeError(`no face "${name}"`);
  const onProgress = (part: number): void => tell({ kind: 'progress', stage: 'drawing', part });
  const file = await writePack(await ownPack(own, { glass: panel, glyphs, rasterise, onProgress }), key);
  tell({ kind: 'built', file, name: own.title, pictures: 0, hz: 0, notes: [] }, [file.buffer]);
}

function rasterise(svg: string): Promise<Image> {
  drawn += 1;
  const id = drawn;
  return new Promise((resolve) => {
    drawings.set(id, resolve);
    tell({ kind: 'rasterise', id, svg });
  });
}

async function keyOf(pem: string): Promise<SigningKey> {
  if (pem !== '') return readSigningKey(pem);
  const made = await newKey();
  tell({ kind: 'key', pem: made });
  return readSigningKey(made);
}
