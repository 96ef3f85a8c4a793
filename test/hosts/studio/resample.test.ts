import test from 'ava';
import fc from 'fast-check';
import sharp from 'sharp';
import type { Image } from '../../../hosts/studio/image.js';
import { resample } from '../../../hosts/studio/resample.js';

const whole = ({ width, height }: Image) => ({ left: 0, top: 0, right: width, bottom: height });

function painted(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Image {
  const rgba = new Uint8Array(4 * width * height);
  for (let at = 0; at < width * height; at += 1) rgba.set(colour(at % width, Math.floor(at / width)), 4 * at);
  return { width, height, rgba };
}

test('a picture of its own size stays as it is, laid over black', (t) => {
  const image = painted(7, 5, (x, y) => [x * 30, y * 50, 200, x === 3 ? 102 : 255]);
  for (const scaling of ['smooth', 'pixels'] as const) {
    const rgb = resample(image, whole(image), 7, 5, scaling);
    for (let at = 0; at < 35; at += 1) {
      const [x, y] = [at % 7, Math.floor(at / 7)];
      const lit = x === 3 ? 0.4 : 1;
      t.deepEqual([...rgb.subarray(3 * at, 3 * at + 3)], [x * 30 * lit, y * 50 * lit, 200 * lit].map(Math.round));
    }
  }
});

test('shrinking by whole steps takes the mean of what lies under a pixel', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6 * 4 * 4, maxLength: 6 * 4 * 4 }), (bytes) => {
        const image = painted(6, 4, (x, y) => [...bytes.subarray(4 * (6 * y + x), 4 * (6 * y + x) + 3), 255]);
        const rgb = resample(image, whole(image), 3, 2, 'smooth');
        for (let y = 0; y < 2; y += 1)
          for (let x = 0; x < 3; x += 1)
            for (let component = 0; component < 3; component += 1) {
              let sum = 0;
              for (const [dx, dy] of [
                [0, 0],
                [1, 0],
                [0, 1],
                [1, 1],
              ] as const)
                sum += image.rgba[4 * (6 * (2 * y + dy) + 2 * x + dx) + component]!;
              if (Math.abs(rgb[3 * (3 * y + x) + component]! - sum / 4) > 0.51) return false;
            }
        return true;
      }),
    ),
  );
});

test('growing is near what another library draws, and an even colour stays even', async (t) => {
  const image = painted(12, 9, (x, y) => [128 + 100 * Math.sin(x / 3), 20 * y, 90, 255]);
  const rgb = resample(image, whole(image), 60, 45, 'smooth');
  const raw = { width: 12, height: 9, channels: 4 } as const;
  const theirs = await sharp(image.rgba, { raw }).resize(60, 45, { kernel: 'cubic' }).removeAlpha().raw().toBuffer();
  let worst = 0;
  for (let y = 5; y < 40; y += 1)
    for (let at = 3 * (60 * y + 5); at < 3 * (60 * y + 55); at += 1)
      worst = Math.max(worst, Math.abs(rgb[at]! - theirs[at]!));
  // Two steps of 20 at once: theirs is also cubic, and places its samples in 64ths of a pixel.
  t.true(worst <= 6, `${worst}`);
  const even = painted(3, 3, () => [10, 130, 250, 255]);
  t.deepEqual(
    [...new Set(resample(even, whole(even), 31, 17, 'smooth'))].sort((a, b) => a - b),
    [10, 130, 250],
  );
});

test('pixels keeps hard edges: each becomes a square', (t) => {
  const image = painted(4, 4, (x, y) => [x * 60, y * 60, 0, 255]);
  const rgb = resample(image, { left: 1, top: 1, right: 3, bottom: 3 }, 6, 6, 'pixels');
  for (let at = 0; at < 36; at += 1) {
    const [x, y] = [1 + Math.floor((at % 6) / 3), 1 + Math.floor(at / 18)];
    t.deepEqual([...rgb.subarray(3 * at, 3 * at + 2)], [x * 60, y * 60]);
  }
});
