import { Damage } from '../geometry/damage.js';
import type { RegionList } from '../geometry/region-list.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { RegionKernels } from '../kernels/region-kernels.js';
import type { DisplayPacket } from '../link/link-handler.js';
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
import { FIRST, HEADER_BYTES, LAST, PACKET_OVERHEAD, readU32, readU48, WHOLE } from '../link/packet.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';
import { copyRegion, createSurface } from '../surface/surface-memory.js';
import { RegionDecoder, RegionResult } from './region-decoder.js';

/** Where the payload begins, in words of 16 bits. */
const PAYLOAD = HEADER_BYTES / 2;

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
  /** Takes the data of a region that has begun, in an open frame, and whose last packet is still to come; else undefined. */
  region: RegionKernels | undefined;

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
    this.region = undefined;
    this.baseId = 0;
  }

  /** Handling the open frame threw: it is refused, and nothing is left that a delta could change. */
  fail(): void {
    this.#refuse(DropReason.invalid);
    this.damage.clear();
    this.reset();
  }

  /** Takes one packet of a display message; see `LinkHandler.display`. */
  message(packet: DisplayPacket): FrameEvent {
    const { bytes } = packet;
    const type = bytes[1]!;
    const part = bytes[0]! & WHOLE;
    const length = packet.length - PACKET_OVERHEAD;
    if (type === MessageType.frameBegin) return this.#begin(part === WHOLE, packet, length);
    // After a refusal the rest of the frame is passed over; the link has told the host.
    if (!this.#open) return FrameEvent.none;
    if (type === MessageType.region) return this.#region(part, packet, length);
    if (part !== WHOLE || this.region !== undefined) return this.#refuse(DropReason.invalid);
    if (type === MessageType.copy) return this.#copy(packet.words, length);
    if (type === MessageType.fill) return this.#fill(packet.words, length);
    if (type === MessageType.frameEnd) return this.#end(packet, length);
    return this.#refuse(DropReason.invalid);
  }

  /** What came of the open region is not its data, or more than that: the frame is refused. */
  breakOff(): void {
    this.#refuse(DropReason.invalid);
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

  #begin(whole: boolean, { bytes, words }: DisplayPacket, length: number): FrameEvent {
    if (this.#open) return this.#refuse(DropReason.invalid);
    this.damage.clear();
    if (!whole || length < FrameBegin.bytes) {
      this.frameId = 0;
      return this.#refuse(DropReason.invalid);
    }
    this.frameId = words[PAYLOAD + FrameBegin.frame / 2]!;
    this.presentAt = readU48(bytes, HEADER_BYTES + FrameBegin.present);
    const base = words[PAYLOAD + FrameBegin.base / 2]!;
    const flags = bytes[HEADER_BYTES + FrameBegin.flags]!;
    this.#delta = flags === FRAME_DELTA;
    if (this.frameId === 0 || (flags !== FRAME_KEY && flags !== FRAME_DELTA)) return this.#refuse(DropReason.invalid);
    if (this.#delta && (base === 0 || base !== this.baseId)) return this.#refuse(DropReason.needKey);
    this.#open = true;
    this.reason = DropReason.none;
    return FrameEvent.none;
  }

  #region(part: number, { bytes, words }: DisplayPacket, length: number): FrameEvent {
    let from = HEADER_BYTES;
    if ((part & FIRST) !== 0) {
      if (this.region !== undefined || length < RegionHeader.bytes) return this.#refuse(DropReason.invalid);
      const x = words[PAYLOAD + RegionHeader.x / 2]!;
      const y = words[PAYLOAD + RegionHeader.y / 2]!;
      const width = words[PAYLOAD + RegionHeader.width / 2]!;
      const height = words[PAYLOAD + RegionHeader.height / 2]!;
      if (!this.#isInside(x, y, width, height)) return this.#refuse(DropReason.invalid);
      const codec = bytes[HEADER_BYTES + RegionHeader.codec]!;
      const dataBytes = readU32(bytes, HEADER_BYTES + RegionHeader.length);
      this.#regions.surface = this.surface;
      if (!this.#regions.begin(x, y, width, height, codec, dataBytes, this.#delta)) {
        return this.#refuse(DropReason.invalid);
      }
      this.region = this.#regions.kernels;
      from += RegionHeader.bytes;
    } else if (this.region === undefined) return this.#refuse(DropReason.invalid);
    const result = this.#regions.data(bytes, from, HEADER_BYTES + length - from);
    const isLast = (part & LAST) !== 0;
    if (result === RegionResult.bad || isLast !== (result === RegionResult.whole)) {
      return this.#refuse(DropReason.invalid);
    }
    if (isLast) {
      this.#regions.addWritten(this.damage);
      this.region = undefined;
    }
    return FrameEvent.none;
  }

  #copy(words: Uint16Array, length: number): FrameEvent {
    if (length < Copy.bytes) return this.#refuse(DropReason.invalid);
    const x = words[PAYLOAD + Copy.x / 2]!;
    const y = words[PAYLOAD + Copy.y / 2]!;
    const width = words[PAYLOAD + Copy.width / 2]!;
    const height = words[PAYLOAD + Copy.height / 2]!;
    const toX = words[PAYLOAD + Copy.toX / 2]!;
    const toY = words[PAYLOAD + Copy.toY / 2]!;
    if (!this.#isInside(x, y, width, height) || !this.#isInside(toX, toY, width, height)) {
      return this.#refuse(DropReason.invalid);
    }
    const { bytes: pixels, stride } = this.surface;
    this.damage.add(toX, toY, toX + width, toY + height);
    this.#kernels.moveRows(pixels, toY * stride + toX * 2, y * stride + x * 2, stride, width * 2, height);
    return FrameEvent.none;
  }

  #fill(words: Uint16Array, length: number): FrameEvent {
    if (length < Fill.bytes) return this.#refuse(DropReason.invalid);
    const x = words[PAYLOAD + Fill.x / 2]!;
    const y = words[PAYLOAD + Fill.y / 2]!;
    const width = words[PAYLOAD + Fill.width / 2]!;
    const height = words[PAYLOAD + Fill.height / 2]!;
    if (!this.#isInside(x, y, width, height)) return this.#refuse(DropReason.invalid);
    // High byte first, as pixels are.
    const colour = words[PAYLOAD + Fill.colour / 2]!;
    const { bytes: pixels, stride } = this.surface;
    this.damage.add(x, y, x + width, y + height);
    const swapped = (colour >> 8) | ((colour & 0xff) << 8);
    this.#kernels.fillRows(pixels, y * stride + x * 2, stride, width, height, swapped);
    return FrameEvent.none;
  }

  #end({ bytes, words }: DisplayPacket, length: number): FrameEvent {
    if (length < FrameEnd.bytes || words[PAYLOAD + FrameEnd.frame / 2] !== this.frameId) {
      return this.#refuse(DropReason.invalid);
    }
    if ((bytes[HEADER_BYTES + FrameEnd.flags]! & FRAME_END_CRC) !== 0) {
      const crc = this.#kernels.crc32(0, this.surface.bytes, 0, this.surface.stride * this.surface.height);
      if (crc !== readU32(bytes, HEADER_BYTES + FrameEnd.crc)) return this.#refuse(DropReason.crc);
    }
    this.#open = false;
    this.baseId = this.frameId;
    return FrameEvent.accepted;
  }

  #refuse(reason: DropReason): FrameEvent {
    if (this.region !== undefined) this.#regions.addAll(this.damage);
    this.#open = false;
    this.region = undefined;
    this.reason = reason;
    return FrameEvent.refused;
  }

  #isInside(x: number, y: number, width: number, height: number): boolean {
    return width > 0 && height > 0 && x + width <= this.surface.width && y + height <= this.surface.height;
  }
}
