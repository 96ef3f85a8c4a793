import type { FrameReports } from './frame-reports.js';
import { Ack, Pong } from './messages.js';
import { writeU16, writeU32, writeU48 } from './packet.js';
import type { SequenceReceiver } from './sequence-receiver.js';

/** Writes the payload of an ACK or NAK of one class to `bytes[at...]`. */
export function writeAck(bytes: Uint8Array, at: number, receiver: SequenceReceiver, frames: FrameReports): void {
  bytes[at + Ack.packetClass] = receiver.packetClass;
  bytes[at + Ack.epoch] = receiver.epoch;
  writeU16(bytes, at + Ack.next, receiver.next);
  writeU32(bytes, at + Ack.credit, receiver.credit);
  writeU16(bytes, at + Ack.seen, receiver.seen);
  frames.write(bytes, at + Ack.frames);
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
  frames.write(bytes, at + Pong.frames);
}
