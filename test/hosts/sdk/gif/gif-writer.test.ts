import test from 'ava';
import sharp from 'sharp';
import { GifWriter } from '../../../../hosts/sdk/gif/gif-writer.js';

/** Decodes with sharp; pixels as RGB565, which an exact palette gives back unharmed. */
async function decode(file: Uint8Array) {
  const image = sharp(file, { animated: true });
  const { delay, loop, pages = 1, width } = await image.metadata();
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array((data.length / 3) * 2);
  for (let at = 0, to = 0; at < data.length; at += 3, to += 2) {
    const pixel = ((data[at]! >> 3) << 11) | ((data[at + 1]! >> 2) << 5) | (data[at + 2]! >> 3);
    pixels[to] = pixel >> 8;
    pixels[to + 1] = pixel;
  }
  const pageBytes = pixels.length / pages;
  const films = Array.from({ length: pages }, (_, page) => pixels.slice(page * pageBytes, (page + 1) * pageBytes));
  return { delay, loop, width, height: info.height / pages, films };
}

function write(width: number, height: number, pictures: readonly (readonly [Uint8Array, number])[], end: number) {
  const parts: Uint8Array[] = [];
  const writer = new GifWriter(width, height, (bytes) => parts.push(bytes.slice()));
  for (const [pixels, at] of pictures) writer.add({ pixels }, at);
  writer.finish(end);
  return { file: Buffer.concat(parts), pages: writer.pages };
}

const reddish = Uint8Array.of(0xf8, 0);
const bluish = Uint8Array.of(0, 0x1f);
const whitish = Uint8Array.of(0xff, 0xff);

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

test('another decoder reads the pictures back, exact where they have few colours', async (t) => {
  const next = random(7);
  const width = 61;
  const height = 47;
  const colours = Array.from({ length: 200 }, () => next() & 0xffff);
  const pictures = Array.from({ length: 6 }, (_, page) => {
    const pixels = new Uint8Array(2 * width * height);
    for (let at = 0; at < width * height; at += 1) {
      // Noise, long runs and a single colour: short codes, long ones and a full table.
      const colour = page % 3 === 0 ? colours[next() % 200]! : colours[page % 3 === 1 ? (at >> 6) % 200 : page]!;
      pixels[2 * at] = colour >> 8;
      pixels[2 * at + 1] = colour;
    }
    return pixels;
  });
  const { file, pages } = write(
    width,
    height,
    pictures.map((pixels, page) => [pixels, page * 50] as const),
    400,
  );
  const film = await decode(file);
  t.is(pages, 6);
  t.is(film.loop, 0);
  t.deepEqual([film.width, film.height], [width, height]);
  t.deepEqual(film.delay, [50, 50, 50, 50, 50, 150]);
  film.films.forEach((pixels, page) => {
    t.deepEqual(pixels, pictures[page]);
  });
});

test('durations add up: hundredths are rounded from the start, not page by page', async (t) => {
  const pictures = Array.from({ length: 31 }, (_, page) => [Uint8Array.of(page, page), (page * 1000) / 30] as const);
  const { delay } = await decode(write(1, 1, pictures, 1100).file);
  t.is(
    delay!.slice(0, 30).reduce((sum, each) => sum + each),
    1000,
  );
  t.deepEqual(new Set(delay!.slice(0, 30)), new Set([30, 40]));
});

test('a picture like the one before lengthens it', async (t) => {
  const { file, pages } = write(
    1,
    1,
    [
      [reddish, 0],
      [reddish, 100],
      [bluish, 200],
    ],
    300,
  );
  t.is(pages, 2);
  const film = await decode(file);
  t.deepEqual(film.delay, [200, 100]);
  t.deepEqual(film.films, [reddish, bluish]);
});

test('a picture too soon after another waits, and is left out where a newer one comes first', async (t) => {
  const left = await decode(
    write(
      1,
      1,
      [
        [reddish, 0],
        [bluish, 100],
        [whitish, 105],
        [reddish, 200],
      ],
      300,
    ).file,
  );
  t.deepEqual(left.films, [reddish, bluish, reddish]);
  t.deepEqual(left.delay, [100, 100, 100]);
  const last = await decode(
    write(
      1,
      1,
      [
        [reddish, 0],
        [bluish, 5],
      ],
      5,
    ).file,
  );
  t.deepEqual(last.films, [reddish, bluish]);
  t.deepEqual(last.delay, [20, 20]);
});

test('more than 255 colours are brought near', async (t) => {
  const width = 64;
  const height = 64;
  const pixels = new Uint8Array(2 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const colour = ((at & 31) << 11) | ((at >> 6) << 5) | (31 - (at & 31));
    pixels[2 * at] = colour >> 8;
    pixels[2 * at + 1] = colour;
  }
  const [page] = (await decode(write(width, height, [[pixels, 0]], 100).file)).films;
  let furthest = 0;
  for (let at = 0; at < page!.length; at += 2) {
    const [a, b] = [pixels, page!].map((from) => (from[at]! << 8) | from[at + 1]!) as [number, number];
    furthest = Math.max(furthest, Math.abs((a >> 11) - (b >> 11)), Math.abs((a & 31) - (b & 31)));
    furthest = Math.max(furthest, Math.abs(((a >> 5) & 63) - ((b >> 5) & 63)) / 2);
  }
  t.true(furthest <= 4, `${furthest}`);
});
