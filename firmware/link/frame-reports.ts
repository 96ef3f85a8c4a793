import type { LinkCounters } from './link-counters.js';
import type { LinkPort } from './link-port.js';
import { FrameNote, FrameState, MessageType, Shown } from './messages.js';
import { HEADER_BYTES, writeU16 } from './packet.js';
import type { PacketSender } from './packet-sender.js';

/** Notes to the host of its frames; every ACK and PONG repeats what they say, so a lost note costs nothing. */
export class FrameReports {
  /** The last frame of each fate, and why, as all acknowledges have it: `FrameState`. */
  readonly #state: Uint8Array;
  readonly #sender: PacketSender;
  readonly #counters: LinkCounters;

  constructor(state: Uint8Array, sender: PacketSender, counters: LinkCounters) {
    this.#state = state;
    this.#sender = sender;
    this.#counters = counters;
  }

  reset(): void {
    this.#state.fill(0);
  }

  accepted(to: LinkPort | null, frame: number): void {
    this.#counters.framesAccepted += 1;
    writeU16(this.#state, FrameState.accepted, frame);
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
    writeU16(this.#state, FrameState.shown, frame);
    this.#time(Shown.decoded, decoded);
    this.#time(Shown.presented, presented);
    this.#time(Shown.firstRow, firstRow);
    this.#time(Shown.lastRow, lastRow);
    this.#note(to, MessageType.shown, frame, Shown.bytes);
  }

  dropped(to: LinkPort | null, frame: number, reason: number): void {
    writeU16(this.#state, FrameState.dropped, frame);
    this.#state[FrameState.droppedReason] = reason;
    this.#sender.bytes[HEADER_BYTES + FrameNote.reason] = reason;
    this.#note(to, MessageType.dropped, frame, FrameNote.droppedBytes);
  }

  refused(to: LinkPort | null, frame: number, reason: number, needKey: boolean): void {
    this.#counters.framesRefused += 1;
    writeU16(this.#state, FrameState.refused, frame);
    this.#state[FrameState.refusedReason] = reason;
    this.#sender.bytes[HEADER_BYTES + FrameNote.reason] = reason;
    if (needKey) this.#note(to, MessageType.needKey, frame, FrameNote.bytes);
    else this.#note(to, MessageType.dropped, frame, FrameNote.droppedBytes);
  }

  /** Writes microseconds (u48) to the note being built. */
  #time(at: number, micros: number): void {
    const words = this.#sender.words;
    const word = (HEADER_BYTES + at) / 2;
    const low = micros | 0;
    words[word] = low;
    words[word + 1] = low >> 16;
    words[word + 2] = (micros / 0x100000000) | 0;
  }

  #note(to: LinkPort | null, type: number, frame: number, length: number): void {
    if (to === null) return;
    this.#sender.words[(HEADER_BYTES + FrameNote.frame) / 2] = frame;
    this.#sender.send(to, type, 0, to.session, length);
  }
}
