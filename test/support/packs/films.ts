import type { TimedImage } from '../../../hosts/studio/image.js';
import type { Film } from '../../../hosts/studio/survey.js';
import { blend, Canvas, HEIGHT, WIDTH } from '../corpus/canvas.js';
import { drawIllustration } from '../corpus/illustration.js';
import { spriteAlpha } from '../corpus/sprite.js';

/** Pictures of 410 x 502 in wire order as a film that stands `durationMillis` each. */
export function filmOf(pictures: readonly Uint8Array[], durationMillis: number): Film {
  const painted = pictures.map(rgbaOf);
  return {
    async *images(): AsyncGenerator<TimedImage> {
      for (const rgba of painted) yield { image: { width: WIDTH, height: HEIGHT, rgba }, durationMillis };
    },
  };
}

/** A sprite of 96 x 96 that runs to and fro over an illustration, and comes back to where it began. */
export function spriteLoop(frames: number): Uint8Array[] {
  const ground = drawIllustration(0);
  return Array.from({ length: frames }, (_, frame) => {
    const canvas = new Canvas();
    canvas.bytes.set(ground);
    const turn = (2 * Math.PI * frame) / frames;
    const [left, top] = [Math.round(157 + 120 * Math.sin(turn)), Math.round(180 + 30 * Math.sin(2 * turn))];
    for (let y = 0; y < 96; y += 1) {
      for (let x = 0; x < 96; x += 1) {
        const alpha = spriteAlpha(x, y);
        if (alpha === 0) continue;
        const [red, green, blue] = rgbAt(ground, left + x, top + y);
        canvas.put(
          left + x,
          top + y,
          blend(red, 255, alpha, 255),
          blend(green, 200 - y, alpha, 255),
          blend(blue, 80, alpha, 255),
        );
      }
    }
    return canvas.bytes;
  });
}

const five = Uint8Array.from({ length: 32 }, (_, step) => Math.round((step * 255) / 31));
const six = Uint8Array.from({ length: 64 }, (_, step) => Math.round((step * 255) / 63));

function rgbaOf(pixels: Uint8Array): Uint8Array {
  const rgba = new Uint8Array(2 * pixels.length).fill(255);
  for (let from = 0, to = 0; from < pixels.length; from += 2, to += 4) {
    const value = (pixels[from]! << 8) | pixels[from + 1]!;
    rgba[to] = five[value >> 11]!;
    rgba[to + 1] = six[(value >> 5) & 63]!;
    rgba[to + 2] = five[value & 31]!;
  }
  return rgba;
}

function rgbAt(pixels: Uint8Array, x: number, y: number): [number, number, number] {
  const at = 2 * (y * WIDTH + x);
  const value = (pixels[at]! << 8) | pixels[at + 1]!;
  return [five[value >> 11]!, six[(value >> 5) & 63]!, five[value & 31]!];
}
