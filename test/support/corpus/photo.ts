import { blend, Canvas, grain, HEIGHT, smoothGrain, WIDTH } from './canvas.js';

/** Like a photograph in motion: smooth light and shade of three sizes under a pan, and grain that is new in every frame. */
export function drawPhoto(frame: number): Uint8Array {
  const canvas = new Canvas();
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const place = x + frame;
      const shade =
        (4 * smoothGrain(place, y, 7, 1) + 2 * smoothGrain(place, y, 5, 2) + smoothGrain(place, y, 3, 3)) / 7;
      const speck = (grain(x, y, 100 + frame) & 7) - 4;
      const light = Math.max(0, Math.min(255, Math.trunc(shade) + speck));
      canvas.put(x, y, blend(20, 240, light, 255), blend(30, 210, light, 255), blend(60, 170, light, 255));
    }
  }
  return canvas.bytes;
}
