import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import type { Media, PictureShape, TimedPicture } from '../../../../hosts/node/media/media.js';
import { openMedia } from '../../../../hosts/node/media/open-media.js';
import type { Picture } from '../../../../hosts/sdk/picture.js';
import { type WrittenFrame, writeApng } from '../../../support/apng-writer.js';
import { scratchFile, scratchFolder } from '../../../support/scratch.js';
import { hasProgram } from '../../../support/system-program.js';

const black = 0x0000;
const red = 0xf800;
const green = 0x07e0;
const blue = 0x001f;
const white = 0xffff;

async function all(media: Media, shape: PictureShape): Promise<TimedPicture[]> {
  const pictures: TimedPicture[] = [];
  for await (const picture of media.pictures(shape)) pictures.push(picture);
  return pictures;
}

function pixelAt({ width, pixels }: Picture, x: number, y: number): number {
  return (pixels[2 * (y * width + x)]! << 8) | pixels[2 * (y * width + x) + 1]!;
}

function pixelsOf(picture: Picture): number[] {
  return Array.from({ length: picture.width * picture.height }, (_, index) => pixelAt(picture, index, 0));
}

async function reason(t: ExecutionContext, path: string): Promise<string> {
  const error = await t.throwsAsync(openMedia(path), { name: 'MediaError' });
  return error?.message ?? '';
}

function png(width: number, height: number, rgba: (x: number, y: number) => readonly number[]): Promise<Buffer> {
  const raw = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) raw.set(rgba(x, y), 4 * (y * width + x));
  return sharp(raw, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

/** Pages of one colour each, as sharp takes them. */
function pages(width: number, height: number, colours: readonly (readonly number[])[]) {
  const raw = new Uint8Array(3 * width * height * colours.length);
  colours.forEach((colour, page) => {
    for (let at = 0; at < width * height; at += 1) raw.set(colour, 3 * (page * width * height + at));
  });
  return sharp(raw, { raw: { width, height: height * colours.length, channels: 3, pageHeight: height } });
}

test('a PNG of the panel’s size becomes its pixels, each component rounded to the nearest step', async (t) => {
  const path = scratchFile(t, 'steps.png', await png(256, 1, (x) => [x, x, x, 255]));
  const [still] = await all(await openMedia(path), { width: 256, height: 1, fit: 'cover' });
  for (let x = 0; x < 256; x += 1) {
    // The step whose value on a scale of 255 is nearest, found by trying every one.
    const nearest = (steps: number) => {
      const away = Array.from({ length: steps + 1 }, (_, step) => Math.abs((step * 255) / steps - x));
      return away.indexOf(Math.min(...away));
    };
    t.is(pixelAt(still!.picture, x, 0), (nearest(31) << 11) | (nearest(63) << 5) | nearest(31), `${x}`);
  }
});

test('alpha is laid over black', async (t) => {
  const path = scratchFile(t, 'alpha.png', await png(2, 1, (x) => [255, 255, 255, x === 0 ? 0 : 255]));
  const [still] = await all(await openMedia(path), { width: 2, height: 1, fit: 'cover' });
  t.deepEqual(pixelsOf(still!.picture), [black, white]);
});

test('cover cuts the edges off, contain adds black bars, fill stretches', async (t) => {
  // Red, green, green, blue columns: twice as wide as high.
  const colours = [
    [255, 0, 0, 255],
    [0, 255, 0, 255],
    [0, 255, 0, 255],
    [0, 0, 255, 255],
  ] as const;
  const path = scratchFile(t, 'wide.png', await png(64, 32, (x) => colours[x >> 4]!));
  const media = await openMedia(path);
  const shown = async (fit: 'cover' | 'contain' | 'fill') =>
    (await all(media, { width: 32, height: 32, fit }))[0]!.picture;
  const cover = await shown('cover');
  t.is(pixelAt(cover, 8, 16), green);
  t.is(pixelAt(cover, 24, 16), green);
  const contain = await shown('contain');
  t.is(pixelAt(contain, 16, 2), black);
  t.is(pixelAt(contain, 16, 29), black);
  t.is(pixelAt(contain, 3, 16), red);
  const fill = await shown('fill');
  t.is(pixelAt(fill, 3, 3), red);
  t.is(pixelAt(fill, 16, 29), green);
  t.is(pixelAt(fill, 28, 16), blue);
});

test('a photo is turned as its EXIF orientation says', async (t) => {
  const upright = await png(16, 32, (_, y) => (y < 16 ? [255, 0, 0, 255] : [0, 0, 255, 255]));
  // Orientation 6: the stored picture lies on its left side.
  const lying = await sharp(upright)
    .rotate(270)
    .flatten()
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 100 })
    .toBuffer();
  t.is((await sharp(lying).metadata()).width, 32);
  const [still] = await all(await openMedia(scratchFile(t, 'turned.jpg', lying)), {
    width: 16,
    height: 32,
    fit: 'fill',
  });
  t.true(pixelAt(still!.picture, 8, 4) >> 11 > 28);
  t.true((pixelAt(still!.picture, 8, 28) & 31) > 28);
});

