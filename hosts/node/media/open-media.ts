import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { openApng } from './apng-media.js';
import { openImage } from './image-media.js';
import type { Media } from './media.js';
import { MediaError } from './media-error.js';
import { isApng, isVideo } from './sniff.js';
import { openVideo } from './video-media.js';

const headBytes = 4096;

/**
 * Opens a picture (PNG, JPEG, WebP, AVIF, TIFF, SVG), an animation (GIF, APNG, WebP) or, where ffmpeg is installed, a
 * video, and reads it once to see that it is whole (of a video the first picture). Throws MediaError.
 */
export async function openMedia(path: string): Promise<Media> {
  const name = basename(path);
  const head = await readHead(path);
  if (head.length === 0) throw new MediaError(`${name} is empty: nothing was sent.`);
  if (isVideo(head)) return openVideo(path, name);
  if (isApng(head)) return openApng(path, name);
  return openImage(path, name);
}

async function readHead(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path);
    const { bytesRead, buffer } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw new MediaError(`${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'you may not read it';
  if (code === 'EISDIR') return 'it is a folder';
  return (cause as Error).message;
}
