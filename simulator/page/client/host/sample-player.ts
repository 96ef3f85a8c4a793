import { packRgb565 } from '../../../../firmware/pixels/rgb565.js';
import { type FrameDevice, FrameStream } from '../../../../hosts/sdk/frame-stream.js';
import type { Picture } from '../../../../hosts/sdk/picture.js';
import type { DeviceFacts } from '../../live-messages.js';
import { safeArea } from '../safe-area.js';
import type { Sample } from '../samples/sample.js';

/** How often it is judged whether the frames keep up. */
const judgeMillis = 1500;
/** Below this share of the wanted rate something is slow. */
const enough = 0.85;

/**
 * Paints a sample and sends it, frame by frame, until the signal: each frame is painted for the moment at which it goes
 * out, so a slow line sees fewer frames and never late ones. `say` gets a sentence while it is slow.
 */
export async function playSample(
  sample: Sample,
  device: FrameDevice,
  facts: DeviceFacts,
  signal: AbortSignal,
  say: (sentence: string | null) => void,
): Promise<void> {
  const { width, height } = facts;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot paint outside the page.');
  const paint = sample.prepare({ width, height, safe: safeArea(facts) });
  const stream = new FrameStream(device);
  const slot = 1000 / sample.framesPerSecond;
  const begun = performance.now();
  const judge = new Judge(sample.framesPerSecond, begun);
  for (let due = begun; !signal.aborted; ) {
    const start = performance.now();
    paint(context, (start - begun) / 1000);
    const picture = pictureOf(context.getImageData(0, 0, width, height));
    const frame = stream.present(picture);
    const coded = performance.now();
    await frame.written;
    const now = performance.now();
    const sentence = judge.count(now, coded - start, now - coded);
    if (sentence !== undefined) say(sentence);
    due = Math.max(due + slot, now - slot);
    await pause(due - now, signal);
  }
}

/** Counts frames and where their time went. */
class Judge {
  readonly #wanted: number;
  #since: number;
  #frames = 0;
  #coding = 0;
  #sending = 0;

  constructor(wanted: number, now: number) {
    this.#wanted = wanted;
    this.#since = now;
  }

  /** Answers a sentence or null once enough was seen to judge, else undefined. */
  count(now: number, coding: number, sending: number): string | null | undefined {
    this.#frames += 1;
    this.#coding += coding;
    this.#sending += sending;
    const elapsed = now - this.#since;
    if (elapsed < judgeMillis) return undefined;
    const rate = (this.#frames * 1000) / elapsed;
    const isLine = this.#sending >= this.#coding;
    this.#since = now;
    this.#frames = 0;
    this.#coding = 0;
    this.#sending = 0;
    if (rate >= this.#wanted * enough) return null;
    const advice = isLine
      ? 'the line is full. Try a faster line, or a sample that moves less.'
      : 'this computer is too slow at painting and coding them. Try a smaller panel.';
    return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} of ${this.#wanted} frames/s: ${advice}`;
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

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, millis));
    signal.addEventListener('abort', done);
  });
}
