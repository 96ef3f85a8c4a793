import test from 'ava';
import fc from 'fast-check';
import { decodePx565 } from '../../firmware/px565/decode.js';
import { Px565Encoder, px565Bound } from '../../firmware/px565/encode.js';
import { px565Vectors } from '../support/golden-vectors.js';
import { fillNoise } from '../support/noise.js';
import { changedPicture, mixedPicture } from '../support/px565-pictures.js';

const encoder = new Px565Encoder();

test('every golden vector is encoded to its bytes', (t) => {
  for (const { width, height, pixels, reference, coded } of px565Vectors()) {
    const encoded = encoder.encode(pixels, 0, 2 * width, width, height, reference, 0, 2 * width, 0);
    t.is(Buffer.from(encoded).toString('hex'), coded.toString('hex'), `${width} x ${height}`);
  }
});

test('the rows may lie anywhere in larger buffers, source and reference each with a stride of its own', (t) => {
  const [width, height] = [33, 21];
  const picture = mixedPicture(5, width, height);
  const reference = changedPicture(picture, 5);
  const plain = encoder.encode(picture, 0, 2 * width, width, height, reference, 0, 2 * width, 0).slice();
  const spread = (pixels: Uint8Array, at: number, stride: number) => {
    const bytes = new Uint8Array(at + stride * height).fill(0x5a);
    for (let y = 0; y < height; y++) bytes.set(pixels.subarray(2 * width * y, 2 * width * (y + 1)), at + y * stride);
    return bytes;
  };
  const again = encoder.encode(spread(picture, 7, 101), 7, 101, width, height, spread(reference, 12, 80), 12, 80, 0);
  t.is(Buffer.compare(again, plain), 0);
});

test('noise takes no more than the bound', (t) => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 60 }),
      (seed, width, height) => {
        const picture = new Uint8Array(2 * width * height);
        fillNoise(picture, seed);
        const { length } = encoder.encode(picture, 0, 2 * width, width, height, null, 0, 0, 0);
        t.true(length <= 2 * width * height + (width * height) / 8 + 16);
        t.true(length <= px565Bound(width * height));
      },
    ),
  );
});

test('with a tolerance no component is further off than it says, and the reconstruction is what is decoded', (t) => {
  const size = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 }));
  fc.assert(
    fc.property(
      fc.integer(),
      size,
      fc.integer({ min: 0, max: 15 }),
      fc.boolean(),
      (seed, [width, height], tolerance, delta) => {
        const stride = 2 * width;
        const picture = mixedPicture(seed, width, height);
        const reference = delta ? changedPicture(picture, seed) : null;
        const coded = encoder.encode(picture, 0, stride, width, height, reference, 0, stride, tolerance);
        t.true(coded.length <= px565Bound(width * height));
        const decoded = reference === null ? new Uint8Array(picture.length) : reference.slice();
        t.true(decodePx565(coded, width, height, delta, decoded, 0, stride));
        const held = new Uint8Array(picture.length);
        encoder.reconstruct(held, 0, stride);
        t.is(Buffer.compare(held, decoded), 0);
        let furthest = 0;
        for (let at = 0; at < picture.length; at += 2) {
          const wanted = (picture[at]! << 8) | picture[at + 1]!;
          const got = (decoded[at]! << 8) | decoded[at + 1]!;
          furthest = Math.max(
            furthest,
            Math.abs((wanted >> 11) - (got >> 11)),
            Math.abs(((wanted >> 5) & 63) - ((got >> 5) & 63)) / 2,
            Math.abs((wanted & 31) - (got & 31)),
          );
        }
        t.true(furthest <= tolerance, `${furthest} steps at tolerance ${tolerance}`);
      },
    ),
    { numRuns: 200 },
  );
});

test('a tolerance pays: a noisy slope takes less than half', (t) => {
  const [width, height] = [128, 128];
  const picture = new Uint8Array(2 * width * height);
  for (let at = 0; at < width * height; at++) {
    const pixel = 0x3186 + 0x0821 * ((at * 7919) % 2) + 0x20 * ((at >> 9) & 7);
    picture[2 * at] = pixel >> 8;
    picture[2 * at + 1] = pixel & 255;
  }
  const exact = encoder.encode(picture, 0, 256, width, height, null, 0, 0, 0).length;
  const near = encoder.encode(picture, 0, 256, width, height, null, 0, 0, 1).length;
  t.true(near * 2 < exact, `${near} of ${exact} bytes`);
});

test('an unchanged frame is one SKIP, however large', (t) => {
  const picture = mixedPicture(1, 410, 502);
  const coded = encoder.encode(picture, 0, 820, 410, 502, picture, 0, 820, 0);
  // 205,820 pixels: three runs of 65,798 and one of 8,426 = 8 + 255 + 8,163.
  const most = [0xf7, 0xff, 0xff, 0xff];
  t.deepEqual([...coded], [...most, ...most, ...most, 0xf7, 0xff, 8163 & 255, 8163 >> 8]);
});

test('what no region can be is thrown at once', (t) => {
  const bytes = new Uint8Array(64);
  const attempts: [number, number, number, number, number][] = [
    [0, 8, 0, 4, 0],
    [0, 8, 4, 0, 0],
    [0, 6, 4, 4, 0],
    [34, 8, 4, 4, 0],
    [-2, 8, 4, 4, 0],
    [0, 8, 4, 4, 16],
    [0, 8, 4, 4, 0.5],
  ];
  for (const [at, stride, width, height, tolerance] of attempts) {
    t.throws(() => encoder.encode(bytes, at, stride, width, height, null, 0, 0, tolerance), { instanceOf: RangeError });
  }
  t.throws(() => encoder.encode(bytes, 0, 8, 4, 4, bytes, 60, 8, 0), { instanceOf: RangeError });
  t.throws(() => decodePx565(bytes, 4, 4, false, bytes, 40, 8), { instanceOf: RangeError });
});
