import test from 'ava';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import type { Surface } from '../../firmware/pixels/surface.js';
import { averageLight } from '../../firmware/power/average-light.js';
import { PictureLight } from '../../firmware/power/picture-light.js';
import { SwapChain } from '../../firmware/surface/swap-chain.js';
import { loadKernelsFile } from '../../simulator/kernels/kernels-file.js';

const [WIDTH, HEIGHT] = [240, 280];

/** A surface painted pixel by pixel. */
function painted(width: number, height: number, colour: (x: number, y: number) => number): Surface {
  const stride = 2 * width + 6;
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      bytes[y * stride + 2 * x] = colour(x, y) >> 8;
      bytes[y * stride + 2 * x + 1] = colour(x, y) & 0xff;
    }
  }
  return { bytes, width, height, stride };
}

/** The average over every pixel: each component of five bits, linear by the power of 2.2. */
function everyPixel(surface: Surface): number {
  let sum = 0;
  const linear = (component: number): number => (component / 31) ** 2.2;
  for (let y = 0; y < surface.height; y += 1) {
    for (let x = 0; x < surface.width; x += 1) {
      const at = y * surface.stride + 2 * x;
      const pixel = (surface.bytes[at]! << 8) | surface.bytes[at + 1]!;
      sum += linear(pixel >> 11) + linear((pixel >> 6) & 31) + linear(pixel & 31);
    }
  }
  return (100 * sum) / (3 * surface.width * surface.height);
}

test('the average of a plain picture is that of its colour, of a gradual one near that over all pixels', (t) => {
  for (const colour of [0, 0xffff, 0xf800, 0x07e0, 0x001f, 0x8410, 0x1ca7]) {
    const plain = painted(31, 17, () => colour);
    t.true(Math.abs(averageLight(plain) - everyPixel(plain)) < 0.2, `${colour}`);
  }
  for (const [width, height] of [
    [410, 502],
    [8, 9],
    [135, 240],
  ] as const) {
    const gradual = painted(width, height, (x, y) => {
      const [across, down] = [Math.floor((32 * x) / width), Math.floor((32 * y) / height)];
      return (across << 11) | (down << 6) | (31 - across);
    });
    t.true(Math.abs(averageLight(gradual) - everyPixel(gradual)) < 4, `${width} x ${height}`);
  }
});

test('the picture is looked at once as many pixels were sent as a sample stands for, and at most once a second', (t) => {
  const { memory, kernels } = loadKernelsFile();
  const chain = new SwapChain(memory, new CheckedKernels(kernels), WIDTH, HEIGHT);
  const counts = { presented: 0, late: 0, unslotted: 0, teMissing: 0, windows: 0, pixels: 0, cycles: 0 };
  const light = new PictureLight(counts, chain);
  t.is(light.wakeAt, Number.POSITIVE_INFINITY);
  chain.front.bytes.fill(0xff);
  counts.pixels = WIDTH * HEIGHT;
  light.step(5);
  t.is(light.average, 100);
  t.is(light.wakeAt, Number.POSITIVE_INFINITY);
  chain.front.bytes.fill(0);
  // A 32nd of the glass is 2100 pixels.
  for (const [sent, wakeAt, average] of [
    [2099, Number.POSITIVE_INFINITY, 100],
    [2100, 1_000_005, 100],
  ] as const) {
    counts.pixels = WIDTH * HEIGHT + sent;
    t.is(light.wakeAt, wakeAt);
    light.step(1_000_004);
    t.is(light.average, average);
  }
  light.step(1_000_005);
  t.is(light.average, 0);
  t.is(light.wakeAt, Number.POSITIVE_INFINITY);
});
