import type { FrameReports } from './frame-reports.js';
import { Ack, Pong } from './messages.js';
import { HEADER_BYTES, writeU16, writeU32, writeU48 } from './packet.js';
import type { PacketSender } from './packet-sender.js';
import type { SequenceReceiver } from './sequence-receiver.js';

/** Where an ACK's fields are in its packet, in words of 16 bits. */
const CLASS = (HEADER_BYTES + Ack.packetClass) / 2;
const NEXT = (HEADER_BYTES + Ack.next) / 2;
const CREDIT = (HEADER_BYTES + Ack.credit) / 2;
const SEEN = (HEADER_BYTES + Ack.seen) / 2;
const FRAMES = HEADER_BYTES + Ack.frames;

/** Writes the payload of an ACK or NAK of one class into the packet being built. */
export function writeAck(sender: PacketSender, receiver: SequenceReceiver, frames: FrameReports): void {
  const words = sender.words;
  const credit = receiver.credit;
  words[CLASS] = receiver.packetClass | (receiver.epoch << 8);
  words[NEXT] = receiver.next;
  words[CREDIT] = credit;
  words[CREDIT + 1] = credit >>> 16;
  words[SEEN] = receiver.seen;
  sender.bytes.set(frames.state, FRAMES);
}

/** Writes the payload of a PONG, which says at device time `now` what an ACK of either class would. */
export function writePong(
  bytes: Uint8Array,
  at: number,
  now: number,
  display: SequenceReceiver,
  reliable: SequenceReceiver,
  frames: FrameReports,
): void {
  writeU48(bytes, at + Pong.time, now);
  bytes[at + Pong.epoch] = display.epoch;
  bytes[at + Pong.epoch + 1] = 0;
  writeU16(bytes, at + Pong.displayNext, display.next);
  writeU16(bytes, at + Pong.reliableNext, reliable.next);
  writeU32(bytes, at + Pong.displayCredit, display.credit);
  writeU32(bytes, at + Pong.reliableCredit, reliable.credit);
  bytes.set(frames.state, at + Pong.frames);
}
