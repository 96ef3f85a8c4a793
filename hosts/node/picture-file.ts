import sharp from 'sharp';
import { blueOf, greenOf, redOf } from '../../firmware/pixels/rgb565.js';
import type { Picture } from '../sdk/picture.js';

/** A picture as three bytes a pixel, as the glass shows it: the high bits of a component fill its low ones. */
export function rgbOf({ pixels }: Pick<Picture, 'pixels'>): Uint8Array {
  const rgb = new Uint8Array((pixels.length / 2) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 2, to += 3) {
    const pixel = (pixels[from]! << 8) | pixels[from + 1]!;
    rgb[to] = redOf(pixel);
    rgb[to + 1] = greenOf(pixel);
    rgb[to + 2] = blueOf(pixel);
  }
  return rgb;
}

/** A picture as a PNG, one pixel a pixel. */
export function encodePng(picture: Picture): Promise<Uint8Array> {
  const { width, height } = picture;
  return sharp(rgbOf(picture), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
