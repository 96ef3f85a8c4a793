import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { Image, TimedImage } from '../../studio/image.js';
import { gifFault } from './gif-fault.js';
import { longestEdge, type Media, type PictureShape, pageMillis, stillMillis, type TimedPicture } from './media.js';
import { MediaError } from './media-error.js';
import { textAt } from './sniff.js';
import { readPages } from './to-picture.js';

/** Pages are decoded in groups of about this many bytes, so that a long animation does not sit in memory. */
const groupBytes = 64 << 20;
/** Opens what sharp reads: stills, and animated GIF and WebP. Decodes it once, whole. */
export async function openImage(path: string, name: string): Promise<Media> {
  const file = await readFile(path);
  const fault = textAt(file, 0, 3) === 'GIF' ? gifFault(file) : (riffFault(file) ?? pngFault(file) ?? jpegFault(file));
  if (fault !== undefined) throw new MediaError(`${name} is broken: ${fault}; nothing was sent.`);
  try {
    const { pages = 1, width, height, pageHeight = height, delay } = await sharp(file, { animated: true }).metadata();
    // Pages of a TIFF or HEIF are other pictures, not a film: only a format that tells delays moves.
    const count = delay === undefined ? 1 : pages;
    const group = Math.max(1, Math.floor(groupBytes / (width * pageHeight * 4)));
    for (let page = 0; page < count; page += group) {
      await sharp(file, { page, pages: Math.min(group, count - page) }).stats();
    }
    if (count === 1) return still(file, name);
    const delays = delay ?? [];
    return {
      name,
      kind: 'animation',
      count,
      pictures: (shape) => pagesOf(file, count, group, delays, shape),
      images: () => imagesOf(file, count, group, delays),
    };
  } catch (cause) {
    throw new MediaError(`${name} cannot be shown: ${reasonOf(cause)}; nothing was sent.`, { cause });
  }
}

function still(file: Uint8Array, name: string): Media {
  async function* pictures(shape: PictureShape): AsyncGenerator<TimedPicture> {
    const [picture] = await readPages(sharp(file).autoOrient(), shape);
    yield { picture: picture!, durationMillis: stillMillis };
  }
  async function* images(): AsyncGenerator<TimedImage> {
    yield { image: await readImage(sharp(file).autoOrient()), durationMillis: stillMillis };
  }
  return { name, kind: 'still', count: 1, pictures, images };
}

async function* imagesOf(
  file: Uint8Array,
  count: number,
  group: number,
  delays: readonly number[],
): AsyncGenerator<TimedImage> {
  // A page builds on those before it: alone, each would be decoded with all of them.
  for (let first = 0; first < count; first += group) {
    const pages = Math.min(group, count - first);
    const { width, height, rgba } = await readImage(sharp(file, { page: first, pages }));
    for (let page = 0; page < pages; page += 1) {
      const bytes = rgba.length / pages;
      const image = { width, height: height / pages, rgba: rgba.subarray(page * bytes, (page + 1) * bytes) };
      yield { image, durationMillis: pageMillis(delays[first + page] ?? 0) };
    }
  }
}

/** All pages one below the other. */
async function readImage(image: Sharp): Promise<Image> {
  const { data, info } = await image
    .resize(longestEdge, longestEdge, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

async function* pagesOf(
  file: Uint8Array,
  count: number,
  group: number,
  delays: readonly number[],
  shape: PictureShape,
): AsyncGenerator<TimedPicture> {
  for (let first = 0; first < count; first += group) {
    const pages = Math.min(group, count - first);
    let page = first;
    for (const picture of await readPages(sharp(file, { page: first, pages }), shape)) {
      yield { picture, durationMillis: pageMillis(delays[page++] ?? 0) };
    }
  }
}

/** What is wrong with a WebP that ends before its RIFF header says, or undefined. */
function riffFault(file: Uint8Array): string | undefined {
  if (textAt(file, 0, 4) !== 'RIFF' || file.length < 8) return undefined;
  const wanted = new DataView(file.buffer, file.byteOffset).getUint32(4, true) + 8;
  return wanted > file.length ? `it ends after ${file.length} of ${wanted} bytes` : undefined;
}

/** What is wrong with a PNG whose chunks end before the last one, or undefined: a decoder may not miss the last rows. */
function pngFault(file: Uint8Array): string | undefined {
  if (textAt(file, 1, 3) !== 'PNG') return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 8;
  // Length and type of a chunk, its data, its CRC.
  while (at + 12 <= file.length) {
    if (textAt(file, at + 4, 4) === 'IEND') return undefined;
    at += 12 + view.getUint32(at);
  }
  return `it ends in the middle, after ${file.length} bytes`;
}

/** The same of a JPEG that has no end of image behind its last scan; entropy-coded data hold no marker. */
function jpegFault(file: Buffer): string | undefined {
  if (file[0] !== 0xff || file[1] !== 0xd8) return undefined;
  const ends = file.lastIndexOf(Uint8Array.of(0xff, 0xd9)) > file.lastIndexOf(Uint8Array.of(0xff, 0xda));
  return ends ? undefined : `it ends in the middle, after ${file.length} bytes`;
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/unsupported image format/i.test(message)) return 'it is no picture, animation or video that is known';
  if (/exceeds pixel limit/i.test(message)) return 'it has more pixels than can be read (268 million)';
  const detail = message.split('\n')[0]!.replace(/^Input (buffer|file) has corrupt header: /, '');
  return `it is broken (${detail})`;
}