test('grey, palette and 16-bit pictures come out in their colours', async (t) => {
  const grey = await sharp(new Uint8Array(64).fill(255), { raw: { width: 8, height: 8, channels: 1 } })
    .png()
    .toBuffer();
  const palette = await pages(8, 8, [[255, 0, 0]])
    .png({ palette: true })
    .toBuffer();
  const deep = await pages(8, 8, [[0, 0, 255]])
    .toColourspace('rgb16')
    .png()
    .toBuffer();
  const shape = { width: 8, height: 8, fit: 'cover' } as const;
  for (const [name, file, colour] of [
    ['grey.png', grey, white],
    ['palette.png', palette, red],
    ['deep.png', deep, blue],
  ] as const) {
    const [still] = await all(await openMedia(scratchFile(t, name, file)), shape);
    t.deepEqual(new Set(pixelsOf(still!.picture)), new Set([colour]), name);
  }
});

test('an animated GIF and WebP give their pages and times; a page in haste gets a tenth of a second', async (t) => {
  const colours = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ];
  const delay = [20, 70, 0, 500];
  const files = [
    ['film.gif', await pages(8, 8, colours).gif({ delay }).toBuffer()],
    ['film.webp', await pages(8, 8, colours).webp({ delay, lossless: true }).toBuffer()],
  ] as const;
  for (const [name, file] of files) {
    const media = await openMedia(scratchFile(t, name, file));
    t.is(media.kind, 'animation');
    t.is(media.count, 4);
    const film = await all(media, { width: 8, height: 8, fit: 'cover' });
    t.deepEqual(
      film.map((page) => page.durationMillis),
      [20, 70, 100, 500],
      name,
    );
    t.deepEqual(
      film.map((page) => pixelAt(page.picture, 3, 3)),
      [red, green, blue, white],
      name,
    );
  }
});

test('an APNG’s frames are laid, blended and disposed of as the specification says', async (t) => {
  const fill = (count: number, pixel: readonly number[]) => Array.from({ length: count }, () => pixel).flat();
  const frame = (frame: Partial<WrittenFrame>): WrittenFrame => ({
    left: 0,
    top: 0,
    width: 1,
    height: 1,
    delay: [1, 10],
    dispose: 0,
    blend: 0,
    rgba: [],
    ...frame,
  });
  const file = writeApng(3, 1, [
    frame({ width: 3, rgba: fill(3, [255, 0, 0, 255]) }),
    // Green in the middle, gone afterwards to what was there.
    frame({ left: 1, dispose: 2, rgba: [0, 255, 0, 255], delay: [1, 50] }),
    // Blue at the right, cleared afterwards.
    frame({ left: 2, dispose: 1, rgba: [0, 0, 255, 255], delay: [3, 0] }),
    // Clear pixels replace what is there ...
    frame({ left: 0, blend: 0, rgba: [255, 255, 255, 0] }),
    // ... or are laid over it.
    frame({ left: 1, blend: 1, rgba: [255, 255, 255, 0], delay: [0, 100] }),
  ]);
  const media = await openMedia(scratchFile(t, 'film.png', file));
  t.is(media.count, 5);
  const film = await all(media, { width: 3, height: 1, fit: 'fill' });
  t.deepEqual(
    film.map((page) => pixelsOf(page.picture)),
    [
      [red, red, red],
      [red, green, red],
      [red, red, blue],
      [black, red, black],
      [black, red, black],
    ],
  );
  t.deepEqual(
    film.map((page) => page.durationMillis),
    [100, 20, 30, 100, 100],
  );
});

test('ffmpeg’s APNG gives the same pictures as ffmpeg’s decoder', async (t) => {
  if (!hasProgram(t, 'ffmpeg')) return;
  const path = join(scratchFolder(t), 'test.apng');
  const source = 'testsrc=duration=0.5:size=64x48:rate=10';
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-plays', '0', '-pred', 'mixed', path]);
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-']);
  const film = await all(await openMedia(path), { width: 64, height: 48, fit: 'fill' });
  t.is(film.length, 5);
  film.forEach(({ picture, durationMillis }, index) => {
    t.is(Math.round(durationMillis), 100);
    const page = raw.subarray(index * 64 * 48 * 3);
    const wanted = Array.from({ length: 64 * 48 }, (_, at) => {
      const five = (component: number) => Math.round((component * 31) / 255);
      return (five(page[3 * at]!) << 11) | (Math.round((page[3 * at + 1]! * 63) / 255) << 5) | five(page[3 * at + 2]!);
    });
    t.deepEqual(pixelsOf(picture), wanted);
  });
});

