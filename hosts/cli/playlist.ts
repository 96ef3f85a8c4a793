import type { Media, PictureShape, TimedPicture } from '../node/media/media.js';

/** What a playlist needs of media. */
export type Playable = Pick<Media, 'kind' | 'pictures'>;

/** In which order, how often and for how long files are played. */
export interface PlaylistOptions {
  /** Rounds through all files. */
  readonly times: number;
  /** Another order in each round. */
  readonly isShuffled: boolean;
  /** How long each file stays, turning where it is shorter; one turn where undefined. */
  readonly everyMillis: number | undefined;
  /** Milliseconds a picture of moving media stays, instead of its own time. */
  readonly pictureMillis: number | undefined;
}

/** The pictures of some files, one after another, as one film. */
export async function* playlist(
  media: readonly Playable[],
  shape: PictureShape,
  options: PlaylistOptions,
): AsyncGenerator<TimedPicture> {
  for (let round = 0; round < options.times; round += 1) {
    for (const each of options.isShuffled ? shuffled(media) : media) yield* turns(each, shape, options);
  }
}

async function* turns(media: Playable, shape: PictureShape, options: PlaylistOptions): AsyncGenerator<TimedPicture> {
  const { everyMillis, pictureMillis } = options;
  let left = everyMillis ?? Number.POSITIVE_INFINITY;
  do {
    const before = left;
    for await (const { picture, durationMillis } of media.pictures(shape)) {
      const still = everyMillis ?? durationMillis;
      const own = media.kind === 'still' ? still : (pictureMillis ?? durationMillis);
      yield { picture, durationMillis: Math.min(own, left) };
      left -= own;
      if (left <= 0) return;
    }
    if (left === before) return;
  } while (everyMillis !== undefined);
}

function shuffled<T>(items: readonly T[]): T[] {
  const order = items.slice();
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
