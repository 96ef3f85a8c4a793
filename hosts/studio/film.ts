import type { Region } from '../../firmware/geometry/region.js';
import type { Glass } from './glass.js';
import { type Image, StudioError } from './image.js';
import { findLoop } from './loop.js';
import type { AnimationFrame } from './pack/animation.js';
import { type Fit, place } from './placement.js';
import { limitRate } from './rate.js';
import { resample, type Scaling } from './resample.js';
import { focusOf } from './sketch.js';
import type { Film, Survey } from './survey.js';
import { slopePart, toPicture } from './to-rgb565.js';

/** Which pictures of a film turn: all, the best loop there is, all of them forward and back, or a stretch of time. */
export type LoopWish = 'all' | 'auto' | 'bounce' | { readonly fromMillis: number; readonly untilMillis: number };

export interface FilmOptions {
  readonly glass: Glass;
  /** `cover` where absent. */
  readonly fit?: Fit;
  /** Only this part of the pictures is used, in their pixels. */
  readonly crop?: Readonly<Region>;
  /** `all` where absent. */
  readonly loop?: LoopWish;
  /** The most pictures a second; 60 where absent. */
  readonly hz?: number;
  /** `pixels` for small pictures, which are pixel art, where absent; else `smooth`. */
  readonly scaling?: Scaling;
  /** Whether the steps of gentle slopes are mixed; of stills that have many where absent. A film codes better without. */
  readonly dither?: boolean;
}

/** A film as the glass will show it. */
export interface FittedFilm {
  /** Pictures of the target's size. */
  readonly frames: readonly AnimationFrame[];
  /** Where on the glass they lie; around it is black. */
  readonly target: Readonly<Region>;
  /** The first picture in 8 bits a component, three bytes a pixel, for layers and thumbnails. */
  readonly rgb: Uint8ClampedArray;
  readonly notes: readonly string[];
}

/** A picture of a chosen stretch: which of the film it is. */
interface Chosen {
  readonly index: number;
  readonly durationMillis: number;
}

/** More bytes of pictures than this are not worth beginning with: no pack holds them. */
const mostBytes = 800_000_000;
/** Pictures at most so large, grown at least twofold, are taken for pixel art. */
const smallEdge = 160;

/** Brings a film to a glass: the pictures of its loop, placed, resampled and in the panel's colours. */
export async function fitFilm(
  film: Film,
  survey: Survey,
  options: FilmOptions,
  onProgress?: (part: number) => void,
): Promise<FittedFilm> {
  const { glass, fit = 'cover', crop, hz = 60 } = options;
  const notes: string[] = [];
  const chosen = limitRate(chooseLoop(survey, options.loop ?? 'all', notes), hz);
  const look = focusOf(survey.sketches);
  const focus = { x: look.x * survey.width, y: look.y * survey.height };
  const { source, target } = place(survey, glass, { fit, ...(crop === undefined ? { focus } : { crop }) });
  const [width, height] = [target.right - target.left, target.bottom - target.top];
  const wanted = new Set(chosen.map(({ index }) => index));
  if (wanted.size * 2 * width * height > mostBytes) {
    throw new StudioError(
      `${wanted.size} pictures are more than a pack can hold: choose a shorter loop or a lower rate.`,
    );
  }
  const scaling = options.scaling ?? scalingFor(survey, width);
  const pictures = new Map<number, AnimationFrame['picture']>();
  let rgb: Uint8ClampedArray | undefined;
  let index = 0;
  for await (const { image } of film.images()) {
    if (wanted.has(index)) {
      const part = partOf(image, survey, source);
      const resampled = resample(image, part, width, height, scaling);
      const isSloping = wanted.size === 1 && slopePart(resampled, width, height) > 0.1;
      pictures.set(index, toPicture(resampled, width, height, options.dither ?? isSloping));
      if (index === chosen[0]!.index) rgb = resampled;
      onProgress?.(pictures.size / wanted.size);
    }
    index += 1;
    if (pictures.size === wanted.size) break;
  }
  if (rgb === undefined || pictures.size < wanted.size) {
    throw new StudioError('The material broke off in the middle: choose another, or a shorter loop.');
  }
  const frames = chosen.map(({ index: at, durationMillis }) => ({ picture: pictures.get(at)!, durationMillis }));
  return { frames, target, rgb, notes };
}

function chooseLoop({ sketches, durationsMillis }: Survey, wish: LoopWish, notes: string[]): Chosen[] {
  const all = durationsMillis.map((durationMillis, index) => ({ index, durationMillis }));
  if (wish === 'all' || all.length === 1) return all;
  if (wish === 'bounce') return [...all, ...all.slice(1, -1).reverse()];
  if (wish === 'auto') {
    const { from, until, seam } = findLoop(sketches, durationsMillis);
    if (seam > 2) notes.push('No loop without a seam was found: "bounce" plays it forward and back instead.');
    return all.slice(from, until);
  }
  let end = 0;
  const inside = all.filter(({ durationMillis }) => {
    const start = end;
    end += durationMillis;
    return start < wish.untilMillis && end > wish.fromMillis;
  });
  if (inside.length > 0) return inside;
  throw new StudioError(`The loop lies outside the material, which is ${(end / 1000).toFixed(1)} s long: move it.`);
}

function scalingFor({ width, height }: Survey, targetWidth: number): Scaling {
  return Math.max(width, height) <= smallEdge && targetWidth >= 2 * width ? 'pixels' : 'smooth';
}

/** The part of an image that the survey's size tells for the first: a later one may have another size. */
function partOf(image: Image, { width, height }: Survey, source: Readonly<Region>): Region {
  const [across, down] = [image.width / width, image.height / height];
  return {
    left: source.left * across,
    top: source.top * down,
    right: source.right * across,
    bottom: source.bottom * down,
  };
}
