import { Ack, MessageType, Pong } from '../../firmware/link/messages.js';
import { PacketClass, readU16, readU32 } from '../../firmware/link/packet.js';
import type { DisplayStream } from './display-stream.js';
import type { ReceivedPacket } from './packet-reader.js';

/** Takes an ACK or NAK; `quickest` is the shortest time in which an answer to what was resent can come, microseconds. */
export function readAcknowledge(display: DisplayStream, packet: ReceivedPacket, quickest: number, now: number): void {
  const { type, payload } = packet;
  if (payload.length < Ack.bytes || payload[Ack.packetClass] !== PacketClass.display) return;
  const epoch = payload[Ack.epoch]!;
  const next = readU16(payload, Ack.next);
  display.acknowledge(epoch, next, readU32(payload, Ack.credit), now);
  display.learn(payload, Ack.frames);
  if (type === MessageType.nak) display.missing(epoch, next, readU16(payload, Ack.seen), quickest, now);
}

/** Takes a PONG; `vouch` is what had gone out before its PING, -1 where that is not known. */
export function readPong(display: DisplayStream, payload: Uint8Array, vouch: number, now: number): void {
  const epoch = payload[Pong.epoch]!;
  display.acknowledge(epoch, readU16(payload, Pong.displayNext), readU32(payload, Pong.displayCredit), now);
  display.learn(payload, Pong.frames);
  if (vouch >= 0) display.vouched(epoch, vouch, now);
}
