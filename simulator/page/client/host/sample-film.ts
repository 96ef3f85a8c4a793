import { packRgb565 } from '../../../../firmware/pixels/rgb565.js';
import type { Picture } from '../../../../hosts/sdk/picture.js';
import type { FilmPicture } from '../../../../hosts/sdk/play.js';
import type { DeviceFacts } from '../../live-messages.js';
import { safeArea } from '../safe-area.js';
import type { Sample } from '../samples/sample.js';

/** A sample as a film without end, each picture painted when it is asked for. */
export async function* filmOf(sample: Sample, { width, height, unsafe }: DeviceFacts): AsyncGenerator<FilmPicture> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot paint outside the page.');
  const paint = sample.prepare({ width, height, safe: safeArea({ width, height, unsafe }) });
  for (let frame = 0; ; frame += 1) {
    paint(context, frame / sample.framesPerSecond);
    yield {
      picture: pictureOf(context.getImageData(0, 0, width, height)),
      durationMillis: 1000 / sample.framesPerSecond,
    };
  }
}

function pictureOf({ data, width, height }: ImageData): Picture {
  const pixels = new Uint8Array(width * height * 2);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 2) {
    const pixel = packRgb565(data[from]!, data[from + 1]!, data[from + 2]!);
    pixels[to] = pixel >> 8;
    pixels[to + 1] = pixel & 0xff;
  }
  return { width, height, pixels };
}
