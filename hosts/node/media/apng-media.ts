import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { TimedImage } from '../../studio/image.js';
import { type Apng, type ApngFrame, parseApng } from './apng.js';
import { type Media, type PictureShape, pageMillis, type TimedPicture } from './media.js';
import { MediaError } from './media-error.js';
import { readRgba } from './to-picture.js';

/** Opens an animated PNG, which sharp takes for a still. Decodes every frame once. */
export async function openApng(path: string, name: string): Promise<Media> {
  try {
    const apng = parseApng(await readFile(path));
    for (const frame of apng.frames) await rgbaOf(frame);
    const pictures = (shape: PictureShape) => picturesOf(apng, shape);
    return { name, kind: 'animation', count: apng.frames.length, pictures, images: () => imagesOf(apng) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MediaError(`${name} is broken: ${reason}; nothing was sent.`, { cause });
  }
}

async function* picturesOf(apng: Apng, shape: PictureShape): AsyncGenerator<TimedPicture> {
  for await (const { image, durationMillis } of imagesOf(apng)) {
    yield { picture: await readRgba(image.rgba, apng, shape), durationMillis };
  }
}

/** The images share their bytes: each is good until the next is asked for. */
async function* imagesOf(apng: Apng): AsyncGenerator<TimedImage> {
  const canvas = new Uint8Array(4 * apng.width * apng.height);
  for (const [index, frame] of apng.frames.entries()) {
    // A first frame has nothing before it to go back to: it is cleared (PNG 11.3.6.2).
    const dispose = index === 0 && frame.dispose === 'previous' ? 'background' : frame.dispose;
    const before = dispose === 'previous' ? canvas.slice() : undefined;
    draw(canvas, apng.width, frame, await rgbaOf(frame));
    const image = { width: apng.width, height: apng.height, rgba: canvas };
    yield { image, durationMillis: pageMillis(frame.delayMillis) };
    if (before !== undefined) canvas.set(before);
    if (dispose === 'background') clear(canvas, apng.width, frame);
  }
}

async function rgbaOf(frame: ApngFrame): Promise<Uint8Array> {
  return sharp(frame.png).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer();
}

function draw(canvas: Uint8Array, canvasWidth: number, frame: ApngFrame, rgba: Uint8Array): void {
  for (let y = 0; y < frame.height; y += 1) {
    const from = 4 * y * frame.width;
    const to = 4 * ((frame.top + y) * canvasWidth + frame.left);
    if (frame.blend === 'source') canvas.set(rgba.subarray(from, from + 4 * frame.width), to);
    else for (let x = 0; x < 4 * frame.width; x += 4) layOver(canvas, to + x, rgba, from + x);
  }
}

/** Source-over with straight alpha, rounded to nearest. */
function layOver(to: Uint8Array, toAt: number, from: Uint8Array, fromAt: number): void {
  const above = from[fromAt + 3]!;
  if (above === 0) return;
  const below = ((255 - above) * to[toAt + 3]!) / 255;
  const alpha = above + below;
  for (let component = 0; component < 3; component += 1) {
    to[toAt + component] = Math.round((from[fromAt + component]! * above + to[toAt + component]! * below) / alpha);
  }
  to[toAt + 3] = Math.round(alpha);
}

function clear(canvas: Uint8Array, canvasWidth: number, frame: ApngFrame): void {
  for (let y = frame.top; y < frame.top + frame.height; y += 1) {
    const at = 4 * (y * canvasWidth + frame.left);
    canvas.fill(0, at, at + 4 * frame.width);
  }
}
