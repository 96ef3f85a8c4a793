import { createHash, createPrivateKey, createPublicKey, verify } from 'node:crypto';
import test from 'ava';
import { checkStructure } from '../../../firmware/packs/check-structure.js';
import { PackFault } from '../../../firmware/packs/pack-fault.js';
import { systemFont } from '../../../hosts/node/font.js';
import { newKey, readSigningKey } from '../../../hosts/studio/keys.js';
import { writePack } from '../../../hosts/studio/pack/write-pack.js';
import { makeWallpaper, type WallpaperOptions } from '../../../hosts/studio/wallpaper.js';
import { drawIllustration } from '../../support/corpus/illustration.js';
import { drawPhoto } from '../../support/corpus/photo.js';
import { filmOf, spriteLoop } from '../../support/packs/films.js';
import { entriesOf, entryOf, itemsOf, nodesOf, playAnimation, wallPixels } from '../../support/packs/open-by-hand.js';

const watch = { width: 410, height: 502, shape: 'rectangle', cornerRadius: 40, unsafe: [] } as const;
const options: WallpaperOptions = { panel: watch, name: 'A loop', glyphs: systemFont(), clock: 'bottom' };
const target = { width: 410, height: 502, shape: 0, firmware: 0x000100 };

function faultOf(file: Uint8Array, panel = target): number {
  const read = (at: number, into: Uint8Array, intoAt: number, count: number): void =>
    into.set(file.subarray(at, at + count), intoAt);
  return checkStructure({ length: file.length, read }, panel);
}

/** The box of an animation, cut out of a whole picture. */
function cut(picture: Uint8Array, node: DataView): Uint8Array {
  const [x, y, width, height] = [2, 4, 6, 8].map((at) => node.getUint16(at, true)) as [number, number, number, number];
  const rows = Array.from({ length: height }, (_, row) =>
    picture.subarray(2 * ((y + row) * 410 + x), 2 * ((y + row) * 410 + x + width)),
  );
  return Buffer.concat(rows);
}

test('a sprite loop over an illustration of 60 pictures takes at most 1.6 MB, and every picture comes out exactly, round after round', async (t) => {
  const pictures = spriteLoop(60);
  const { plan, notes, tolerance } = await makeWallpaper(filmOf(pictures, 33), { ...options, alwaysOn: 'clock' });
  t.deepEqual(notes, []);
  t.is(tolerance, 0);
  const file = await writePack(plan);
  t.log(`${file.length} bytes`);
  t.true(file.length <= 1_600_000);
  t.is(faultOf(file), PackFault.none);
  t.deepEqual(Buffer.from(wallPixels(entryOf(file, 2)!)), Buffer.from(pictures[0]!));
  const node = nodesOf(file, 0, 0).find((each) => each.getUint8(0) === 4)!;
  const animation = entryOf(file, 3)!;
  t.is(animation.frames, 60);
  for (const [index, { frame, millis, pixels, area }] of playAnimation(animation, 90).entries()) {
    t.is(frame, index % 60);
    t.is(millis, 33);
    t.true(Buffer.from(pixels).equals(cut(pictures[frame]!, node)), `picture ${index}`);
    // Where it was and where it is, never the whole.
    if (index > 0) t.true(area < 2 * 112 * 112, `${area}`);
  }
});

test('a film that changes all over is one animation of the whole glass; with a tolerance no pixel is further off than told', async (t) => {
  const pictures = Array.from({ length: 6 }, (_, frame) => drawIllustration(frame));
  const { plan } = await makeWallpaper(filmOf(pictures, 50), { ...options, tolerance: 1 });
  const file = await writePack(plan);
  t.is(faultOf(file), PackFault.none);
  const animation = entryOf(file, 3)!;
  t.deepEqual([animation.width, animation.height], [410, 502]);
  const played = playAnimation(animation, 15);
  for (const { frame, pixels } of played) {
    const wanted = pictures[frame]!;
    let worst = 0;
    for (let at = 0; at < pixels.length; at += 2) {
      const [is, was] = [pixels, wanted].map((bytes) => (bytes[at]! << 8) | bytes[at + 1]!) as [number, number];
      const off = Math.max(
        Math.abs((is >> 11) - (was >> 11)),
        Math.abs(((is >> 5) & 63) - ((was >> 5) & 63)) / 2,
        Math.abs((is & 31) - (was & 31)),
      );
      worst = Math.max(worst, off);
    }
    t.true(worst <= 1, `picture ${frame}`);
  }
  // The second round shows the very pixels of the first.
  t.deepEqual(Buffer.from(played[6]!.pixels), Buffer.from(played[0]!.pixels));
  t.deepEqual(Buffer.from(played[11]!.pixels), Buffer.from(played[5]!.pixels));
});

test('a film that is too large exactly is made to fit, and the notes say how', async (t) => {
  const pictures = Array.from({ length: 6 }, (_, frame) => drawIllustration(2 * frame));
  const exact = await makeWallpaper(filmOf(pictures, 40), { ...options, mostBytes: 4_000_000 });
  t.is(exact.tolerance, 0);
  const mostBytes = 0.8 * entryOf(await writePack(exact.plan), 3)!.bytes.length;
  const { plan, notes, tolerance } = await makeWallpaper(filmOf(pictures, 40), { ...options, mostBytes });
  t.true(tolerance > 0);
  t.regex(notes[0]!, /^Its colours may be [12] of 32 steps off, so that it takes less\.$/);
  t.true(entryOf(await writePack(plan), 3)!.bytes.length <= mostBytes);
  await t.throwsAsync(makeWallpaper(filmOf(pictures, 40), { ...options, mostBytes: 10_000 }), {
    message: /^At its smallest it takes [\d.]+ MiB, and 0\.0 MiB fit: choose a shorter loop or a smaller crop\.$/,
  });
});

