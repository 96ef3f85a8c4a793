import { packRgb565 } from '../../../../firmware/pixels/rgb565.js';
import { type FrameDevice, FrameStream } from '../../../../hosts/sdk/frame-stream.js';
import type { Picture } from '../../../../hosts/sdk/picture.js';
import type { DeviceFacts } from '../../live-messages.js';
import { safeArea } from '../safe-area.js';
import type { Sample } from '../samples/sample.js';
import { PaceJudge } from './pace-judge.js';

/**
 * From painting a frame to its time on the glass: enough to code and send most, so that frames stand evenly and none is
 * replaced before its turn.
 */
const leadMillis = 34;

/** How a sample is played. */
export interface SamplePlay {
  readonly device: FrameDevice;
  readonly facts: DeviceFacts;
  readonly tolerance: number;
  /** What the line carries now, bytes a second; 0 is no limit. */
  lineRate(): number;
  readonly signal: AbortSignal;
  /** Gets a sentence while frames come slower than they should, null while they do not. */
  say(sentence: string | null): void;
}

/**
 * Plays a sample until the signal: each frame is painted for the moment at which the glass shall show it, so a slow line or
 * computer gives fewer frames and never late ones.
 */
export async function playSample(
  sample: Sample,
  { device, facts, tolerance, lineRate, signal, say }: SamplePlay,
): Promise<void> {
  const { width, height } = facts;
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot paint outside the page.');
  const paint = sample.prepare({ width, height, safe: safeArea(facts) });
  const stream = new FrameStream(device, tolerance);
  const slot = 1000 / sample.framesPerSecond;
  const begun = performance.now();
  const pace = new PaceJudge(sample.framesPerSecond, begun);
  for (let due = begun; !signal.aborted; due = Math.max(due + slot, performance.now())) {
    await until(signal, sleep(due - performance.now()));
    paint(context, (due - begun) / 1000);
    const frame = stream.prepare(pictureOf(context.getImageData(0, 0, width, height)));
    const sent = frame.send(due + leadMillis);
    await until(signal, sent.written);
    void sent.accepted.then(({ state }) => state === 'accepted' && pace.count());
    const sentence = pace.judge(performance.now(), sent.lineBytes, lineRate());
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

/** Waits for `what`, but not beyond the signal. */
function until(signal: AbortSignal, what: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
    else what.then(done, done);
  });
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, millis)));
}
