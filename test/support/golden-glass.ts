import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { blueOf, greenOf, redOf } from '../../firmware/pixels/rgb565.js';

/** A picture of a glass: RGB565 values. */
export interface GlassPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint16Array;
}

const golden = (name: string): string => fileURLToPath(new URL(`../golden/${name}.png`, import.meta.url));

/** Writes a picture of the glass as test/golden/NAME.png. */
export function recordGolden(name: string, { width, height, pixels }: GlassPicture): void {
  writeFileSync(golden(name), PNG.sync.write(pngOf(width, height, pixels), { colorType: 2 }));
}

/**
 * Counts the pixels that differ from test/golden/NAME.png; where any does, a picture of them (red on what was expected, dimmed)
 * and what came instead are written to build/, and `where` says so.
 */
export function compareGolden(name: string, picture: GlassPicture): { different: number; where: string } {
  const { width, height, pixels } = picture;
  if (!existsSync(golden(name))) return { different: width * height, where: 'no golden picture is recorded' };
  const expected = PNG.sync.read(readFileSync(golden(name)));
  if (expected.width !== width || expected.height !== height)
    return { different: width * height, where: 'another size' };
  const actual = pngOf(width, height, pixels);
  const difference = new PNG({ width, height });
  let different = 0;
  for (let at = 0; at < actual.data.length; at += 4) {
    const same = actual.data.subarray(at, at + 3).equals(expected.data.subarray(at, at + 3));
    if (!same) different += 1;
    difference.data[at] = same ? expected.data[at]! >> 2 : 255;
    difference.data[at + 1] = same ? expected.data[at + 1]! >> 2 : 0;
    difference.data[at + 2] = same ? expected.data[at + 2]! >> 2 : 0;
    difference.data[at + 3] = 255;
  }
  if (different === 0) return { different, where: '' };
  const folder = fileURLToPath(new URL('../../build/golden/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}${name.replaceAll('/', '-')}`;
  writeFileSync(`${file}-difference.png`, PNG.sync.write(difference));
  writeFileSync(`${file}-came.png`, PNG.sync.write(actual));
  return { different, where: `see build/golden/${name.replaceAll('/', '-')}-difference.png` };
}

function pngOf(width: number, height: number, pixels: Uint16Array): PNG {
  const png = new PNG({ width, height });
  pixels.forEach((pixel, at) => {
    png.data[at * 4] = redOf(pixel);
    png.data[at * 4 + 1] = greenOf(pixel);
    png.data[at * 4 + 2] = blueOf(pixel);
    png.data[at * 4 + 3] = 255;
  });
  return png;
}
