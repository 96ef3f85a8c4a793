import sharp from 'sharp';

/** A GIF of 60 x 40: a light square that goes round on blue, 40 ms a picture. */
export function loopGif(frames: number): Promise<Buffer> {
  const raw = new Uint8Array(3 * 60 * 40 * frames);
  for (let frame = 0; frame < frames; frame += 1) {
    const turn = (2 * Math.PI * frame) / frames;
    const [left, top] = [Math.round(25 + 15 * Math.cos(turn)), Math.round(15 + 10 * Math.sin(turn))];
    for (let at = 0; at < 60 * 40; at += 1) {
      const [x, y] = [at % 60, Math.floor(at / 60)];
      const isLight = x >= left && x < left + 10 && y >= top && y < top + 10;
      raw.set(isLight ? [255, 240, 200] : [20, 30, 90], 3 * (frame * 60 * 40 + at));
    }
  }
  return sharp(raw, { raw: { width: 60, height: 40 * frames, channels: 3, pageHeight: 40 } })
    .gif({ delay: new Array<number>(frames).fill(40), loop: 0 })
    .toBuffer();
}
