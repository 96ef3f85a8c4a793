import type { BytePort } from '../../firmware/platform/byte-port.js';
import { EventKind } from '../../firmware/platform/events.js';

/** 20 KiB hold the credit of both classes and two control packets, stuffed; what is more is reserve. */
const RING_BYTES = 24576;
const OUTPUT_BYTES = 4096;

export interface VirtualPortOptions {
  readonly ringBytes?: number;
  /** How much the port takes before writes fall short. */
  readonly outputBytes?: number;
}

/** Where a port's output goes. */
export interface PortOutput {
  /** Takes a copy. */
  send(bytes: Uint8Array): void;
  /** Bytes not yet gone. */
  readonly pending: number;
}

/** The firmware's end of a serial line: a ring of received bytes, writes that may fall short, and reports of both. */
export class VirtualPort implements BytePort {
  /** Bytes that arrived while the ring was full, or nobody listened, and are lost. */
  overflowed = 0;
  /** The most bytes that ever waited in the ring. */
  highWater = 0;
  readonly #ring: Uint8Array;
  readonly #outputBytes: number;
  #head = 0;
  #count = 0;
  #output: PortOutput | null = null;
  #isShort = false;
  #report: (kind: EventKind) => void = () => {};

  constructor(options: VirtualPortOptions = {}) {
    this.#ring = new Uint8Array(options.ringBytes ?? RING_BYTES);
    this.#outputBytes = options.outputBytes ?? OUTPUT_BYTES;
  }

  /** Sets who is told of `readable` and `writable`; the platform stamps and passes it on. */
  listen(report: (kind: EventKind) => void): void {
    this.#report = report;
  }

  /** Puts a line (or nothing) at the far end. Without one, what is written is lost, as on USB without a host. */
  connect(output: PortOutput | null): void {
    this.#output = output;
    this.drained();
  }

  /** Whether the receiver sleeps: what comes wakes it, and is lost. */
  isDeaf: () => boolean = () => false;

  /** Bytes arrive from the line. */
  deliver(bytes: Uint8Array): void {
    if (this.isDeaf()) {
      this.overflowed += bytes.length;
      this.#report(EventKind.readable);
      return;
    }
    const ring = this.#ring;
    const taken = Math.min(bytes.length, ring.length - this.#count);
    this.overflowed += bytes.length - taken;
    let at = (this.#head + this.#count) % ring.length;
    for (let index = 0; index < taken; index++) {
      ring[at] = bytes[index]!;
      at = at + 1 === ring.length ? 0 : at + 1;
    }
    this.#count += taken;
    this.highWater = Math.max(this.highWater, this.#count);
    if (taken > 0) this.#report(EventKind.readable);
  }

  /** The line has taken some of the output. */
  drained(): void {
    if (!this.#isShort) return;
    this.#isShort = false;
    this.#report(EventKind.writable);
  }

  read(into: Uint8Array): number {
    const ring = this.#ring;
    const length = Math.min(into.length, this.#count);
    const first = Math.min(length, ring.length - this.#head);
    into.set(ring.subarray(this.#head, this.#head + first));
    into.set(ring.subarray(0, length - first), first);
    this.#head = (this.#head + length) % ring.length;
    this.#count -= length;
    return length;
  }

  write(from: Uint8Array, at: number, length: number): number {
    if (this.#output === null) return length;
    const taken = Math.min(length, Math.max(0, this.#outputBytes - this.#output.pending));
    if (taken < length) this.#isShort = true;
    if (taken > 0) this.#output.send(from.subarray(at, at + taken));
    return taken;
  }
}
