import { blend, Canvas, HEIGHT, WIDTH } from './canvas.js';

/** How far the sky's gradient goes, on a slant. */
const SKY = 4 * HEIGHT + WIDTH;

/** A flat illustration: a sky in a gradient, a sun with a glow that sinks, hills that shift against one another. */
export function drawIllustration(frame: number): Uint8Array {
  const canvas = new Canvas();
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const place = 4 * y + x;
      canvas.put(x, y, blend(250, 70, place, SKY), blend(160, 60, place, SKY), blend(90, 150, place, SKY));
    }
  }
  const [sunX, sunY] = [270, 150 + 3 * frame];
  for (let ring = 12; ring > 0; ring--) canvas.disc(sunX, sunY, 50 + 4 * ring, [255, 200 - 6 * ring, 120 - 4 * ring]);
  canvas.disc(sunX, sunY, 50, [255, 240, 190]);
  hills(canvas, 290 - frame, 170, [94, 74, 130]);
  hills(canvas, 350 - 2 * frame, 110, [62, 52, 104]);
  hills(canvas, 410 - 4 * frame, 83, [34, 30, 66]);
  return canvas.bytes;
}

/** Parabolas side by side. */
function hills(canvas: Canvas, shift: number, width: number, colour: readonly [number, number, number]): void {
  for (let x = 0; x < WIDTH; x++) {
    const inside = (((x + shift * 2) % width) + width) % width;
    const height = Math.trunc((4 * 70 * inside * (width - inside)) / (width * width));
    const top = 560 - width - height;
    for (let y = top; y < HEIGHT; y++) canvas.put(x, y, ...colour);
  }
}
