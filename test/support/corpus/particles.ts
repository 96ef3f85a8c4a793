import { Canvas, grain, HEIGHT, WIDTH } from './canvas.js';

/** Two hundred glowing specks on black, each on a course of its own. */
export function drawParticles(frame: number): Uint8Array {
  const canvas = new Canvas();
  for (let speck = 0; speck < 200; speck++) {
    const x = grain(speck, 0, 1) + grain(speck, 1, 1) + frame * ((grain(speck, 2, 1) % 7) - 3);
    const y = 2 * grain(speck, 3, 1) + frame * (1 + (grain(speck, 4, 1) % 5));
    const [column, row] = [((x % WIDTH) + WIDTH) % WIDTH, ((y % HEIGHT) + HEIGHT) % HEIGHT];
    const light = 120 + (grain(speck, 5, 1) >> 1);
    canvas.disc(column, row, 3, [light >> 2, light >> 1, light >> 1]);
    canvas.disc(column, row, 1, [light, light, 200]);
  }
  return canvas.bytes;
}
