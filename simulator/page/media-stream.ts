import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fit } from '../../hosts/node/media/media.js';
import { MediaError } from '../../hosts/node/media/media-error.js';
import { openMedia } from '../../hosts/node/media/open-media.js';
import { HttpError } from '../http/answer.js';
import { mediaPictureHeader } from './live-messages.js';

const mostBytes = 512 * 1024 * 1024;
const fits: readonly string[] = ['cover', 'contain', 'fill'] satisfies Fit[];

/**
 * Decodes the media in the body for a glass of `width` x `height` and streams its pictures back as they are decoded.
 * `name` is what sentences call it. Throws `HttpError` with the reason where it cannot be shown.
 */
export async function streamMedia(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const width = sizeOf(url, 'width');
  const height = sizeOf(url, 'height');
  const fit = url.searchParams.get('fit') ?? 'cover';
  if (!fits.includes(fit)) throw new HttpError(400, `There is no fit "${fit}": use cover, contain or fill.`);
  const folder = await mkdtemp(join(tmpdir(), 'verso-media-'));
  try {
    const path = join(folder, basename(url.searchParams.get('name') ?? '') || 'the file');
    await pipeline(request, limit(), createWriteStream(path));
    const media = await openMedia(path);
    let isBegun = false;
    for await (const { picture, durationMillis } of media.pictures({ width, height, fit: fit as Fit })) {
      if (!isBegun)
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
      isBegun = true;
      const header = Buffer.alloc(mediaPictureHeader);
      header.writeUInt32LE(picture.pixels.length, 0);
      header.writeUInt32LE(Math.round(durationMillis), 4);
      if (response.destroyed) return;
      response.write(header);
      if (!response.write(Buffer.from(picture.pixels))) await roomIn(response);
    }
    if (!isBegun) throw new HttpError(415, 'It holds no picture.');
    response.end();
  } catch (error) {
    if (error instanceof MediaError) throw new HttpError(415, error.message);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sizeOf(url: URL, name: string): number {
  const size = Number(url.searchParams.get(name));
  if (!Number.isInteger(size) || size < 1 || size > 4096)
    throw new HttpError(400, `The ${name} must be 1 to 4096 pixels.`);
  return size;
}

function limit(): Transform {
  let length = 0;
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      length += part.length;
      done(length > mostBytes ? new HttpError(413, 'The file is larger than 512 MB.') : null, part);
    },
  });
}

function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
