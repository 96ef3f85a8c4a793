import type { Region } from '../../../firmware/geometry/region.js';
import {
  AnimationHeader,
  AnimationStep,
  BlobKind,
  CopyData,
  FILL_BYTES,
  NO_LOOP,
  PackCodec,
  PackLimit,
  StepRegion,
} from '../../../firmware/packs/layout.js';
import { Px565Encoder } from '../../../firmware/px565/encode.js';
import { FrameCoder, type Held } from '../../sdk/coder/frame-coder.js';
import type { FrameMessage } from '../../sdk/device-types.js';
import type { Picture } from '../../sdk/picture.js';
import { StudioError } from '../image.js';
import { type Blob, joined, writer } from './blob.js';

/** A picture of an animation and how long it stands, whole milliseconds. */
export interface AnimationFrame {
  readonly picture: Picture;
  readonly durationMillis: number;
}

export interface AnimationOptions {
  /** Steps a pixel may be off: 0 is exact. */
  readonly tolerance?: number;
  /** Whether it turns for ever; true where absent. Else its last frame stays. */
  readonly isLoop?: boolean;
  /** Called with the part (0..1) that is coded. */
  readonly onProgress?: (part: number) => void;
}

/**
 * Codes pictures of one size as an animation. One that turns gets one step more, from its last picture back to the first:
 * so the whole picture is decoded once only, and the seam costs what changes there. Throws StudioError where there are no
 * pictures, or too many.
 */
export async function animationBlob(frames: readonly AnimationFrame[], options: AnimationOptions = {}): Promise<Blob> {
  const { tolerance = 0, isLoop = true, onProgress } = options;
  const [first] = frames;
  if (first === undefined) throw new StudioError('There is no picture to move: choose other material.');
  if (frames.length > PackLimit.frames) {
    const most = PackLimit.frames;
    throw new StudioError(`An animation has at most ${most} pictures, not ${frames.length}: choose a lower rate.`);
  }
  const { width, height } = first.picture;
  const steps = new StepCoder(width, height);
  const turns = isLoop && frames.length > 1;
  let held: Held | undefined;
  let start: Held | undefined;
  for (const [index, { picture, durationMillis }] of frames.entries()) {
    const millis = Math.max(PackLimit.leastMillis, Math.min(0xffff, durationMillis));
    held = steps.add(held, picture, millis, tolerance);
    start ??= held;
    onProgress?.((index + 1) / frames.length);
    // So that a page goes on living while a long film is coded.
    if (index % 8 === 7) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  if (turns) steps.add(held, { ...first.picture, pixels: start!.pixels }, 0, 0);
  const bytes = steps.finish(frames.length, turns ? 0 : NO_LOOP);
  return { kind: BlobKind.animation, codec: PackCodec.raw, frames: frames.length, width, height, bytes };
}

/** Codes steps and keeps their bytes. */
class StepCoder {
  readonly #coder: FrameCoder;
  readonly #encoder = new Px565Encoder();
  readonly #steps: { readonly bytes: Uint8Array; readonly regions: number; readonly millis: number }[] = [];

  constructor(width: number, height: number) {
    this.#coder = new FrameCoder(width, height);
  }

  /** Adds the step from what is held to a picture; answers what is held then. */
  add(base: Held | undefined, picture: Picture, millis: number, tolerance: number): Held {
    let { messages, held } = this.#coder.code(base, picture, tolerance);
    if (messages.length > PackLimit.regions) ({ messages, held } = this.#oneRegion(base!, picture, tolerance));
    const regions = messages.map((message) => regionBytes(message));
    this.#steps.push({ bytes: joined(regions), regions: messages.length, millis });
    return held;
  }

  finish(frames: number, loop: number): Uint8Array {
    const head = new Uint8Array(AnimationHeader.bytes + this.#steps.length * AnimationStep.bytes);
    const view = writer(head);
    view.setUint16(AnimationHeader.frames, frames, true);
    view.setUint16(AnimationHeader.loop, loop, true);
    let offset = head.length;
    for (const [index, { bytes, regions, millis }] of this.#steps.entries()) {
      const at = AnimationHeader.bytes + index * AnimationStep.bytes;
      view.setUint32(at + AnimationStep.offset, offset, true);
      view.setUint16(at + AnimationStep.millis, millis, true);
      view.setUint16(at + AnimationStep.regions, regions, true);
      offset += bytes.length;
    }
    return joined([head, ...this.#steps.map(({ bytes }) => bytes)]);
  }

  /** Where there are too many regions for a step: the box around all of them, in which SKIP passes over what stays. */
  #oneRegion(base: Held, picture: Picture, tolerance: number): { messages: FrameMessage[]; held: Held } {
    const { width, height, pixels } = picture;
    const region = changedBox(base.pixels, pixels, width, height);
    const at = 2 * (region.top * width + region.left);
    const [columns, rows] = [region.right - region.left, region.bottom - region.top];
    const stride = 2 * width;
    const coded = this.#encoder.encode(pixels, at, stride, columns, rows, base.pixels, at, stride, tolerance);
    const after = base.pixels.slice();
    this.#encoder.reconstruct(after, at, stride);
    return {
      messages: [{ kind: 'region', region, codec: PackCodec.px565, data: coded.slice() }],
      held: { pixels: after, source: tolerance === 0 ? after : pixels.slice() },
    };
  }
}

/** A message of the display stream as a region of a step. */
function regionBytes(message: FrameMessage): Uint8Array {
  if (message.kind === 'region') return headed(message.region, message.codec, message.data);
  if (message.kind === 'fill') {
    const colour = new Uint8Array(FILL_BYTES);
    writer(colour).setUint16(0, message.colour, false);
    return headed(message.region, PackCodec.fill, colour);
  }
  const { source, x, y } = message;
  const from = new Uint8Array(CopyData.bytes);
  writer(from).setUint16(CopyData.x, source.left, true);
  writer(from).setUint16(CopyData.y, source.top, true);
  const region = { left: x, top: y, right: x + source.right - source.left, bottom: y + source.bottom - source.top };
  return headed(region, PackCodec.copy, from);
}

function headed(region: Readonly<Region>, codec: PackCodec, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(StepRegion.bytes + data.length);
  const view = writer(bytes);
  view.setUint16(StepRegion.x, region.left, true);
  view.setUint16(StepRegion.y, region.top, true);
  view.setUint16(StepRegion.width, region.right - region.left, true);
  view.setUint16(StepRegion.height, region.bottom - region.top, true);
  bytes[StepRegion.codec] = codec;
  view.setUint32(StepRegion.length, data.length, true);
  bytes.set(data, StepRegion.bytes);
  return bytes;
}

/** The smallest region that holds every pixel that differs; one pixel where none does. */
export function changedBox(before: Uint8Array, after: Uint8Array, width: number, height: number): Region {
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 2) {
      if (before[at] === after[at] && before[at + 1] === after[at + 1]) continue;
      if (x < box.left) box.left = x;
      if (x >= box.right) box.right = x + 1;
      if (y < box.top) box.top = y;
      box.bottom = y + 1;
    }
  }
  return box.right === 0 ? { left: 0, top: 0, right: 1, bottom: 1 } : box;
}
