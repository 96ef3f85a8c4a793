import type { Picture } from '../../sdk/picture.js';
import type { TimedImage } from '../../studio/image.js';

/** How a picture of another shape fills the panel: cut at the edges, with black bars, or stretched. */
export type Fit = 'cover' | 'contain' | 'fill';

/** A picture and how long it stays. */
export interface TimedPicture {
  readonly picture: Picture;
  readonly durationMillis: number;
}

/** The size wanted and how to reach it. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly fit: Fit;
  /** Frames a second a video is read at; its own, at most 60, where missing. Other media keep their own times. */
  readonly fps?: number;
}

/** A picture, animation or video that was found readable. */
export interface Media {
  readonly name: string;
  readonly kind: 'still' | 'animation' | 'video';
  /** Pictures of one turn; undefined where only reading it all would tell. */
  readonly count: number | undefined;
  /** One turn through it, decoded as it is asked for; may be begun again. Throws MediaError where it proves broken. */
  pictures(shape: PictureShape): AsyncIterable<TimedPicture>;
  /** The same in all its colours and its own size, or smaller where an edge is longer than `longestEdge`. */
  images(): AsyncIterable<TimedImage>;
}

/** The longest edge of what `images` gives, pixels: more than any panel shows. */
export const longestEdge = 2048;

/** How long a still picture counts where nobody says, milliseconds. */
export const stillMillis = 5000;

/** Browsers give a page of an animation that asks for less than this the tenth of a second it was drawn for. */
const shortestMillis = 20;
const hastyMillis = 100;

/** How long a page of an animation stays that asks for `millis`. */
export function pageMillis(millis: number): number {
  return millis < shortestMillis ? hastyMillis : millis;
}
