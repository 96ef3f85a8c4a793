import { deflateSync } from 'node:zlib';
import type { Px565Encoder } from '../../../firmware/px565/encode.js';
import { HEIGHT, WIDTH } from '../../support/corpus/canvas.js';
import type { CorpusKind } from '../../support/corpus/corpus.js';
import type { DecodeJob } from './instructions.js';
import { qoiBytes } from './qoi-bytes.js';

const FRAMES = 8;
const STRIDE = 2 * WIDTH;
const TIMED_PASSES = 3;

/** What encoding one kind of content gave: mean bytes a frame under each coding, and the time of each lossless call. */
export interface KindRun {
  readonly name: string;
  readonly key: { px565: number; tolerance1: number; qoi: number; deflate: number };
  readonly delta: { px565: number; tolerance1: number; xorDeflate: number };
  /** One key frame and one delta frame. */
  readonly jobs: readonly DecodeJob[];
  readonly keyMillis: readonly number[];
  readonly deltaMillis: readonly number[];
}

/** Encodes eight frames of a kind as key frames and seven as deltas, each against the frame before it. */
export function encodeKind(encoder: Px565Encoder, { name, draw }: CorpusKind): KindRun {
  const frames = Array.from({ length: FRAMES }, (_, frame) => draw(frame));
  const pairs = frames.slice(1).map((frame, at) => ({ frame, before: frames[at]! }));
  const encode = (frame: Uint8Array, reference: Uint8Array | null, tolerance: number) =>
    encoder.encode(frame, 0, STRIDE, WIDTH, HEIGHT, reference, 0, STRIDE, tolerance);

  const keyMillis: number[] = [];
  const deltaMillis: number[] = [];
  for (let pass = 0; pass < TIMED_PASSES; pass++) {
    for (const frame of frames) keyMillis.push(millis(() => encode(frame, null, 0)));
    for (const { frame, before } of pairs) deltaMillis.push(millis(() => encode(frame, before, 0)));
  }

  const first = frames[1]!;
  const size = { width: WIDTH, height: HEIGHT };
  return {
    name,
    key: {
      px565: mean(frames.map((frame) => encode(frame, null, 0).length)),
      tolerance1: mean(frames.map((frame) => encode(frame, null, 1).length)),
      qoi: mean(frames.map(qoiBytes)),
      deflate: mean(frames.map((frame) => deflateSync(frame, { level: 6 }).length)),
    },
    delta: {
      px565: mean(pairs.map(({ frame, before }) => encode(frame, before, 0).length)),
      tolerance1: mean(lossyDeltas(encoder, frames)),
      xorDeflate: mean(pairs.map(({ frame, before }) => deflateSync(xor(frame, before), { level: 6 }).length)),
    },
    jobs: [
      { name: `${name}/key`, ...size, coded: encode(first, null, 0).slice(), reference: null },
      { name: `${name}/delta`, ...size, coded: encode(first, frames[0]!, 0).slice(), reference: frames[0]! },
    ],
    keyMillis,
    deltaMillis,
  };
}

/** Bytes of each delta at tolerance 1, against what the receiver holds after the lossy frame before it. */
function lossyDeltas(encoder: Px565Encoder, frames: readonly Uint8Array[]): number[] {
  const held = frames[0]!.slice();
  encoder.encode(held, 0, STRIDE, WIDTH, HEIGHT, null, 0, 0, 1);
  return frames.slice(1).map((frame) => {
    encoder.reconstruct(held, 0, STRIDE);
    return encoder.encode(frame, 0, STRIDE, WIDTH, HEIGHT, held, 0, STRIDE, 1).length;
  });
}

function xor(frame: Uint8Array, before: Uint8Array): Uint8Array {
  return frame.map((byte, at) => byte ^ before[at]!);
}

/** The mean, rounded. */
function mean(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function millis(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
