import { DropReason, FrameState, isAfter, nextFrame } from '../../firmware/link/messages.js';
import { PACKET_OVERHEAD, PacketClass, readU16, stuffedBytes } from '../../firmware/link/packet.js';
import type { FrameOrder } from './frame-order.js';
import { beginPacket, endPacket, type FrameHead, messagePackets } from './frame-packets.js';
import { type FrameListener, FrameTracker } from './frame-tracker.js';
import type { LineClock } from './line-clock.js';
import { LineLimit } from './line-limit.js';
import { type Outgoing, SequenceSender } from './sequence-sender.js';
import { restartPacket } from './session-packets.js';

/**
 * A frame that is due, or came late, still waits for its slot between two passes of the beam, a scan at most: a FRAME_END
 * that came sooner would replace it.
 */
const SLOT_MICROS = 18_000;
const LATE_SLOT_MICROS = 16_000;

/** For so long after a loss no more than so much is under way, wherever the system keeps it: all of it may have to go out again. */
const WARY_MICROS = 1_000_000;
const WARY_BYTES = 4096;

interface QueuedFrame extends FrameHead {
  readonly order: FrameOrder;
  /** When the frame before it is to be presented: its FRAME_END does not go out before that. 0: at once. */
  readonly after: number;
}

interface OpenFrame {
  readonly frame: QueuedFrame;
  readonly firstSequence: number;
  readonly packets: Iterator<Outgoing, void>;
  /** The packet that is next; `null` where it is FRAME_END. */
  peeked: Outgoing | null;
}

interface Restart {
  readonly line: Uint8Array;
  readonly vouch: number;
}

/** Frames on their way as packets of class display: one after another, given up where that is better than resending. */
export class DisplayStream {
  readonly frames = new FrameTracker();
  /** The most bytes a packet takes on the line. */
  readonly largestPacket: number;
  /** Frames that were abandoned with a DISPLAY_RESTART. */
  restarts = 0;
  readonly #session: number;
  readonly #clock: LineClock;
  readonly #limit: LineLimit;
  readonly #sender: SequenceSender;
  readonly #largest: number;
  readonly #transmit: (line: Uint8Array) => void;
  #queue: QueuedFrame[] = [];
  #open: OpenFrame | null = null;
  #restart: Restart | null = null;
  #epoch = 0;
  /** When the device was last found to miss something. */
  #lostAt = Number.NEGATIVE_INFINITY;
  #lastId = 0;
  #lastPresentAt = 0;
  /** When the last FRAME_END went out. */
  #endedAt = 0;
  #heldUntil = Number.POSITIVE_INFINITY;

  constructor(
    session: number,
    window: number,
    largest: number,
    clock: LineClock,
    transmit: (line: Uint8Array) => void,
  ) {
    this.#session = session;
    this.#limit = new LineLimit(2 * (largest + PACKET_OVERHEAD), window);
    this.#sender = new SequenceSender(PacketClass.display, session, window);
    this.#largest = largest;
    this.largestPacket = stuffedBytes(largest + PACKET_OVERHEAD);
    this.#clock = clock;
    this.#transmit = transmit;
  }

  /** Packets that went out again. */
  get resent(): number {
    return this.#sender.resent;
  }

  /** Whether the device owes an acknowledge. */
  get isOutstanding(): boolean {
    return this.#sender.isOutstanding || this.#restart !== null;
  }

