import { execFile, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TimedImage } from '../../studio/image.js';
import { longestEdge, type Media, type PictureShape, type TimedPicture } from './media.js';
import { MediaError } from './media-error.js';
import { readPam } from './pam.js';
import { pictureOf } from './to-picture.js';

const run = promisify(execFile);
const mostFps = 60;
const usualFps = 30;

/** Opens a video with ffmpeg and decodes its first picture. */
export async function openVideo(path: string, name: string): Promise<Media> {
  // An absolute path, so that none is taken for an option or another protocol.
  const file = `file:${resolve(path)}`;
  const { fps, seconds } = await probe(file, name);
  const media: Media = {
    name,
    kind: 'video',
    count: seconds === undefined ? undefined : Math.max(1, Math.round(seconds * fps)),
    pictures: (shape) => picturesOf(file, name, shape, shape.fps ?? fps),
    images: () => imagesOf(file, name, fps),
  };
  for await (const _ of media.pictures({ width: 16, height: 16, fit: 'fill' })) return media;
  throw new MediaError(`${name} is broken: it holds no picture; nothing was sent.`);
}

async function probe(file: string, name: string): Promise<{ fps: number; seconds: number | undefined }> {
  const wanted = 'stream=avg_frame_rate:format=duration';
  const options = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', wanted, '-of', 'json', file];
  try {
    const { stdout } = await run('ffprobe', options);
    const told = JSON.parse(stdout) as { streams?: { avg_frame_rate?: string }[]; format?: { duration?: string } };
    const stream = told.streams?.[0];
    if (stream === undefined) throw new MediaError(`${name} holds no moving picture: nothing was sent.`);
    const [frames = 0, base = 1] = (stream.avg_frame_rate ?? '').split('/').map(Number);
    const fps = frames > 0 && base > 0 ? Math.min(frames / base, mostFps) : usualFps;
    const seconds = Number(told.format?.duration);
    return { fps, seconds: seconds > 0 ? seconds : undefined };
  } catch (cause) {
    throw cause instanceof MediaError ? cause : faultOf(cause, name);
  }
}

async function* picturesOf(file: string, name: string, shape: PictureShape, fps: number): AsyncGenerator<TimedPicture> {
  const { width, height } = shape;
  const picture = new Uint8Array(3 * width * height);
  let filled = 0;
  for await (const bytes of ffmpeg(file, name, `${fitFilter(shape)},fps=${fps}`, [
    '-pix_fmt',
    'rgb24',
    '-f',
    'rawvideo',
  ])) {
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(bytes.length - at, picture.length - filled);
      picture.set(bytes.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < picture.length) continue;
      filled = 0;
      yield { picture: pictureOf(picture, width, height), durationMillis: 1000 / fps };
    }
  }
}

/** Its pictures with square pixels, in a size that each tells itself: a video may be turned. */
async function* imagesOf(file: string, name: string, fps: number): AsyncGenerator<TimedImage> {
  const edges = `'min(${longestEdge},iw)':'min(${longestEdge},ih)'`;
  const filter = `scale=trunc(iw*sar):ih,setsar=1,scale=${edges}:force_original_aspect_ratio=decrease,fps=${fps}`;
  const pictures = ffmpeg(file, name, filter, ['-pix_fmt', 'rgba', '-c:v', 'pam', '-f', 'image2pipe']);
  for await (const image of readPam(pictures)) yield { image, durationMillis: 1000 / fps };
}

/** What ffmpeg writes of a video, in whatever pieces it comes. Throws MediaError where it fails. */
async function* ffmpeg(file: string, name: string, filter: string, format: readonly string[]): AsyncGenerator<Buffer> {
  const options = ['-v', 'error', '-nostdin', '-i', file, '-map', '0:v:0', '-vf', filter, ...format, '-'];
  const child = spawn('ffmpeg', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  const ended = new Promise<unknown>((settle) => child.once('error', settle).once('close', settle));
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    const outcome = await ended;
    if (outcome !== 0) throw faultOf(outcome instanceof Error ? outcome : { stderr: complaint }, name);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** Square pixels first, then the fit. */
function fitFilter({ width, height, fit }: PictureShape): string {
  const size = `${width}:${height}`;
  const square = 'scale=trunc(iw*sar):ih,setsar=1';
  if (fit === 'fill') return `scale=${size},setsar=1`;
  if (fit === 'cover') return `${square},scale=${size}:force_original_aspect_ratio=increase,crop=${size}`;
  return `${square},scale=${size}:force_original_aspect_ratio=decrease,pad=${size}:(ow-iw)/2:(oh-ih)/2:black`;
}

function faultOf(cause: unknown, name: string): MediaError {
  const { code, stderr } = cause as { code?: unknown; stderr?: string };
  if (code === 'ENOENT') {
    return new MediaError(
      `${name} is a video, which takes ffmpeg: install it (apt install ffmpeg, brew install ffmpeg) or make a GIF of it.`,
      { cause },
    );
  }
  const reason =
    stderr
      ?.trim()
      .split('\n')
      .at(-1)
      ?.replace(/^.*?: /, '') || 'ffmpeg cannot read it';
  return new MediaError(`${name} is broken (${reason}).`, { cause });
}
