import { Canvas, grain, HEIGHT, WIDTH } from './canvas.js';

/** A list of text under a title bar that stays, four pixels further in each frame. */
export function drawScroll(frame: number): Uint8Array {
  const canvas = new Canvas();
  canvas.rectangle(0, 0, WIDTH, HEIGHT, [250, 250, 252]);
  for (let y = 60; y < HEIGHT; y++) {
    const place = y - 60 + 4 * frame;
    const line = Math.trunc(place / 28);
    const row = place % 28;
    if (row === 27) canvas.rectangle(20, y, WIDTH - 40, 1, [225, 225, 230]);
    if (row < 6 || row >= 18) continue;
    const length = 12 + (grain(line, 0, 5) % 24);
    for (let letter = 0; letter < length; letter++) {
      const strokes = grain(line, letter, 6);
      if (strokes < 40) continue;
      for (let column = 0; column < 7; column++) {
        const ink = grain((strokes & 31) * 8 + column, row >> 1, 7) & 3;
        if (ink > 1) canvas.put(20 + letter * 10 + column, y, 30, 30, 36);
        else if (ink === 1) canvas.put(20 + letter * 10 + column, y, 140, 140, 146);
      }
    }
  }
  canvas.rectangle(0, 0, WIDTH, 60, [30, 90, 200]);
  canvas.rectangle(20, 22, 120, 16, [255, 255, 255]);
  return canvas.bytes;
}
