import type { LinkCounters } from './link-counters.js';
import type { LinkPort } from './link-port.js';
import { DropReason, FrameNote, FrameState, MessageType, Shown } from './messages.js';
import { HEADER_BYTES, writeU16, writeU48 } from './packet.js';
import type { PacketSender } from './packet-sender.js';

/** Notes to the host of its frames; every ACK and PONG repeats what they say, so a lost note costs nothing. */
export class FrameReports {
  #accepted = 0;
  #shown = 0;
  #dropped = 0;
  #refused = 0;
  #droppedReason: number = DropReason.none;
  #refusedReason: number = DropReason.none;
  readonly #sender: PacketSender;
  readonly #counters: LinkCounters;

  constructor(sender: PacketSender, counters: LinkCounters) {
    this.#sender = sender;
    this.#counters = counters;
  }

  reset(): void {
    this.#accepted = 0;
    this.#shown = 0;
    this.#dropped = 0;
    this.#refused = 0;
    this.#droppedReason = DropReason.none;
    this.#refusedReason = DropReason.none;
  }

  accepted(to: LinkPort | null, frame: number): void {
    this.#counters.framesAccepted += 1;
    this.#accepted = frame;
    this.#note(to, MessageType.accepted, frame, FrameNote.bytes);
  }

  shown(
    to: LinkPort | null,
    frame: number,
    decoded: number,
    presented: number,
    firstRow: number,
    lastRow: number,
  ): void {
    this.#counters.framesShown += 1;
    this.#shown = frame;
    const bytes = this.#sender.bytes;
    writeU48(bytes, HEADER_BYTES + Shown.decoded, decoded);
    writeU48(bytes, HEADER_BYTES + Shown.presented, presented);
    writeU48(bytes, HEADER_BYTES + Shown.firstRow, firstRow);
    writeU48(bytes, HEADER_BYTES + Shown.lastRow, lastRow);
    this.#note(to, MessageType.shown, frame, Shown.bytes);
  }

  dropped(to: LinkPort | null, frame: number, reason: number): void {
    this.#dropped = frame;
    this.#droppedReason = reason;
    this.#sender.bytes[HEADER_BYTES + FrameNote.reason] = reason;
    this.#note(to, MessageType.dropped, frame, FrameNote.droppedBytes);
  }

  refused(to: LinkPort | null, frame: number, reason: number, needKey: boolean): void {
    this.#counters.framesRefused += 1;
    this.#refused = frame;
    this.#refusedReason = reason;
    this.#sender.bytes[HEADER_BYTES + FrameNote.reason] = reason;
    if (needKey) this.#note(to, MessageType.needKey, frame, FrameNote.bytes);
    else this.#note(to, MessageType.dropped, frame, FrameNote.droppedBytes);
  }

  /** Writes the state to `bytes[at...]`, `FrameState.bytes` long. */
  write(bytes: Uint8Array, at: number): void {
    writeU16(bytes, at + FrameState.accepted, this.#accepted);
    writeU16(bytes, at + FrameState.shown, this.#shown);
    writeU16(bytes, at + FrameState.dropped, this.#dropped);
    writeU16(bytes, at + FrameState.refused, this.#refused);
    bytes[at + FrameState.droppedReason] = this.#droppedReason;
    bytes[at + FrameState.refusedReason] = this.#refusedReason;
  }

  #note(to: LinkPort | null, type: number, frame: number, length: number): void {
    if (to === null) return;
    writeU16(this.#sender.bytes, HEADER_BYTES + FrameNote.frame, frame);
    this.#sender.send(to, type, 0, to.session, length);
  }
}
