import { Px565Encoder } from '../../../firmware/px565/encode.js';
import { Bytes } from './bytes.js';

/** Pixels as RGB565 values, row by row. */
export interface TestPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint16Array;
}

/** A picture whose every pixel `pixelOf` says. */
export function pictureOf(width: number, height: number, pixelOf: (x: number, y: number) => number): TestPicture {
  const pixels = new Uint16Array(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) pixels[y * width + x] = pixelOf(x, y);
  return { width, height, pixels };
}

/** The bytes of an area: high byte first, rows without gaps. */
export function areaBytes(picture: TestPicture, left: number, top: number, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(width * height * 2);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pixel = picture.pixels[(top + y) * picture.width + left + x]!;
      bytes[(y * width + x) * 2] = pixel >> 8;
      bytes[(y * width + x) * 2 + 1] = pixel;
    }
  }
  return bytes;
}

function coded(pixels: Uint8Array, width: number, height: number, reference: Uint8Array | null): Uint8Array {
  return new Px565Encoder().encode(pixels, 0, 2 * width, width, height, reference, 0, 2 * width, 0).slice();
}

/** WALL or THMB: a table of bands of 32 rows, then the bands. */
export function wallBlob(picture: TestPicture, codec: 0 | 1): Uint8Array {
  const bands: Uint8Array[] = [];
  for (let top = 0; top < picture.height; top += 32) {
    const rows = Math.min(32, picture.height - top);
    const raw = areaBytes(picture, 0, top, picture.width, rows);
    bands.push(codec === 0 ? raw : coded(raw, picture.width, rows, null));
  }
  const blob = new Bytes();
  let at = 4 * bands.length;
  for (const band of bands) {
    blob.u32(at);
    at += band.length;
  }
  for (const band of bands) blob.put(band);
  return blob.done();
}

/** One region of a step as it lies in the file. */
export interface TestRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly codec: number;
  readonly data: Uint8Array;
}

/** A region whose pixels are those of `picture`; against `base` it is coded with SKIP. */
export function regionOf(
  picture: TestPicture,
  base: TestPicture | null,
  x: number,
  y: number,
  width: number,
  height: number,
  codec: 0 | 1 = 1,
): TestRegion {
  const raw = areaBytes(picture, x, y, width, height);
  const reference = base === null ? null : areaBytes(base, x, y, width, height);
  return { x, y, width, height, codec, data: codec === 0 ? raw : coded(raw, width, height, reference) };
}

export interface TestStep {
  readonly millis: number;
  readonly regions: readonly TestRegion[];
}

/** ANIM: head, steps, regions. `loop` 65535 is none. */
export function animationBlob(frames: number, loop: number, steps: readonly TestStep[]): Uint8Array {
  const blob = new Bytes().u16(frames, loop).zeros(12);
  let at = 16 + 8 * steps.length;
  for (const { millis, regions } of steps) {
    blob.u32(at).u16(millis, regions.length);
    for (const { data } of regions) at += 16 + data.length;
  }
  for (const { regions } of steps) {
    for (const { x, y, width, height, codec, data } of regions)
      blob.u16(x, y, width, height).u8(codec, 0, 0, 0).u32(data.length).put(data);
  }
  return blob.done();
}

/** Frames as an animation: the box of what changes is the one region of a step; frame by frame the whole where that is asked. */
export function filmBlob(frames: readonly TestPicture[], loop: number, millis: readonly number[]): Uint8Array {
  const first = frames[0]!;
  const steps: TestStep[] = [{ millis: millis[0]!, regions: [regionOf(first, null, 0, 0, first.width, first.height)] }];
  for (let index = 1; index < frames.length; index += 1)
    steps.push({ millis: millis[index]!, regions: changed(frames[index - 1]!, frames[index]!) });
  if (loop !== 0xffff) steps.push({ millis: 0, regions: changed(frames.at(-1)!, frames[loop]!) });
  return animationBlob(frames.length, loop, steps);
}

function changed(from: TestPicture, to: TestPicture): TestRegion[] {
  let [left, top, right, bottom] = [to.width, to.height, 0, 0];
  for (let y = 0; y < to.height; y += 1) {
    for (let x = 0; x < to.width; x += 1) {
      if (from.pixels[y * to.width + x] === to.pixels[y * to.width + x]) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right === 0 ? [] : [regionOf(to, from, left, top, right - left, bottom - top)];
}

/** A glyph by its values: alpha 0..2^bits-1 and, where coloured, colours. */
export interface TestGlyph {
  readonly codePoint: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly advance: number;
  readonly alpha: readonly number[];
  readonly colours?: readonly number[];
}

/** Rows of alpha, the first pixel in the highest bits, each row filled up to a byte. */
export function alphaRows(values: readonly number[], width: number, height: number, bits: number): Uint8Array {
  const rows: number[] = [];
  for (let y = 0; y < height; y += 1) {
    let byte = 0;
    let used = 0;
    for (let x = 0; x < width; x += 1) {
      byte = (byte << bits) | values[y * width + x]!;
      used += bits;
      if (used === 8) {
        rows.push(byte);
        byte = 0;
        used = 0;
      }
    }
    if (used > 0) rows.push(byte << (8 - used));
  }
  return Uint8Array.from(rows);
}

/** SPRT. */
export function spritesBlob(
  bits: number,
  coloured: boolean,
  lineHeight: number,
  glyphs: readonly TestGlyph[],
): Uint8Array {
  const head = new Bytes()
    .u8(bits, coloured ? 1 : 0)
    .u16(glyphs.length, lineHeight)
    .zeros(10);
  const bitmaps = new Bytes();
  const bitmapsAt = 16 + 20 * glyphs.length;
  for (const glyph of glyphs) {
    const { codePoint, width, height, left, top, advance, alpha, colours } = glyph;
    head.u32(codePoint, bitmapsAt + bitmaps.length).u16(width, height, left, top, advance, 0);
    if (coloured) bitmaps.colour(...colours!);
    bitmaps.put(alphaRows(alpha, width, height, bits));
  }
  return head.put(bitmaps.done()).done();
}

/** AODL. */
export function alwaysOnBlob(bits: 1 | 2, width: number, height: number, values: readonly number[]): Uint8Array {
  return new Bytes()
    .u8(bits)
    .zeros(7)
    .put(alphaRows(values, width, height, bits))
    .done();
}
