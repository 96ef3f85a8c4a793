import { blend, Canvas, grain, HEIGHT, smoothGrain, WIDTH } from './canvas.js';

const SIZE = 96;

/** A round sprite of 96 x 96 with a soft edge, four pixels further in each frame, over a noisy wallpaper that stays. */
export function drawSprite(frame: number): Uint8Array {
  const canvas = new Canvas();
  const [left, top] = [40 + 4 * frame, 180];
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const shade = (3 * smoothGrain(x, y, 6, 11) + grain(x, y, 12)) >> 2;
      const below = [shade >> 1, shade, 255 - (shade >> 1)] as const;
      const alpha = spriteAlpha(x - left, y - top);
      const glow = 255 - Math.trunc(((y - top) * 128) / SIZE);
      canvas.put(
        x,
        y,
        blend(below[0], 255, alpha, 255),
        blend(below[1], glow, alpha, 255),
        blend(below[2], 80, alpha, 255),
      );
    }
  }
  return canvas.bytes;
}

/** The sprite's alpha, 0 to 255, at a place relative to its corner: opaque, then soft over some two pixels, then clear. */
export function spriteAlpha(x: number, y: number): number {
  const [fromX, fromY] = [2 * x - SIZE + 1, 2 * y - SIZE + 1];
  const apart = 90 * 90 - fromX * fromX - fromY * fromY;
  return Math.max(0, Math.min(255, Math.trunc(apart / 3)));
}
