import type { VirtualClock } from '../clock/virtual-clock.js';
import type { Fault } from './faults.js';

export interface WireOptions {
  /** Bytes a second; `Infinity` where absent. */
  readonly bytesPerSecond?: number;
  /** From the end of a chunk's sending to its arrival; 0 where absent. */
  readonly latencyMicros?: number;
  /** The most bytes that arrive at once: 64 for full-speed USB; 512 where absent. */
  readonly chunkBytes?: number;
  /** Applied in this order. */
  readonly faults?: readonly Fault[];
}

/** One direction of a serial line in virtual time: bytes go out at a rate, in chunks, through faults, and arrive later. */
export class VirtualWire {
  bytesPerSecond: number;
  latencyMicros: number;
  chunkBytes: number;
  faults: readonly Fault[];
  /** Where bytes arrive; the view is good during the call only. */
  deliver: (bytes: Uint8Array) => void = () => {};
  /** Called when `pending` has fallen. */
  drained: () => void = () => {};
  /** Bytes that went out so far, before faults. */
  bytesSent = 0;
  readonly #clock: VirtualClock;
  #queue: Uint8Array[] = [];
  #pending = 0;
  #isSending = false;
  #stalledUntil = 0;
  #generation = 0;

  constructor(clock: VirtualClock, options: WireOptions = {}) {
    this.#clock = clock;
    this.bytesPerSecond = options.bytesPerSecond ?? Number.POSITIVE_INFINITY;
    this.latencyMicros = options.latencyMicros ?? 0;
    this.chunkBytes = options.chunkBytes ?? 512;
    this.faults = options.faults ?? [];
  }

  /** Bytes that wait or are being sent. */
  get pending(): number {
    return this.#pending;
  }

  /** Queues a copy of the bytes. */
  send(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#queue.push(bytes.slice());
    this.#pending += bytes.length;
    this.#sendNext();
  }

  /** Nothing goes out for so long. */
  stall(micros: number): void {
    this.#stalledUntil = this.#clock.time + micros;
  }

  /** Loses whatever is on the way, as when the line is closed. */
  reset(): void {
    this.#generation += 1;
    this.#queue = [];
    this.#pending = 0;
    this.#isSending = false;
  }

  #sendNext(): void {
    if (this.#isSending || this.#pending === 0) return;
    this.#isSending = true;
    const generation = this.#generation;
    const chunk = this.#takeChunk();
    const start = Math.max(this.#clock.time, this.#stalledUntil);
    this.#clock.schedule(start + (chunk.length * 1_000_000) / this.bytesPerSecond, () => {
      if (generation !== this.#generation) return;
      this.#isSending = false;
      this.#pending -= chunk.length;
      this.bytesSent += chunk.length;
      this.#arrive(chunk, generation);
      this.#sendNext();
      this.drained();
    });
  }

  #arrive(chunk: Uint8Array, generation: number): void {
    let bytes = chunk;
    for (const fault of this.faults) bytes = fault(bytes);
    if (bytes.length === 0) return;
    if (this.latencyMicros === 0) {
      this.deliver(bytes);
      return;
    }
    const late = bytes.slice();
    this.#clock.schedule(this.#clock.time + this.latencyMicros, () => {
      if (generation === this.#generation) this.deliver(late);
    });
  }

  #takeChunk(): Uint8Array {
    const first = this.#queue[0]!;
    if (first.length > this.chunkBytes) {
      this.#queue[0] = first.subarray(this.chunkBytes);
      return first.subarray(0, this.chunkBytes);
    }
    this.#queue.shift();
    if (first.length === this.chunkBytes || this.#queue.length === 0) return first;
    const chunk = new Uint8Array(Math.min(this.chunkBytes, this.#pending));
    let filled = first.length;
    chunk.set(first);
    while (filled < chunk.length) {
      const next = this.#queue[0]!;
      const part = next.subarray(0, chunk.length - filled);
      chunk.set(part, filled);
      filled += part.length;
      if (part.length === next.length) this.#queue.shift();
      else this.#queue[0] = next.subarray(part.length);
    }
    return chunk;
  }
}
