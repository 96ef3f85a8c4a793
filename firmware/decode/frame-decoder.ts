import { Damage } from '../geometry/damage.js';
import type { RegionList } from '../geometry/region-list.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import {
  Copy,
  DropReason,
  Fill,
  FRAME_DELTA,
  FRAME_END_CRC,
  FRAME_KEY,
  FrameBegin,
  FrameEnd,
  MessageType,
  RegionHeader,
} from '../link/messages.js';
import { readU16, readU32, readU48 } from '../link/packet.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';
import { copyRegion, createSurface } from '../surface/surface-memory.js';
import { RegionDecoder, RegionResult } from './region-decoder.js';

/** What a display message did. */
export const FrameEvent = {
  none: 0,
  /** FRAME_END checked: the stream surface holds the frame, `damage` what it changed. */
  accepted: 1,
  /** The frame will not be accepted, `reason` says why; what it wrote is to be restored. */
  refused: 2,
} as const;
export type FrameEvent = (typeof FrameEvent)[keyof typeof FrameEvent];

/**
 * Turns display messages into pixels on the stream surface, packet by packet. Nothing of a frame counts before its FRAME_END
 * has checked. A frame that is refused or abandoned leaves the surface to be restored from what was composed of it.
 */
export class FrameDecoder {
  readonly #kernels: CheckedKernels;
  readonly #regions: RegionDecoder;
  /** Its own, or undefined where frames are decoded into back. */
  readonly #own: Surface | undefined;
  readonly #chain: { readonly back: Surface } | undefined;
  /** What the open or the last accepted frame wrote. */
  readonly damage: Damage;
  /** The open frame, or the last one that was; 0 before the first. */
  frameId = 0;
  /** When it is to be presented, device microseconds; 0 at once. */
  presentAt = 0;
  /** Why it was refused. */
  reason: DropReason = DropReason.none;
  /** The last accepted frame, which a delta may change; 0 where the surface holds none. */
  baseId = 0;
  #open = false;
  #delta = false;
  #regionOpen = false;

  /** `chain`: on a board without memory for a stream surface, whose back is it then; the caller sees to it that nobody else draws there. */
  constructor(
    memory: FrameMemory,
    kernels: CheckedKernels,
    width: number,
    height: number,
    chain?: { readonly back: Surface },
  ) {
    this.#kernels = kernels;
    this.#chain = chain;
    this.#own = chain === undefined ? createSurface(memory, width, height) : undefined;
    this.damage = new Damage(width, height);
    this.#regions = new RegionDecoder(memory, kernels, this.surface);
  }

  /** What the stream's pixels are on. */
  get surface(): Surface {
    return this.#own ?? this.#chain!.back;
  }

  /** Whether that is back itself. */
  get isInBack(): boolean {
    return this.#own === undefined;
  }

  /** Whether a frame has begun and neither ended nor been refused. */
  get open(): boolean {
    return this.#open;
  }

  /** Forgets the stream: the next frame must be a key frame. */
  reset(): void {
    this.#open = false;
    this.baseId = 0;
  }

  /** Handling the open frame threw: it is refused, and nothing is left that a delta could change. */
  fail(): void {
    this.#refuse(DropReason.invalid);
    this.damage.clear();
    this.reset();
  }

