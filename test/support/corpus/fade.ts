import { blueOf, greenOf, redOf } from '../../../firmware/pixels/rgb565.js';
import { Canvas, WIDTH } from './canvas.js';
import { drawIllustration } from './illustration.js';

/** The illustration fading to black. */
export function drawFade(frame: number): Uint8Array {
  const source = drawIllustration(0);
  const canvas = new Canvas();
  const light = 256 - 16 * frame;
  for (let at = 0; at < source.length; at += 2) {
    const pixel = (source[at]! << 8) | source[at + 1]!;
    const [x, y] = [(at >> 1) % WIDTH, Math.trunc((at >> 1) / WIDTH)];
    canvas.put(x, y, (redOf(pixel) * light) >> 8, (greenOf(pixel) * light) >> 8, (blueOf(pixel) * light) >> 8);
  }
  return canvas.bytes;
}
