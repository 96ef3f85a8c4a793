import { DropReason, FrameState, isAfter } from '../../firmware/link/messages.js';
import { readU16 } from '../../firmware/link/packet.js';
import type { DropCause, FrameAccepted, FrameShown } from './device-types.js';

/** What is told of a frame, each at most once, in this order. */
export interface FrameListener {
  written(): void;
  accepted(result: FrameAccepted): void;
  shown(result: FrameShown): void;
}

interface Tracked {
  readonly id: number;
  readonly listener: FrameListener;
  isWritten: boolean;
  isAccepted: boolean;
  /** Not shown before that; microseconds. */
  readonly due: number;
}

const CAUSES = ['unknown', 'replaced', 'dark', 'invalid', 'crc', 'abandoned', 'needKey'] as const;

/** Frames whose fate is open, oldest first. Learns it from notes, and where those are lost from any ACK or PONG. */
export class FrameTracker {
  #frames: Tracked[] = [];
  #accepted = 0;

  /** The last frame that was sent and has not failed: a delta's base. */
  get base(): number {
    return this.#frames.at(-1)?.id ?? this.#accepted;
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  /** Whether a frame ought to have been shown before `now`. */
  isOverdue(now: number): boolean {
    return this.#frames.some((frame) => frame.isWritten && frame.due <= now);
  }

  add(id: number, due: number, listener: FrameListener): void {
    this.#frames.push({ id, listener, isWritten: false, isAccepted: false, due });
  }

  written(id: number): void {
    const frame = this.#find(id);
    if (frame === undefined || frame.isWritten) return;
    frame.isWritten = true;
    frame.listener.written();
  }

  accepted(id: number): void {
    const frame = this.#find(id);
    if (frame !== undefined) this.#accept(frame);
  }

  shown(id: number, times: (FrameShown & { state: 'shown' })['times']): void {
    const frame = this.#find(id);
    if (frame === undefined) return;
    for (const older of this.#frames.filter((other) => isAfter(id, other.id))) this.#drop(older, 'replaced');
    this.#settle(frame, times === undefined ? { state: 'shown' } : { state: 'shown', times });
  }

  /** A frame will not be shown; `reason` is one of `DropReason`. */
  dropped(id: number, reason: number): void {
    const frame = this.#find(id);
    if (frame !== undefined) this.#drop(frame, CAUSES[reason] ?? 'unknown');
  }

  needKey(id: number): void {
    this.dropped(id, DropReason.needKey);
  }

  /** The state of frames that every ACK and PONG carries, at `bytes[at...]`. */
  learn(bytes: Uint8Array, at: number): void {
    if (this.#frames.length === 0) return;
    const accepted = readU16(bytes, at + FrameState.accepted);
    const shown = readU16(bytes, at + FrameState.shown);
    const dropped = readU16(bytes, at + FrameState.dropped);
    const refused = readU16(bytes, at + FrameState.refused);
    for (const frame of [...this.#frames]) {
      if (!frame.isWritten) break;
      if (frame.id === refused) this.dropped(refused, bytes[at + FrameState.refusedReason]!);
      else {
        if (reaches(accepted, frame.id)) this.#accept(frame);
        if (frame.id === shown) this.shown(shown, undefined);
        else if (reaches(shown, frame.id)) this.#drop(frame, 'replaced');
        else if (frame.id === dropped) this.dropped(dropped, bytes[at + FrameState.droppedReason]!);
        else if (frame.isAccepted && reaches(dropped, frame.id)) this.#drop(frame, 'replaced');
      }
    }
  }

  /** No word of any frame will come. */
  close(cause: DropCause): void {
    for (const frame of [...this.#frames]) this.#drop(frame, cause);
  }

  #find(id: number): Tracked | undefined {
    return this.#frames.find((frame) => frame.id === id);
  }

  #accept(frame: Tracked): void {
    if (frame.isAccepted) return;
    frame.isAccepted = true;
    if (this.#accepted === 0 || isAfter(frame.id, this.#accepted)) this.#accepted = frame.id;
    frame.listener.accepted({ state: 'accepted' });
  }

  #drop(frame: Tracked, cause: DropCause): void {
    const result = cause === 'needKey' ? ({ state: 'needKey' } as const) : ({ state: 'dropped', cause } as const);
    if (!frame.isAccepted && (cause === 'replaced' || cause === 'dark')) this.#accept(frame);
    if (!frame.isAccepted) frame.listener.accepted(result);
    this.#end(frame);
    frame.listener.shown(result);
  }

  #settle(frame: Tracked, result: FrameShown): void {
    this.#accept(frame);
    this.#end(frame);
    frame.listener.shown(result);
  }

  #end(frame: Tracked): void {
    this.#frames = this.#frames.filter((other) => other !== frame);
    if (frame.isWritten) return;
    frame.isWritten = true;
    frame.listener.written();
  }
}

/** Whether a frame number of the device, 0 being none, is `id` or a later one. */
function reaches(number: number, id: number): boolean {
  return number !== 0 && (number === id || isAfter(number, id));
}