test('a video gives as many pictures as it has frames, or as it is asked for a second', async (t) => {
  if (!hasProgram(t, 'ffmpeg')) return;
  const folder = scratchFolder(t);
  for (const [name, codec] of [
    ['clip.mp4', 'mpeg4'],
    ['clip.webm', 'libvpx'],
  ] as const) {
    const path = join(folder, name);
    const source = 'color=red:duration=1:size=64x48:rate=20';
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-c:v', codec, path]);
    const media = await openMedia(path);
    t.is(media.kind, 'video');
    const film = await all(media, { width: 32, height: 32, fit: 'contain' });
    t.is(film.length, 20, name);
    t.is(film[0]!.durationMillis, 50);
    t.true(pixelAt(film[10]!.picture, 16, 16) >> 11 > 28);
    t.is(pixelAt(film[10]!.picture, 16, 1), black);
    t.is((await all(media, { width: 32, height: 32, fit: 'cover', fps: 10 })).length, 10);
  }
});

test('a video that is left early leaves no decoder behind', async (t) => {
  if (!hasProgram(t, 'ffmpeg')) return;
  const path = join(scratchFolder(t), 'long.mp4');
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc=duration=20:size=64x48:rate=30',
    '-c:v',
    'mpeg4',
    path,
  ]);
  const media = await openMedia(path);
  for await (const { picture } of media.pictures({ width: 410, height: 502, fit: 'fill' })) {
    t.is(picture.width, 410);
    break;
  }
});

test('a file that is not there, a folder, an empty and an unknown file are refused with the reason', async (t) => {
  const folder = scratchFolder(t);
  t.regex(await reason(t, join(folder, 'none.png')), /none\.png cannot be read: there is no such file/);
  t.regex(await reason(t, folder), /it is a folder/);
  t.regex(await reason(t, scratchFile(t, 'empty.gif', '')), /^empty\.gif is empty/);
  t.regex(await reason(t, scratchFile(t, 'notes.png', 'just words')), /^notes\.png cannot be shown: it is no picture/);
});

test('a picture cut short anywhere is refused with the reason', async (t) => {
  const noise = sharp({
    create: {
      width: 64,
      height: 64,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
  const film = pages(16, 16, [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
  ]);
  const fill = Array.from({ length: 64 }, () => [9, 9, 9, 255]).flat();
  const page: WrittenFrame = { left: 0, top: 0, width: 8, height: 8, delay: [1, 10], dispose: 0, blend: 0, rgba: fill };
  const files = [
    ['cut.png', await noise.clone().png().toBuffer()],
    ['cut.jpg', await noise.clone().jpeg().toBuffer()],
    ['cut.webp', await noise.clone().webp().toBuffer()],
    [
      'film.webp',
      await film
        .clone()
        .webp({ delay: [50, 50, 50] })
        .toBuffer(),
    ],
    [
      'film.gif',
      await film
        .clone()
        .gif({ delay: [50, 50, 50] })
        .toBuffer(),
    ],
    ['film.apng', writeApng(8, 8, [page, page])],
  ] as const;
  for (const [name, file] of files) {
    await openMedia(scratchFile(t, name, file));
    for (const part of [0.3, 0.6, 0.9]) {
      const cut = scratchFile(t, name, file.subarray(0, Math.floor(file.length * part)));
      t.regex(
        await reason(t, cut),
        new RegExp(`^${name} (is broken|cannot be shown): .*; nothing was sent\\.$`),
        `${part}`,
      );
    }
  }
});

test('an APNG with a bit changed in one of its chunks is refused', async (t) => {
  const fill = Array.from({ length: 64 }, (_, at) => [at, 9, 9, 255]).flat();
  const page: WrittenFrame = { left: 0, top: 0, width: 8, height: 8, delay: [1, 10], dispose: 0, blend: 0, rgba: fill };
  const apng = writeApng(8, 8, [page, page]);
  for (const at of [60, apng.length - 30]) {
    const damaged = Buffer.from(apng);
    damaged[at] = damaged[at]! ^ 1;
    t.regex(await reason(t, scratchFile(t, 'film.png', damaged)), /is broken: its \w{4} chunk at byte \d+ is damaged/);
  }
});

test('a broken video is refused with the reason', async (t) => {
  if (!hasProgram(t, 'ffmpeg')) return;
  const header = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(400, 7)]);
  t.regex(await reason(t, scratchFile(t, 'clip.mp4', header)), /^clip\.mp4 is broken \(.+\)\.$/);
});