test('a film too fast and too large for the bus is shown at 30 pictures a second', async (t) => {
  const picture = drawIllustration(0);
  const pictures = Array.from({ length: 4 }, (_, frame) => picture.map((byte) => byte ^ (frame & 1 ? 0x55 : 0)));
  const { plan, hz, notes } = await makeWallpaper(filmOf(pictures, 1000 / 60), options);
  t.is(hz, 30);
  t.regex(notes[0]!, /^It is shown at 30 pictures a second: more of this size do not fit the panel's bus\.$/);
  const animation = entryOf(await writePack(plan), 3)!;
  t.is(animation.frames, 2);
  const small = await makeWallpaper(filmOf(spriteLoop(8), 1000 / 60), options);
  t.true(small.hz > 55);
});

test('a still is a wall, and its always-on layer leaves its lightest parts and the time, within 10 % of the pixels', async (t) => {
  const { plan } = await makeWallpaper(filmOf([drawPhoto(0)], 5000), {
    ...options,
    dither: false,
    author: 'Somebody',
    licence: 'CC0-1.0',
  });
  const file = await writePack(plan);
  t.is(faultOf(file), PackFault.none);
  t.deepEqual(
    entriesOf(file)
      .map(({ kind }) => kind)
      .sort(),
    [1, 2, 4, 4, 5, 6],
  );
  t.deepEqual(Buffer.from(wallPixels(entryOf(file, 2)!)), Buffer.from(drawPhoto(0)));
  const texts = itemsOf(file)
    .filter(({ type }) => type < 4)
    .map(({ value }) => Buffer.from(value).toString());
  t.deepEqual(texts, ['A loop', 'Somebody', 'CC0-1.0']);
  const layer = entryOf(file, 5)!;
  let lit = 0;
  const rowBytes = Math.ceil(layer.width / 4);
  for (let pixel = 0; pixel < layer.width * layer.height; pixel += 1) {
    const [x, y] = [pixel % layer.width, Math.floor(pixel / layer.width)];
    if (((layer.bytes[8 + y * rowBytes + (x >> 2)]! >> (6 - 2 * (x & 3))) & 3) > 0) lit += 1;
  }
  t.true(lit > 0 && lit < 0.1 * 410 * 502, `${lit}`);
  t.deepEqual(
    nodesOf(file, 0, 1).map((node) => node.getUint8(0)),
    [3, 5],
  );
});

test('every blob has its digest, and head and table the signature of the key', async (t) => {
  const { plan } = await makeWallpaper(filmOf([drawIllustration(0)], 5000), options);
  const pem = await newKey();
  const file = await writePack(plan, await readSigningKey(pem));
  for (const { digest, bytes } of entriesOf(file)) {
    t.deepEqual(Buffer.from(digest), createHash('sha256').update(bytes).digest());
  }
  const theirs = createPublicKey(createPrivateKey(pem));
  const { x, y } = theirs.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
  t.deepEqual(Buffer.from(file.slice(-72, -64)), createHash('sha256').update(point).digest().subarray(0, 8));
  const told = file.slice(0, 64 + 64 * entriesOf(file).length);
  t.true(verify('sha256', told, { key: theirs, dsaEncoding: 'ieee-p1363' }, file.slice(-64)));
  t.is(faultOf(file), PackFault.none);
  t.is(faultOf(file, { ...target, width: 412 }), PackFault.panel);
});

test('material without a picture, or of absurd times, is told so', async (t) => {
  await t.throwsAsync(makeWallpaper(filmOf([], 10), options), {
    message: 'The material holds no picture: choose another.',
  });
  const { notes, plan } = await makeWallpaper(filmOf(spriteLoop(3), 1e9), { ...options, alwaysOn: 'none' });
  t.deepEqual(notes, ['A picture asks to stand for 1000000 s; it stands for 60 s.']);
  t.is(playAnimation(entryOf(await writePack(plan), 3)!, 2)[1]!.millis, 60_000);
});

test('an always-on scene leaves room to be moved about, beside the lenses', async (t) => {
  const lens = { left: 0, top: 0, right: 120, bottom: 200 };
  const white = new Uint8Array(2 * 410 * 502).fill(255);
  const { plan } = await makeWallpaper(filmOf([white], 5000), { ...options, panel: { ...watch, unsafe: [lens] } });
  for (const node of nodesOf(await writePack(plan), 0, 1)) {
    const [x, y, width, height] = [2, 4, 6, 8].map((at) => node.getUint16(at, true)) as [
      number,
      number,
      number,
      number,
    ];
    // Room for a step of 13 pixels to each side.
    t.true(x >= 120 + 13 && x + width <= 410 - 13, `${x} ${width}`);
    t.true(y >= 13 && y + height <= 502 - 13, `${y} ${height}`);
  }
});
