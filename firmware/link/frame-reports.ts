import { DropReason, FrameState } from './messages.js';
import { writeU16 } from './packet.js';

/** What is known of the frames of a session: every ACK and PONG repeats it, so a lost note of one frame costs nothing. */
export class FrameReports {
  #accepted = 0;
  #shown = 0;
  #dropped = 0;
  #refused = 0;
  #droppedReason: number = DropReason.none;
  #refusedReason: number = DropReason.none;

  reset(): void {
    this.#accepted = 0;
    this.#shown = 0;
    this.#dropped = 0;
    this.#refused = 0;
    this.#droppedReason = DropReason.none;
    this.#refusedReason = DropReason.none;
  }

  accepted(frame: number): void {
    this.#accepted = frame;
  }

  shown(frame: number): void {
    this.#shown = frame;
  }

  dropped(frame: number, reason: number): void {
    this.#dropped = frame;
    this.#droppedReason = reason;
  }

  refused(frame: number, reason: number): void {
    this.#refused = frame;
    this.#refusedReason = reason;
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
}
