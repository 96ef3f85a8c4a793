import { packRgb565 } from '../../../../firmware/pixels/rgb565.js';
import { type FrameDevice, FrameStream } from '../../../../hosts/sdk/frame-stream.js';
import type { Picture } from '../../../../hosts/sdk/picture.js';
import type { DeviceFacts } from '../../live-messages.js';
import { safeArea } from '../safe-area.js';
import type { Sample } from '../samples/sample.js';
import { PaceJudge } from './pace-judge.js';

/** How a sample is played. */
export interface SamplePlay {
  readonly device: FrameDevice;
  readonly facts: DeviceFacts;
  readonly tolerance: number;
  readonly signal: AbortSignal;
  /** Gets a sentence while frames come slower than they should, null while they do not. */
  say(sentence: string | null): void;
}

/**
 * Plays a sample until the signal: each frame is painted for the moment at which the glass shall show it, so a slow line or
 * computer gives fewer frames and never late ones.
 */
export async function playSample(sample: Sample, { device, facts, tolerance, signal, say }: SamplePlay): Promise<void> {
  const { width, height } = facts;
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot paint outside the page.');
  const paint = sample.prepare({ width, height, safe: safeArea(facts) });
  const stream = new FrameStream(device, tolerance);
  const slot = 1000 / sample.framesPerSecond;
  const begun = performance.now();
  const pace = new PaceJudge(sample.framesPerSecond, begun);
  for (let due = begun; !signal.aborted; due = Math.max(due + slot, performance.now())) {
    await pause(due - performance.now(), signal);
    const start = performance.now();
    paint(context, (due - begun) / 1000);
    const frame = stream.prepare(pictureOf(context.getImageData(0, 0, width, height)));
    const coded = performance.now();
    // A slot later the frame before it is surely shown: none is sent only to be replaced.
    const sent = frame.send(due + 2 * slot);
    await Promise.race([sent.written, aborted(signal)]);
    const now = performance.now();
    void sent.accepted.then(({ state }) => state === 'accepted' && pace.count());
    const sentence = pace.judge(now, coded - start, now - coded);
    if (sentence !== undefined) say(sentence);
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function pause(millis: number, signal: AbortSignal): Promise<void> {
  if (millis <= 0) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    signal.addEventListener('abort', done);
  });
}
