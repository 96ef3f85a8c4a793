import {
  AnimationHeader,
  AnimationStep,
  CopyData,
  FILL_BYTES,
  NO_LOOP,
  PackCodec,
  PackLimit,
  StepRegion,
} from './layout.js';
import { PackFault } from './pack-fault.js';
import { PackCursor } from './reader-cursor.js';
import type { PackBlob } from './reader-table.js';

/** Of a region's record, in 16-bit words. */
const X = StepRegion.x / 2;
const Y = StepRegion.y / 2;
const WIDTH = StepRegion.width / 2;
const HEIGHT = StepRegion.height / 2;
const CODEC = StepRegion.codec / 2;
const LENGTH = StepRegion.length / 2;
const RECORD = StepRegion.bytes;

/** A region of a step: filled in as steps are walked through. */
export interface RegionRecord {
  left: number;
  top: number;
  width: number;
  height: number;
  codec: number;
  /** Of its data, in the file, and how many bytes they are. */
  at: number;
  bytes: number;
}

/** A region to fill in. */
export function emptyRegion(): RegionRecord {
  return { left: 0, top: 0, width: 0, height: 0, codec: 0, at: 0, bytes: 0 };
}

/** Where step `step` is described, in the file. */
export function stepAt(blob: PackBlob, step: number): number {
  return blob.offset + AnimationHeader.bytes + step * AnimationStep.bytes;
}

/** The frame that follows the last one, or `NO_LOOP`. */
export function loopOf(cursor: PackCursor, blob: PackBlob): number {
  return cursor.u16(blob.offset + AnimationHeader.loop);
}

/** Steps of an animation: one more than frames where it loops. */
export function stepsOf(cursor: PackCursor, blob: PackBlob): number {
  return blob.frames + (loopOf(cursor, blob) === NO_LOOP ? 0 : 1);
}

/** Reads the region at `at` of the file; answers whether it can be: inside the animation, its data inside the blob. */
export function readRegion(
  cursor: PackCursor,
  blob: PackBlob,
  at: number,
  isKey: boolean,
  into: RegionRecord,
): boolean {
  const dataAt = at + RECORD;
  const end = blob.offset + blob.length;
  if (at < blob.offset || dataAt > end) return false;
  const words = cursor.words;
  const head = cursor.hold(at, RECORD);
  const width = words[head + WIDTH]!;
  const height = words[head + HEIGHT]!;
  // With it come the reserved bytes, which are zero.
  const codec = words[head + CODEC]! + words[head + CODEC + 1]! * 65_536;
  const bytes = words[head + LENGTH]! + words[head + LENGTH + 1]! * 65_536;
  into.left = words[head + X]!;
  into.top = words[head + Y]!;
  into.width = width;
  into.height = height;
  into.codec = codec;
  into.at = dataAt;
  into.bytes = bytes;
  if (width === 0 || height === 0 || into.left + width > blob.width || into.top + height > blob.height) return false;
  if (dataAt + bytes > end) return false;
  return codec === PackCodec.px565 ? bytes > 0 : isSound(cursor, blob, isKey, into);
}

/** Whether the data of a region that is not PX565 are as many as they must be, and a copy comes from inside the animation. */
function isSound(cursor: PackCursor, blob: PackBlob, isKey: boolean, region: RegionRecord): boolean {
  const { width, height, codec, at, bytes } = region;
  switch (codec) {
    case PackCodec.raw:
      return bytes === width * height * 2;
    case PackCodec.fill:
      return bytes === FILL_BYTES;
    case PackCodec.copy:
      return (
        !isKey &&
        bytes === CopyData.bytes &&
        cursor.u16(at + CopyData.x) + width <= blob.width &&
        cursor.u16(at + CopyData.y) + height <= blob.height
      );
    default:
      return false;
  }
}

/** Checks head, steps and regions. Steps lie in their order, so that no bytes are looked at twice. */
export function checkAnimation(cursor: PackCursor, blob: PackBlob): PackFault {
  const { offset, length, frames } = blob;
  const loop = loopOf(cursor, blob);
  if (cursor.u16(offset + AnimationHeader.frames) !== frames) return PackFault.frames;
  if (loop !== NO_LOOP && loop >= frames) return PackFault.animation;
  if (!cursor.isZero(offset + AnimationHeader.reserved, offset + AnimationHeader.bytes)) return PackFault.reserved;
  const steps = stepsOf(cursor, blob);
  let free = stepAt(blob, steps);
  if (free > offset + length) return PackFault.animation;
  const region = emptyRegion();
  // Steps and regions lie apart: each has a buffer of its own.
  const there = new PackCursor(cursor.pack);
  for (let step = 0; step < steps; step += 1) {
    const at = stepAt(blob, step);
    const millis = cursor.u16(at + AnimationStep.millis);
    const regions = cursor.u16(at + AnimationStep.regions);
    if (step < frames ? millis < PackLimit.leastMillis : millis !== 0) return PackFault.duration;
    let regionAt = offset + cursor.u32(at + AnimationStep.offset);
    if (regions > PackLimit.regions || regionAt < free || regionAt > offset + length) return PackFault.animation;
    let pixels = 0;
    for (let index = 0; index < regions; index += 1) {
      if (!readRegion(there, blob, regionAt, step === 0, region)) return PackFault.animation;
      pixels += region.width * region.height;
      regionAt = region.at + region.bytes;
    }
    // Regions of the first step may overlap; that they cover the whole is the builder's to see to, this is what is cheap.
    if (step === 0 && pixels < blob.width * blob.height) return PackFault.animation;
    free = regionAt;
  }
  return PackFault.none;
}
