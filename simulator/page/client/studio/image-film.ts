import { type Image, StudioError, type TimedImage } from '../../../../hosts/studio/image.js';
import type { Film } from '../../../../hosts/studio/survey.js';

/** What a file begins with, where its name does not say what it is. */
const magic: readonly (readonly [type: string, at: number, text: string])[] = [
  ['image/gif', 0, 'GIF8'],
  ['image/png', 1, 'PNG'],
  ['image/webp', 8, 'WEBP'],
  ['image/jpeg', 0, '\u00ff\u00d8\u00ff'],
  ['image/avif', 8, 'avif'],
];

/** A file of one or more pictures, decoded by the browser. Throws StudioError where it cannot be. */
export class ImageFilm implements Film {
  readonly #file: File;
  #bytes: ArrayBuffer | undefined;

  constructor(file: File) {
    this.#file = file;
  }

  async *images(): AsyncGenerator<TimedImage> {
    this.#bytes ??= await this.#file.arrayBuffer();
    const { name } = this.#file;
    const type = typeOf(new Uint8Array(this.#bytes, 0, Math.min(16, this.#bytes.byteLength))) ?? this.#file.type;
    if (type.startsWith('video/'))
      throw new StudioError(`A video becomes a face by the command line: verso wallpaper ${name}`);
    try {
      if (typeof ImageDecoder !== 'undefined' && (await ImageDecoder.isTypeSupported(type))) {
        yield* decoded(this.#bytes, type);
        return;
      }
      const bitmap = await createImageBitmap(new Blob([this.#bytes], { type }));
      yield { image: pixelsOf(bitmap, bitmap.width, bitmap.height), durationMillis: 1000 };
    } catch (cause) {
      throw new StudioError(`${name} cannot be read as a picture: choose a PNG, JPEG, WebP or GIF.`, { cause });
    }
  }
}

async function* decoded(data: ArrayBuffer, type: string): AsyncGenerator<TimedImage> {
  const decoder = new ImageDecoder({ data, type, preferAnimation: true });
  try {
    await decoder.tracks.ready;
    await decoder.completed;
    const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
    for (let frameIndex = 0; frameIndex < count; frameIndex += 1) {
      const { image } = await decoder.decode({ frameIndex });
      const timed = {
        image: pixelsOf(image, image.displayWidth, image.displayHeight),
        // As browsers do: what asks for less than 20 ms gets a tenth of a second.
        durationMillis: (image.duration ?? 0) < 20_000 ? 100 : image.duration! / 1000,
      };
      image.close();
      yield timed;
    }
  } finally {
    decoder.close();
  }
}

function pixelsOf(source: CanvasImageSource, width: number, height: number): Image {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no 2D canvas');
  context.drawImage(source, 0, 0);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

function typeOf(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head);
  return magic.find(([, at, mark]) => text.startsWith(mark, at))?.[0];
}
