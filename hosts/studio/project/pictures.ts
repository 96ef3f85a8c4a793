import { PackLimit } from '../../../firmware/packs/layout.js';
import { type FittedFilm, fitFilm, type LoopWish } from '../film.js';
import { StudioError } from '../image.js';
import { codeFilm } from '../moving.js';
import { layerNodes, litLayer } from '../pack/layer.js';
import type { NodePlan } from '../pack/scene.js';
import { wallBlob } from '../pack/wall.js';
import type { Fit } from '../placement.js';
import { type Film, type Survey, surveyFilm } from '../survey.js';
import type { Shelf } from './assets.js';
import type { Fields } from './fields.js';

const fits: readonly Fit[] = ['cover', 'safe', 'contain', 'fill'];

/** A still picture on the glass. */
export async function wallNode(part: Fields, shelf: Shelf): Promise<NodePlan> {
  const { target, frames } = await fitted(part, 'wall', shelf, 'all', true);
  return { kind: 'wall', x: target.left, y: target.top, blob: wallBlob(frames[0]!.picture) };
}

/** Moving material: an animation, and a still around it where only a part moves. */
export async function filmNodes(part: Fields, shelf: Shelf): Promise<readonly NodePlan[]> {
  const film = await fitted(part, 'animation', shelf, readLoop(part), false);
  const tolerance = part.has('tolerance') ? part.whole('tolerance', 0, 15) : 'auto';
  const moving = await codeFilm(film, {
    mostBytes: part.whole('bytes', 1, PackLimit.bytes, shelf.mostBytes),
    tolerance,
    pixelsPerSecond: shelf.panel.pixelsPerSecond ?? 10_000_000,
    hz: shelf.panel.hz ?? 60,
    onProgress: (done) => shelf.onProgress(part.text('animation'), done),
  });
  shelf.notes.push(...film.notes, ...moving.notes);
  return moving.nodes;
}

/** An always-on layer of a picture's light parts. */
export async function layerOf(part: Fields, shelf: Shelf): Promise<readonly NodePlan[]> {
  const { target, rgb } = await fitted(part, 'layer', shelf, 'all', true);
  const bits = part.whole('bits', 1, 2, 2) as 1 | 2;
  const most = part.number('lit', 0.1, PackLimit.litPercent, 6) / 100;
  const wanted = part.whole('threshold', 1, 255, 150);
  const [width, height] = [target.right - target.left, target.bottom - target.top];
  const layer = litLayer(rgb, (most * shelf.panel.width * shelf.panel.height) / (width * height), wanted, bits);
  if (layer.threshold > wanted) {
    shelf.notes.push(
      `${part.path}: only what is lighter than ${layer.threshold} stays lit, as ${100 * most} % of the pixels may.`,
    );
  }
  return layerNodes(layer.coverage, width, { x: target.left, y: target.top }, bits, part.colour('colour', '#ffffff'));
}

/** Places material of a part: where it has `box` into that, else on the glass by its `fit`. */
async function fitted(part: Fields, kind: string, shelf: Shelf, loop: LoopWish, isStill: boolean): Promise<FittedFilm> {
  const name = part.text(kind);
  const film = await shelf.assets.film(name);
  const fit = part.choice('fit', fits, 'cover');
  const crop = part.has('crop') ? part.wholes('crop', ['x', 'y', 'width', 'height']) : undefined;
  const box = part.has('box') ? part.wholes('box', ['x', 'y', 'width', 'height']) : undefined;
  const glass = box === undefined ? shelf.panel : { ...shelf.panel, width: box[2]!, height: box[3]!, unsafe: [] };
  if (box !== undefined && !(glass.width > 0 && glass.height > 0)) {
    throw new StudioError(`${part.path}.box holds no pixel: its last two numbers are width and height.`);
  }
  shelf.onProgress(name, undefined);
  const survey = isStill ? await surveyStill(film) : await surveyFilm(film);
  const { target, ...rest } = await fitFilm(film, survey, {
    glass,
    fit,
    loop,
    ...(crop === undefined
      ? {}
      : { crop: { left: crop[0]!, top: crop[1]!, right: crop[0]! + crop[2]!, bottom: crop[1]! + crop[3]! } }),
    ...(part.has('hz') ? { hz: part.number('hz', 1, 60) } : {}),
    ...(part.has('scaling') ? { scaling: part.choice('scaling', ['smooth', 'pixels']) } : {}),
    ...(part.has('dither') ? { dither: part.yes('dither') } : {}),
  });
  const [left, top] = box ?? [0, 0];
  return {
    ...rest,
    target: {
      left: target.left + left!,
      top: target.top + top!,
      right: target.right + left!,
      bottom: target.bottom + top!,
    },
  };
}

/** A survey of the first picture alone. */
async function surveyStill(film: Film): Promise<Survey> {
  return surveyFilm({
    async *images() {
      for await (const first of film.images()) {
        yield first;
        return;
      }
    },
  });
}

function readLoop(part: Fields): LoopWish {
  if (!part.has('from') && !part.has('to'))
    return part.choice<'all' | 'auto' | 'bounce'>('loop', ['all', 'auto', 'bounce'], 'all');
  return {
    fromMillis: 1000 * part.number('from', 0, 86_400, 0),
    untilMillis: 1000 * part.number('to', 0, 86_400, 86_400),
  };
}
