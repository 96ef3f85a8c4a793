import 'piu/MC';
import Bitmap from 'commodetto/Bitmap';
import type * as Piu from 'piu/MC-types';
import { packRgb565 } from '../../pixels/rgb565.js';
import type { FrameMemory } from '../../platform/memory.js';

/** The start face's sky, from the top to the bottom, 0..255 a component; darker, so that white text stands out. */
const SKY = [10, 7, 28, 27, 15, 62, 62, 27, 92, 120, 50, 100] as const;
/** Ordered dithering of 4 x 4 pixels: 565 has too few steps for a calm gradient. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const;
const STARS = 48;

/** The night sky behind the pages: one column of four pixels, repeated, and stars. */
export function createSky(memory: FrameMemory, width: number, height: number): Piu.Port {
  const bytes = memory.allocate(4 * height * 2);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < 4; x += 1) {
      const pixel = skyPixel(x, y, height);
      bytes[(y * 4 + x) * 2] = pixel >> 8;
      bytes[(y * 4 + x) * 2 + 1] = pixel & 255;
    }
  }
  // Frame memory never moves: Piu keeps a pointer into it.
  const bitmap = new Bitmap(4, height, Bitmap.RGB565BE, bytes.buffer, bytes.byteOffset, bytes.length);
  const texture = new (Texture as unknown as TextureOfBitmaps)(undefined, undefined, bitmap);
  const stars = createStars(width, height);
  const port = new Port(null, { left: 0, top: 0, width, height }) as Piu.Port;
  port.behavior = {
    // Piu's texture keeps the pointer and not the buffer: held here, lest it be collected.
    bitmap,
    onDraw(it: Piu.Port): void {
      it.fillTexture(texture, '#ffffff', 0, 0, width, height, 0, 0, 4, height);
      for (const { x, y, color } of stars) it.fillColor(color, x, y, 1, 1);
    },
  };
  return port;
}

type TextureOfBitmaps = new (path: undefined, alpha: undefined, color: Bitmap) => Piu.Texture;

function skyPixel(x: number, y: number, height: number): number {
  const spans = SKY.length / 3 - 1;
  const along = (y / height) * spans;
  const span = Math.min(spans - 1, Math.floor(along));
  const part = along - span;
  const threshold = (BAYER[(y & 3) * 4 + x]! + 0.5) / 16 - 0.5;
  const component = (index: number, step: number): number => {
    const from = SKY[span * 3 + index]!;
    const value = from + (SKY[span * 3 + 3 + index]! - from) * part + threshold * step;
    return Math.max(0, Math.min(255, value));
  };
  return packRgb565(component(0, 8), component(1, 4), component(2, 8));
}

function createStars(width: number, height: number): { x: number; y: number; color: string }[] {
  let random = 0x2f6e2b1;
  const next = (): number => {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return random >>> 0;
  };
  return Array.from({ length: STARS }, () => {
    const x = next() % width;
    // Stars thin out towards the horizon.
    const y = Math.floor(((next() % height) * (next() % 997)) / 997);
    return { x, y, color: next() % 3 === 0 ? '#ffffffd0' : '#ffffff70' };
  });
}