  /** Takes one packet of a display message; see `LinkHandler.display`. */
  message(type: number, isFirst: boolean, isLast: boolean, bytes: Uint8Array, at: number, length: number): FrameEvent {
    if (type === MessageType.frameBegin) return this.#begin(isFirst && isLast, bytes, at, length);
    // After a refusal the rest of the frame is passed over; the link has told the host.
    if (!this.#open) return FrameEvent.none;
    if (type === MessageType.region) return this.#region(isFirst, isLast, bytes, at, length);
    if (!isFirst || !isLast || this.#regionOpen) return this.#refuse(DropReason.invalid);
    if (type === MessageType.copy) return this.#copy(bytes, at, length);
    if (type === MessageType.fill) return this.#fill(bytes, at, length);
    if (type === MessageType.frameEnd) return this.#end(bytes, at, length);
    return this.#refuse(DropReason.invalid);
  }

  /** Gives up the open frame. */
  abandon(): void {
    if (this.#open) this.#refuse(DropReason.abandoned);
  }

  /** Writes back what a refused frame changed, from `composed`, which holds the last accepted frame whole. */
  restore(composed: Surface): void {
    const regions: RegionList = this.damage.regions;
    for (let index = 0; index < regions.count; index += 1) {
      const top = regions.top(index);
      const bottom = regions.bottom(index);
      copyRegion(this.#kernels, this.surface, composed, regions.left(index), top, regions.right(index), bottom);
    }
    this.damage.clear();
  }

  #begin(whole: boolean, bytes: Uint8Array, at: number, length: number): FrameEvent {
    if (this.#open) return this.#refuse(DropReason.invalid);
    this.damage.clear();
    this.#regionOpen = false;
    if (!whole || length < FrameBegin.bytes) {
      this.frameId = 0;
      return this.#refuse(DropReason.invalid);
    }
    this.frameId = readU16(bytes, at + FrameBegin.frame);
    this.presentAt = readU48(bytes, at + FrameBegin.present);
    const base = readU16(bytes, at + FrameBegin.base);
    const flags = bytes[at + FrameBegin.flags]!;
    this.#delta = flags === FRAME_DELTA;
    if (this.frameId === 0 || (flags !== FRAME_KEY && flags !== FRAME_DELTA)) return this.#refuse(DropReason.invalid);
    if (this.#delta && (base === 0 || base !== this.baseId)) return this.#refuse(DropReason.needKey);
    this.#open = true;
    this.reason = DropReason.none;
    return FrameEvent.none;
  }

  #region(isFirst: boolean, isLast: boolean, bytes: Uint8Array, at: number, length: number): FrameEvent {
    let from = at;
    if (isFirst) {
      if (this.#regionOpen || length < RegionHeader.bytes) return this.#refuse(DropReason.invalid);
      const x = readU16(bytes, at + RegionHeader.x);
      const y = readU16(bytes, at + RegionHeader.y);
      const width = readU16(bytes, at + RegionHeader.width);
      const height = readU16(bytes, at + RegionHeader.height);
      if (!this.#isInside(x, y, width, height)) return this.#refuse(DropReason.invalid);
      const codec = bytes[at + RegionHeader.codec]!;
      const dataBytes = readU32(bytes, at + RegionHeader.length);
      this.#regions.surface = this.surface;
      if (!this.#regions.begin(x, y, width, height, codec, dataBytes, this.#delta)) {
        return this.#refuse(DropReason.invalid);
      }
      this.#regionOpen = true;
      from += RegionHeader.bytes;
    } else if (!this.#regionOpen) return this.#refuse(DropReason.invalid);
    const result = this.#regions.data(bytes, from, at + length - from);
    if (result === RegionResult.bad || isLast !== (result === RegionResult.whole)) {
      return this.#refuse(DropReason.invalid);
    }
    if (isLast) {
      this.#regions.addWritten(this.damage);
      this.#regionOpen = false;
    }
    return FrameEvent.none;
  }

  #copy(bytes: Uint8Array, at: number, length: number): FrameEvent {
    if (length < Copy.bytes) return this.#refuse(DropReason.invalid);
    const x = readU16(bytes, at + Copy.x);
    const y = readU16(bytes, at + Copy.y);
    const width = readU16(bytes, at + Copy.width);
    const height = readU16(bytes, at + Copy.height);
    const toX = readU16(bytes, at + Copy.toX);
    const toY = readU16(bytes, at + Copy.toY);
    if (!this.#isInside(x, y, width, height) || !this.#isInside(toX, toY, width, height)) {
      return this.#refuse(DropReason.invalid);
    }
    const { bytes: pixels, stride } = this.surface;
    this.damage.add(toX, toY, toX + width, toY + height);
    this.#kernels.moveRows(pixels, toY * stride + toX * 2, y * stride + x * 2, stride, width * 2, height);
    return FrameEvent.none;
  }

  #fill(bytes: Uint8Array, at: number, length: number): FrameEvent {
    if (length < Fill.bytes) return this.#refuse(DropReason.invalid);
    const x = readU16(bytes, at + Fill.x);
    const y = readU16(bytes, at + Fill.y);
    const width = readU16(bytes, at + Fill.width);
    const height = readU16(bytes, at + Fill.height);
    if (!this.#isInside(x, y, width, height)) return this.#refuse(DropReason.invalid);
    const colour = (bytes[at + Fill.colour]! << 8) | bytes[at + Fill.colour + 1]!;
    const { bytes: pixels, stride } = this.surface;
    this.damage.add(x, y, x + width, y + height);
    this.#kernels.fillRows(pixels, y * stride + x * 2, stride, width, height, colour);
    return FrameEvent.none;
  }

  #end(bytes: Uint8Array, at: number, length: number): FrameEvent {
    if (length < FrameEnd.bytes || readU16(bytes, at + FrameEnd.frame) !== this.frameId) {
      return this.#refuse(DropReason.invalid);
    }
    if ((bytes[at + FrameEnd.flags]! & FRAME_END_CRC) !== 0) {
      const crc = this.#kernels.crc32(0, this.surface.bytes, 0, this.surface.stride * this.surface.height);
      if (crc !== readU32(bytes, at + FrameEnd.crc)) return this.#refuse(DropReason.crc);
    }
    this.#open = false;
    this.baseId = this.frameId;
    return FrameEvent.accepted;
  }

  #refuse(reason: DropReason): FrameEvent {
    if (this.#regionOpen) this.#regions.addAll(this.damage);
    this.#open = false;
    this.#regionOpen = false;
    this.reason = reason;
    return FrameEvent.refused;
  }

  #isInside(x: number, y: number, width: number, height: number): boolean {
    return width > 0 && height > 0 && x + width <= this.surface.width && y + height <= this.surface.height;
  }
}
