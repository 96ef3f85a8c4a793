import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Stuffer } from '../kernels/stuffer.js';
import type { FrameMemory } from '../platform/memory.js';
import type { LinkPort } from './link-port.js';
import { Ack, FrameState, Pong } from './messages.js';
import { CRC_BYTES, HEADER_BYTES, writeU16, writeU32, writeU48 } from './packet.js';
import { ANSWER_LEAD } from './packet-sender.js';
import type { SequenceReceiver } from './sequence-receiver.js';

/** Where an ACK's fields are in its packet, in words of 16 bits. */
const CLASS = (HEADER_BYTES + Ack.packetClass) / 2;
const NEXT = (HEADER_BYTES + Ack.next) / 2;
const CREDIT = (HEADER_BYTES + Ack.credit) / 2;
const SEEN = (HEADER_BYTES + Ack.seen) / 2;
const FRAMES = HEADER_BYTES + Ack.frames;

/** ACK and NAK in a packet of their own, where the state of the frames stays: one is sent for every second packet of a stream. */
export class Acknowledges {
  /** What all ACKs say of frames (`FrameState`), to be kept up to date. */
  readonly frames: Uint8Array;
  readonly #packet: Stuffer;

  constructor(kernels: CheckedKernels, memory: FrameMemory) {
    this.#packet = kernels.stuffer(memory.allocate(HEADER_BYTES + Ack.bytes + CRC_BYTES));
    this.frames = this.#packet.bytes.subarray(FRAMES, FRAMES + FrameState.bytes);
  }

  /** Sends an ACK or NAK of one class; answers how many bytes it takes on the line. */
  send(to: LinkPort, receiver: SequenceReceiver, type: number): number {
    const packet = this.#packet;
    const words = packet.words;
    const credit = receiver.credit;
    words[0] = ANSWER_LEAD | (type << 8);
    words[2] = to.session;
    words[CLASS] = receiver.packetClass | (receiver.epoch << 8);
    words[NEXT] = receiver.next;
    words[CREDIT] = credit;
    words[CREDIT + 1] = credit >>> 16;
    words[SEEN] = receiver.seen;
    return to.output.push(packet, HEADER_BYTES + Ack.bytes);
  }
}

/** Writes the payload of a PONG, which says at device time `now` what an ACK of either class would. */
export function writePong(
  bytes: Uint8Array,
  at: number,
  now: number,
  display: SequenceReceiver,
  reliable: SequenceReceiver,
  frames: Uint8Array,
): void {
  writeU48(bytes, at + Pong.time, now);
  bytes[at + Pong.epoch] = display.epoch;
  bytes[at + Pong.epoch + 1] = 0;
  writeU16(bytes, at + Pong.displayNext, display.next);
  writeU16(bytes, at + Pong.reliableNext, reliable.next);
  writeU32(bytes, at + Pong.displayCredit, display.credit);
  writeU32(bytes, at + Pong.reliableCredit, reliable.credit);
  bytes.set(frames, at + Pong.frames);
}
