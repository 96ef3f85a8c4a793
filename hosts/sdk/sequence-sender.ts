import { PACKET_OVERHEAD, type PacketClass } from '../../firmware/link/packet.js';
import { encodePacket } from './packet-writer.js';

/** A packet yet without number. */
export interface Outgoing {
  readonly type: number;
  readonly flags: number;
  readonly payload: Uint8Array;
}

interface Sent {
  readonly sequence: number;
  /** Of credit: payload and 10. */
  readonly cost: number;
  readonly line: Uint8Array;
  /** `#onLine` just after it went out last. */
  position: number;
}

/**
 * The sending end of go-back-N for one class. Keeps what is not acknowledged; knows from credit, and from what must
 * still lie between here and the device, how much may go out. Resends only what is proved lost (docs/decisions/).
 */
export class SequenceSender {
  readonly #packetClass: PacketClass;
  readonly #session: number;
  #next = 0;
  /** Bytes ever given a number, the absolute count that credit speaks of; modulo 2^32. */
  #count = 0;
  #credit: number;
  #sent: Sent[] = [];
  /** How many of `#sent` are out in this round. */
  #out = 0;
  /** Bytes that went out, repeats included, and how many of them the device has surely taken from its ring. */
  #onLine = 0;
  #consumed = 0;
  #wentBackTo = -1;
  #wentBackAt = 0;
  /** The most bytes that may be between here and the device; at most its window. */
  limit: number;
  /** Packets that went out again. */
  resent = 0;
  /** When something was last sent or acknowledged. */
  progressAt = 0;

  constructor(packetClass: PacketClass, session: number, window: number) {
    this.#packetClass = packetClass;
    this.#session = session;
    this.limit = window;
    this.#credit = window;
  }

  /** The sequence number of the next new packet. */
  get next(): number {
    return this.#next;
  }

  /** The count of bytes at `next`. */
  get count(): number {
    return this.#count;
  }

  /** Bytes on the line so far; a PING sent now vouches for all before. */
  get onLine(): number {
    return this.#onLine;
  }

  /** Of `onLine`, what the device has surely taken. */
  get consumed(): number {
    return this.#consumed;
  }

  /** Whether anything waits for its acknowledge. */
  get isOutstanding(): boolean {
    return this.#sent.length > 0;
  }

  /** The sequence number that is to be acknowledged next. */
  get base(): number {
    return this.#sent[0]?.sequence ?? this.#next;
  }

  /** A packet that has to go out again, if it may now; else `null`. */
  resend(now: number): Uint8Array | null {
    const packet = this.#sent[this.#out];
    if (packet === undefined || !this.#fits(packet.cost)) return null;
    this.resent += 1;
    this.#went(packet, now);
    return packet.line;
  }

  /** Whether a new packet of `payload` bytes may go out now. */
  admits(payload: number): boolean {
    const cost = payload + PACKET_OVERHEAD;
    return this.#out === this.#sent.length && this.#fits(cost) && ((this.#credit - this.#count) | 0) >= cost;
  }

  /** Numbers a new packet, which `admits` must have let in; answers its bytes for the line. */
  send(packet: Outgoing, now: number): Uint8Array {
    const { flags, type, payload } = packet;
    const sequence = this.#next;
    const cost = payload.length + PACKET_OVERHEAD;
    const line = encodePacket(this.#packetClass, flags, type, sequence, this.#session, payload);
    const sent: Sent = { sequence, cost, line, position: 0 };
    this.#next = (sequence + 1) & 0xffff;
    this.#count = (this.#count + cost) >>> 0;
    this.#sent.push(sent);
    this.#went(sent, now);
    return line;
  }

  /** The device expects `next`, and gives `credit`. Answers whether that is news. */
  acknowledge(next: number, credit: number, now: number): boolean {
    if (((credit - this.#credit) | 0) > 0) this.#credit = credit;
    const done = (next - this.base) & 0xffff;
    if (done === 0 || done > this.#sent.length) return false;
    this.#consumed = Math.max(this.#consumed, this.#sent[done - 1]!.position);
    this.#sent.splice(0, done);
    this.#out = Math.max(0, this.#out - done);
    this.progressAt = now;
    return true;
  }

  /**
   * The device says that `next` is missing, since it saw `seen`. Goes back there unless it just did, `quickest` being the
   * shortest time in which an answer can come; answers whether it did.
   */
  missing(next: number, seen: number, quickest: number, now: number): boolean {
    const ahead = (seen - this.base) & 0xffff;
    if (next !== this.base || ahead >= this.#sent.length) return false;
    if (this.#wentBackTo === next && now - this.#wentBackAt < quickest) return false;
    this.#consumed = Math.max(this.#consumed, this.#sent[ahead]!.position);
    this.#goBack(now);
    return true;
  }

  /**
   * The device answered a PING that was sent when `onLine` was `vouched`: all before it has arrived or is lost. Goes back
   * where the packet it expects is among that; answers whether it did.
   */
  vouched(vouched: number, now: number): boolean {
    this.#consumed = Math.max(this.#consumed, vouched);
    const first = this.#sent[0];
    if (first === undefined || this.#out === 0 || first.position > vouched) return false;
    this.#goBack(now);
    return true;
  }

  /** Forgets all that is not acknowledged: the device is told to expect `next`, and counts up to `count`. */
  abandon(now: number): void {
    this.#sent = [];
    this.#out = 0;
    this.progressAt = now;
  }

  #goBack(now: number): void {
    this.#wentBackTo = this.base;
    this.#wentBackAt = now;
    this.#out = 0;
    this.progressAt = now;
  }

  #fits(cost: number): boolean {
    return this.#onLine - this.#consumed + cost <= this.limit;
  }

  #went(packet: Sent, now: number): void {
    this.#onLine += packet.cost;
    packet.position = this.#onLine;
    this.#out += 1;
    if (this.#out === 1) this.progressAt = now;
  }
}
