import { PACK_ID_BYTES } from '../../../firmware/packs/layout.js';
import { StudioError } from '../image.js';
import type { ScenePlan } from '../pack/scene.js';
import { thumbnailBlob } from '../pack/wall.js';
import { digestOf, type FacePlan, type PackPlan } from '../pack/write-pack.js';
import { resample } from '../resample.js';
import { toPicture } from '../to-rgb565.js';
import { type Assets, type Shelf, stillOf } from './assets.js';
import { Fields } from './fields.js';
import { parseJsonc } from './jsonc.js';
import { readParts } from './parts.js';

/** A project that was read. */
export interface Project {
  readonly plan: PackPlan;
  /** Name of its panel. */
  readonly panel: string;
  /** Sentences about what was changed to fit. */
  readonly notes: readonly string[];
}

/** Bytes for the moving parts of a pack where a part does not say so itself. */
const usualBytes = 1_600_000;
const thumbnailEdge = 128;

/**
 * Reads a project file (docs/FACES.md) and draws whatever it names. Throws StudioError with the place of whatever is wrong.
 * `onProgress` hears what is being worked at, and how much of it (0..1) is done where that is known.
 */
export async function readProject(
  text: string,
  name: string,
  assets: Assets,
  onProgress: (what: string, part: number | undefined) => void = () => {},
): Promise<Project> {
  const project = new Fields(parseJsonc(text, name), name);
  const panelName = project.text('panel');
  const panel = panelOf(assets, panelName);
  const notes: string[] = [];
  const fonts = project.children('fonts');
  const shelf: Shelf = { assets, panel, fonts, drawn: new Map(), mostBytes: usualBytes, notes, onProgress };
  const packName = project.text('name');
  const faces: FacePlan[] = [];
  for (const face of project.list('faces')) faces.push(await readFace(face, shelf));
  const plan: PackPlan = {
    id: project.has('id')
      ? idOf(project.text('id'))
      : (await digestOf(new TextEncoder().encode(`project ${packName}`))).slice(0, PACK_ID_BYTES),
    version: project.whole('version', 1, 0xffffffff, 1),
    panel,
    name: packName,
    author: project.text('author', ''),
    licence: project.text('licence', ''),
    faces,
    ...(project.has('thumbnail') ? { thumbnail: await thumbnail(assets, project.text('thumbnail')) } : {}),
  };
  project.done();
  const unused = [...fonts.keys()].filter((font) => !shelf.drawn.has(font));
  if (unused.length > 0) notes.push(`No part uses the font "${unused[0]}": it was left out.`);
  return { plan, panel: panelName, notes };
}

async function readFace(face: Fields, shelf: Shelf): Promise<FacePlan> {
  const main = await readScene(face, shelf);
  const quiet = face.child('alwaysOn');
  const alwaysOn = quiet === undefined ? undefined : await readScene(quiet, shelf);
  if (alwaysOn?.background)
    throw new StudioError(`${face.path}.alwaysOn has a background: it is always black; leave it out.`);
  quiet?.done();
  const plan = { name: face.text('name'), main, ...(alwaysOn === undefined ? {} : { alwaysOn }) };
  face.done();
  return plan;
}

async function readScene(scene: Fields, shelf: Shelf): Promise<ScenePlan> {
  return { background: scene.colour('background', '#000000'), nodes: await readParts(scene.list('parts'), shelf) };
}

function panelOf(assets: Assets, name: string): Shelf['panel'] {
  try {
    return assets.panel(name);
  } catch (cause) {
    throw new StudioError(`There is ${(cause as Error).message}.`, { cause });
  }
}

function idOf(text: string): Uint8Array {
  const bytes = /^[0-9a-f]{32}$/i.test(text) ? text.match(/../g)! : undefined;
  if (bytes === undefined)
    throw new StudioError('id cannot be that: it is 32 hexadecimal digits; leave it out, and one is made of the name.');
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16));
}

async function thumbnail(assets: Assets, name: string): Promise<ReturnType<typeof thumbnailBlob>> {
  const image = await stillOf(assets, name);
  const scale = Math.min(1, thumbnailEdge / Math.max(image.width, image.height));
  const [width, height] = [image.width, image.height].map((edge) => Math.max(1, Math.round(edge * scale)));
  const whole = { left: 0, top: 0, right: image.width, bottom: image.height };
  return thumbnailBlob(toPicture(resample(image, whole, width!, height!, 'smooth'), width!, height!, false));
}
