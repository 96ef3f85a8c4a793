import { isAfter } from './messages.js';

/** What came of a packet of a sequenced class. */
export const Arrival = {
  /** It is the next one. */
  inOrder: 0,
  /** Known already: its acknowledge was lost, or the line doubled it. */
  repeated: 1,
  /** Something before it is missing, and the sender is to be told. */
  gap: 2,
  /** Something before it is missing, which the sender was told. */
  ahead: 3,
} as const;
export type Arrival = (typeof Arrival)[keyof typeof Arrival];

const NEVER = Number.POSITIVE_INFINITY;
/** An acknowledge is sent for every second packet, or so long after one. */
const ACK_MICROS = 5000;

/** The receiving end of go-back-N for one class: order, acknowledges and credit. Nothing is kept out of order. */
export class SequenceReceiver {
  readonly packetClass: number;
  /** Credit beyond what was accepted, in bytes. */
  readonly window: number;
  /** Bytes that whoever takes them has room for; credit never goes beyond. */
  room = Number.POSITIVE_INFINITY;
  /** The sequence number expected. */
  next = 0;
  /** One more with every DISPLAY_RESTART. */
  epoch = 0;
  /** The number that showed the gap. */
  seen = 0;
  /** When an acknowledge is due; `Infinity` where nothing waits for one. */
  ackDue = NEVER;
  /** Two packets wait for an acknowledge, or more: it is not put off. */
  owesAck = false;
  #count = 0;
  #inGap = false;

  constructor(packetClass: number, window: number) {
    this.packetClass = packetClass;
    this.window = window;
  }

  /** The absolute count of bytes (payload plus 10 a packet, modulo 2^32) the sender may send. */
  get credit(): number {
    return (this.#count + (this.room < this.window ? this.room : this.window)) >>> 0;
  }

  /** Starts anew, at a session's begin. */
  reset(): void {
    this.epoch = 0;
    this.restart(0, 0);
  }

  /** Expects `next` from now on, where the sender's count is `count`. */
  restart(next: number, count: number): void {
    this.next = next;
    this.#count = count;
    this.#inGap = false;
    this.acknowledged();
  }

  /** Counts the packet that is expected; `length` is of all of it. */
  take(length: number, now: number): void {
    this.next = (this.next + 1) & 0xffff;
    this.#count += length;
    this.#inGap = false;
    if (this.ackDue === NEVER) this.ackDue = now + ACK_MICROS;
    else this.owesAck = true;
  }

  /** Judges a packet of `length` bytes by its sequence number, and takes it where it is the next one. */
  arrive(sequence: number, length: number, now: number): Arrival {
    const ahead = (sequence - this.next) & 0xffff;
    if (ahead === 0) {
      this.take(length, now);
      return Arrival.inOrder;
    }
    if (ahead >= 0x8000) {
      if (this.ackDue === NEVER) this.ackDue = now + ACK_MICROS;
      else this.owesAck = true;
      return Arrival.repeated;
    }
    // The line keeps order: a number that does not go on from the last one shows that the sender went back, and that
    // the head of what it resent is missing again. That is a new gap.
    const told = this.#inGap && isAfter(sequence, this.seen);
    this.#inGap = true;
    this.seen = sequence;
    return told ? Arrival.ahead : Arrival.gap;
  }

  /** An acknowledge was sent. */
  acknowledged(): void {
    this.owesAck = false;
    this.ackDue = NEVER;
  }
}
