import { Ack, MessageType, Pong } from '../../firmware/link/messages.js';
import { PacketClass, readU16, readU32 } from '../../firmware/link/packet.js';
import type { ReceivedPacket } from './packet-reader.js';
import type { Streams, Vouch } from './streams.js';

/** Takes an ACK or NAK; `quickest` is the shortest time in which an answer to what was resent can come, microseconds. */
export function readAcknowledge(streams: Streams, packet: ReceivedPacket, quickest: number, now: number): void {
  const { type, payload } = packet;
  if (payload.length < Ack.bytes) return;
  const { display, reliable } = streams;
  const epoch = payload[Ack.epoch]!;
  const next = readU16(payload, Ack.next);
  const credit = readU32(payload, Ack.credit);
  const seen = readU16(payload, Ack.seen);
  display.learn(payload, Ack.frames);
  if (payload[Ack.packetClass] === PacketClass.display) {
    display.acknowledge(epoch, next, credit, now);
    if (type === MessageType.nak) display.missing(epoch, next, seen, quickest, now);
  } else if (payload[Ack.packetClass] === PacketClass.reliable) {
    reliable.acknowledge(next, credit, now);
    if (type === MessageType.nak) reliable.missing(next, seen, quickest, now);
  }
}

/** Takes a PONG; `vouch` is what had gone out before its PING, `null` where that is not known. */
export function readPong({ display, reliable }: Streams, payload: Uint8Array, vouch: Vouch | null, now: number): void {
  const epoch = payload[Pong.epoch]!;
  display.acknowledge(epoch, readU16(payload, Pong.displayNext), readU32(payload, Pong.displayCredit), now);
  display.learn(payload, Pong.frames);
  reliable.acknowledge(readU16(payload, Pong.reliableNext), readU32(payload, Pong.reliableCredit), now);
  if (vouch === null) return;
  display.vouched(epoch, vouch.display, now);
  reliable.vouched(vouch.reliable, now);
}
