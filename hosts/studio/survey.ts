import { checkImage, StudioError, type TimedImage } from './image.js';
import { sketchOf } from './sketch.js';

/** Pictures in time, in all their colours; may be gone through more than once. A `Media` of hosts/node is one. */
export interface Film {
  /** Each image is good until the next is asked for. */
  images(): AsyncIterable<TimedImage>;
}

/** What a film is like, before anything is made of it. */
export interface Survey {
  /** Of its first picture, pixels. */
  readonly width: number;
  readonly height: number;
  readonly sketches: readonly Float32Array[];
  readonly durationsMillis: readonly number[];
  /** Sentences about what could not be taken as it is. */
  readonly notes: readonly string[];
}

/** No more pictures are looked at. */
const mostPictures = 4096;
/** No picture stands longer, milliseconds. */
export const longestMillis = 60_000;

/** Goes through a film once. Throws StudioError where it has no picture, or one whose bytes are not its size's. */
export async function surveyFilm(film: Film, onProgress?: (pictures: number) => void): Promise<Survey> {
  const sketches: Float32Array[] = [];
  const durationsMillis: number[] = [];
  const notes: string[] = [];
  let size: { width: number; height: number } | undefined;
  let isCut = false;
  for await (const { image, durationMillis } of film.images()) {
    if (sketches.length === mostPictures) {
      isCut = true;
      break;
    }
    checkImage(image);
    size ??= { width: image.width, height: image.height };
    sketches.push(sketchOf(image));
    durationsMillis.push(Math.min(longestMillis, Math.max(1, durationMillis)));
    if (durationMillis > longestMillis && notes.length === 0) {
      notes.push(
        `A picture asks to stand for ${Math.round(durationMillis / 1000)} s; it stands for ${longestMillis / 1000} s.`,
      );
    }
    onProgress?.(sketches.length);
  }
  if (size === undefined) throw new StudioError('The material holds no picture: choose another.');
  if (isCut) notes.push(`Only its first ${mostPictures} pictures are used: cut the material to what you want to see.`);
  return { ...size, sketches, durationsMillis, notes };
}
