import type { PacketClass } from '../../firmware/link/packet.js';
import { PacketClass as Classes, WHOLE } from '../../firmware/link/packet.js';
import { encodePacket } from './packet-writer.js';

/** What came of a request: the answer's type and a copy of its payload, or `null` where none came in time. */
export type RequestEnd = (type: number, payload: Uint8Array | null) => void;

interface Open {
  readonly line: Uint8Array;
  readonly end: RequestEnd;
  readonly giveUpAt: number;
  repeatAt: number;
  wait: number;
}

const GIVE_UP_MICROS = 5_000_000;
const FIRST_REPEAT_MICROS = 100_000;
const CONTROL: PacketClass = Classes.control;

/** Requests of class control that wait for their answers: sent again, with the same number, until one comes. */
export class RequestBook {
  readonly #session: number;
  readonly #transmit: (line: Uint8Array) => void;
  readonly #open = new Map<number, Open>();
  #number = 0;

  constructor(session: number, transmit: (line: Uint8Array) => void) {
    this.#session = session;
    this.#transmit = transmit;
  }

  get isWaiting(): boolean {
    return this.#open.size > 0;
  }

  /** When a request is to be repeated or given up; `Infinity` where none waits. */
  get wakeAt(): number {
    let at = Number.POSITIVE_INFINITY;
    for (const open of this.#open.values()) at = Math.min(at, open.repeatAt, open.giveUpAt);
    return at;
  }

  /** A number that no request of late had. */
  nextNumber(): number {
    this.#number = this.#number === 0xffff ? 1 : this.#number + 1;
    return this.#number;
  }

  /** Sends a request, and again after `patience` and ever longer; `end` is called once. */
  ask(
    type: number,
    payload: Uint8Array,
    patience: number,
    now: number,
    end: RequestEnd,
    giveUp = GIVE_UP_MICROS,
  ): void {
    const number = this.nextNumber();
    const line = encodePacket(CONTROL, WHOLE, type, number, this.#session, payload);
    const wait = Math.max(FIRST_REPEAT_MICROS, patience);
    this.#open.set(number, { line, end, giveUpAt: now + giveUp, repeatAt: now + wait, wait });
    this.#transmit(line);
  }

  /** An answer came; one that nobody waits for is ignored. */
  answer(number: number, type: number, payload: Uint8Array): void {
    const open = this.#open.get(number);
    if (open === undefined) return;
    this.#open.delete(number);
    open.end(type, payload.slice());
  }

  step(now: number): void {
    for (const [number, open] of this.#open) {
      if (open.giveUpAt <= now) {
        this.#open.delete(number);
        open.end(0, null);
      } else if (open.repeatAt <= now) {
        open.wait *= 2;
        open.repeatAt = now + open.wait;
        this.#transmit(open.line);
      }
    }
  }

  /** Ends all that wait without an answer. */
  close(): void {
    const waiting = [...this.#open.values()];
    this.#open.clear();
    for (const open of waiting) open.end(0, null);
  }
}
