import {
  Copy,
  Fill,
  FRAME_DELTA,
  FRAME_END_CRC,
  FRAME_KEY,
  FrameBegin,
  FrameEnd,
  MessageType,
  RegionHeader,
} from '../../firmware/link/messages.js';
import {
  FIRST,
  LAST,
  PACKET_OVERHEAD,
  stuffedBytes,
  WHOLE,
  writeU16,
  writeU32,
  writeU48,
} from '../../firmware/link/packet.js';
import type { FrameMessage } from './device-types.js';
import type { Outgoing } from './sequence-sender.js';

/** What FRAME_BEGIN and FRAME_END say. */
export interface FrameHead {
  readonly id: number;
  readonly base: number;
  readonly key: boolean;
  readonly crc: number | undefined;
}

/** FRAME_BEGIN; `present` is device microseconds, 0 at once. */
export function beginPacket(head: FrameHead, present: number): Outgoing {
  const payload = new Uint8Array(FrameBegin.bytes);
  writeU16(payload, FrameBegin.frame, head.id);
  writeU16(payload, FrameBegin.base, head.key ? 0 : head.base);
  payload[FrameBegin.flags] = head.key ? FRAME_KEY : FRAME_DELTA;
  writeU48(payload, FrameBegin.present, present);
  return { type: MessageType.frameBegin, flags: WHOLE, payload };
}

/** FRAME_END. */
export function endPacket(head: FrameHead): Outgoing {
  const payload = new Uint8Array(FrameEnd.bytes);
  writeU16(payload, FrameEnd.frame, head.id);
  if (head.crc !== undefined) {
    payload[FrameEnd.flags] = FRAME_END_CRC;
    writeU32(payload, FrameEnd.crc, head.crc);
  }
  return { type: MessageType.frameEnd, flags: WHOLE, payload };
}

/** The packets of a frame's messages, each with at most `largest` bytes of payload. */
export function* messagePackets(messages: readonly FrameMessage[], largest: number): Generator<Outgoing, void> {
  for (const message of messages) {
    if (message.kind === 'fill') yield { type: MessageType.fill, flags: WHOLE, payload: fillPayload(message) };
    else if (message.kind === 'copy') yield { type: MessageType.copy, flags: WHOLE, payload: copyPayload(message) };
    else yield* regionPackets(message, largest);
  }
}

/** Bytes that a whole frame takes on the line at most, packets and stuffing included. */
export function lineBytesOf(messages: readonly FrameMessage[], largest: number): number {
  let bytes = stuffedBytes(FrameBegin.bytes + PACKET_OVERHEAD) + stuffedBytes(FrameEnd.bytes + PACKET_OVERHEAD);
  for (const message of messages) {
    let left: number = message.kind === 'copy' ? Copy.bytes : Fill.bytes;
    if (message.kind === 'region') left = RegionHeader.bytes + message.data.length;
    for (; left > largest; left -= largest) bytes += stuffedBytes(largest + PACKET_OVERHEAD);
    bytes += stuffedBytes(left + PACKET_OVERHEAD);
  }
  return bytes;
}

function* regionPackets(message: FrameMessage & { kind: 'region' }, largest: number): Generator<Outgoing, void> {
  const { region, codec, data } = message;
  let taken = Math.min(data.length, largest - RegionHeader.bytes);
  const first = new Uint8Array(RegionHeader.bytes + taken);
  writeU16(first, RegionHeader.x, region.left);
  writeU16(first, RegionHeader.y, region.top);
  writeU16(first, RegionHeader.width, region.right - region.left);
  writeU16(first, RegionHeader.height, region.bottom - region.top);
  first[RegionHeader.codec] = codec;
  writeU32(first, RegionHeader.length, data.length);
  first.set(data.subarray(0, taken), RegionHeader.bytes);
  const type = MessageType.region;
  yield { type, flags: taken === data.length ? WHOLE : FIRST, payload: first };
  while (taken < data.length) {
    const payload = data.subarray(taken, taken + largest);
    taken += payload.length;
    yield { type, flags: taken === data.length ? LAST : 0, payload };
  }
}

function copyPayload(message: FrameMessage & { kind: 'copy' }): Uint8Array {
  const payload = new Uint8Array(Copy.bytes);
  const { left, top, right, bottom } = message.source;
  writeU16(payload, Copy.x, left);
  writeU16(payload, Copy.y, top);
  writeU16(payload, Copy.width, right - left);
  writeU16(payload, Copy.height, bottom - top);
  writeU16(payload, Copy.toX, message.x);
  writeU16(payload, Copy.toY, message.y);
  return payload;
}

function fillPayload(message: FrameMessage & { kind: 'fill' }): Uint8Array {
  const payload = new Uint8Array(Fill.bytes);
  const { left, top, right, bottom } = message.region;
  writeU16(payload, Fill.x, left);
  writeU16(payload, Fill.y, top);
  writeU16(payload, Fill.width, right - left);
  writeU16(payload, Fill.height, bottom - top);
  payload[Fill.colour] = message.colour >> 8;
  payload[Fill.colour + 1] = message.colour;
  return payload;
}