  /** Whether there is anything left to do for any frame. */
  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#open === null && !this.isOutstanding && this.frames.isEmpty;
  }

  get progressAt(): number {
    return this.#sender.progressAt;
  }

  /** A PING sent now vouches for what went out before. */
  get onLine(): number {
    return this.#sender.onLine;
  }

  /** Whether something was lost of late, so that less is put at stake. */
  isWary(now: number): boolean {
    return now - this.#lostAt < WARY_MICROS;
  }

  /** The most bytes that may be under way. */
  get limit(): number {
    return this.#sender.limit;
  }

  /** When a FRAME_END that is held may go; `Infinity` where none is. */
  get heldUntil(): number {
    return this.#heldUntil;
  }

  /** Queues a frame; answers its id. */
  add(order: FrameOrder, now: number, listener: FrameListener): number {
    const id = nextFrame(this.#lastId);
    const { base, crc } = order.options;
    this.#queue.push({ id, base: base ?? this.frames.base, key: order.key, crc, order, after: this.#lastPresentAt });
    this.frames.add(id, Math.max(order.presentAt, now), listener);
    this.#lastId = id;
    this.#lastPresentAt = order.presentAt;
    return id;
  }

  /** The next packet for the line; `null` where nothing may go now. */
  next(now: number): Uint8Array | null {
    this.#heldUntil = Number.POSITIVE_INFINITY;
    this.#limit.observe(this.#sender.consumed, this.#sender.isOutstanding, now);
    const limit = this.#limit.bytes(this.#clock.quickest);
    this.#sender.limit = this.isWary(now) ? Math.min(WARY_BYTES, limit) : limit;
    const again = this.#sender.resend(now);
    if (again !== null) return again;
    const open = this.#open ?? this.#begin();
    if (open === null) return null;
    const { frame } = open;
    const holdUntil = frame.after === 0 ? 0 : Math.max(frame.after + SLOT_MICROS, this.#endedAt + LATE_SLOT_MICROS);
    if (open.peeked === null && holdUntil > now) {
      this.#heldUntil = holdUntil;
      return null;
    }
    const packet = open.peeked ?? endPacket(frame);
    if (!this.#sender.admits(packet.payload.length)) return null;
    const line = this.#sender.send(packet, now);
    if (open.peeked !== null) open.peeked = open.packets.next().value ?? null;
    else {
      this.#open = null;
      this.#endedAt = now;
      this.frames.written(frame.id);
    }
    return line;
  }

  /** ACK or PONG: what the device expects next, and its credit. */
  acknowledge(epoch: number, next: number, credit: number, now: number): boolean {
    if (epoch !== this.#epoch) return false;
    if (this.#restart !== null) {
      this.#sender.vouched(this.#restart.vouch, now);
      this.#restart = null;
    }
    return this.#sender.acknowledge(next, credit, now);
  }

  /** NAK: `next` is missing, as `seen` showed. */
  missing(epoch: number, next: number, seen: number, quickest: number, now: number): void {
    if (epoch === this.#epoch && this.#sender.missing(next, seen, quickest, now)) this.#lost(now);
  }

  /** The answer to a PING that was sent when `onLine` was `vouch`. */
  vouched(epoch: number, vouch: number, now: number): void {
    if (epoch !== this.#epoch) this.repeatRestart();
    else if (this.#sender.vouched(vouch, now)) this.#lost(now);
  }

  /** Sends a DISPLAY_RESTART again that is not yet acknowledged. */
  repeatRestart(): void {
    if (this.#restart !== null) this.#transmit(this.#restart.line);
  }

  /** The device refused a frame: nothing more of it is sent. */
  refused(id: number, reason: number): void {
    if (this.#open?.frame.id === id) this.#open = null;
    this.frames.dropped(id, reason);
  }

  /** The state of frames that every ACK and PONG carries, at `bytes[at...]`. */
  learn(bytes: Uint8Array, at: number): void {
    const refused = readU16(bytes, at + FrameState.refused);
    if (refused !== 0 && this.#open?.frame.id === refused) this.refused(refused, bytes[at + FrameState.refusedReason]!);
    this.frames.learn(bytes, at);
  }

  /**
   * Gives a frame up that is not all sent yet; answers whether it could. What went out of it is abandoned with a
   * DISPLAY_RESTART, unless something of an older frame is unacknowledged too.
   */
  abandon(id: number, now: number): boolean {
    const queued = this.#queue.findIndex((frame) => frame.id === id);
    if (queued >= 0) this.#queue.splice(queued, 1);
    else if (!this.#abandonOpen(id, now)) return false;
    this.frames.dropped(id, DropReason.abandoned);
    return true;
  }

  #abandonOpen(id: number, now: number): boolean {
    const open = this.#open;
    if (open === null || open.frame.id !== id) return false;
    const isBegun = this.#sender.next !== open.firstSequence;
    if (isBegun && isAfter(open.firstSequence, this.#sender.base)) return false;
    this.#open = null;
    if (isBegun) this.#sendRestart(now);
    return true;
  }

  #sendRestart(now: number): void {
    this.#epoch = (this.#epoch + 1) & 0xff;
    this.restarts += 1;
    const line = restartPacket(this.#epoch, this.#sender.next, this.#sender.count, this.#session);
    this.#sender.abandon(now);
    this.#restart = { line, vouch: this.#sender.onLine };
    this.#transmit(line);
  }

  #lost(now: number): void {
    this.#lostAt = now;
    const frame = this.#open?.frame;
    if (frame?.order.options.abandonOnLoss === true) this.abandon(frame.id, now);
  }

  #begin(): OpenFrame | null {
    const frame = this.#queue.shift();
    if (frame === undefined) return null;
    const { order } = frame;
    const present = order.presentAt === 0 ? 0 : Math.max(1, Math.round(order.presentAt + this.#clock.offset));
    const packets = messagePackets(order.messages, this.#largest);
    this.#open = { frame, packets, firstSequence: this.#sender.next, peeked: beginPacket(frame, present) };
    return this.#open;
  }
}
