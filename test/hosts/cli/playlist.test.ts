import test from 'ava';
import { type Playable, type PlaylistOptions, playlist } from '../../../hosts/cli/playlist.js';
import type { PictureShape } from '../../../hosts/node/media/media.js';

const shape: PictureShape = { width: 1, height: 1, fit: 'cover' };

/** A film whose pictures are told apart by their one pixel. */
function media(kind: Playable['kind'], pixels: readonly number[], durationMillis: number): Playable {
  return {
    kind,
    async *pictures() {
      for (const pixel of pixels) {
        yield { picture: { width: 1, height: 1, pixels: Uint8Array.of(0, pixel) }, durationMillis };
      }
    },
  };
}

async function played(files: readonly Playable[], options: Partial<PlaylistOptions>): Promise<[number, number][]> {
  const all = { times: 1, isShuffled: false, everyMillis: undefined, pictureMillis: undefined, ...options };
  const pictures: [number, number][] = [];
  for await (const { picture, durationMillis } of playlist(files, shape, all)) {
    pictures.push([picture.pixels[1]!, durationMillis]);
  }
  return pictures;
}

const film = media('animation', [1, 2], 100);
const still = media('still', [7], 5000);

test('files follow one another, all of them as often as asked', async (t) => {
  t.deepEqual(await played([film, still], { times: 2 }), [
    [1, 100],
    [2, 100],
    [7, 5000],
    [1, 100],
    [2, 100],
    [7, 5000],
  ]);
});

test('a time for each file turns what is shorter and cuts what is longer', async (t) => {
  t.deepEqual(await played([film, still], { everyMillis: 250 }), [
    [1, 100],
    [2, 100],
    [1, 50],
    [7, 250],
  ]);
});

test('a rate replaces the times of what moves, not of stills', async (t) => {
  t.deepEqual(await played([film, still], { pictureMillis: 20 }), [
    [1, 20],
    [2, 20],
    [7, 5000],
  ]);
});

test('shuffled, every round has each file once', async (t) => {
  const stills = Array.from({ length: 8 }, (_, index) => media('still', [index], 1));
  const order = (await played(stills, { times: 20, isShuffled: true })).map(([pixel]) => pixel);
  const rounds = Array.from({ length: 20 }, (_, round) => order.slice(8 * round, 8 * round + 8));
  for (const round of rounds) t.deepEqual(round.toSorted(), [0, 1, 2, 3, 4, 5, 6, 7]);
  // All 20 alike by chance: 1 in 40320 to the 19th.
  t.true(new Set(rounds.map(String)).size > 1);
});

test('a file without pictures does not turn for ever', async (t) => {
  t.deepEqual(await played([media('animation', [], 100)], { everyMillis: 1000 }), []);
});
