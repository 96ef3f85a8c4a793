import type { Stuffer } from '../kernels/stuffer.js';
import type { BytePort } from '../platform/byte-port.js';
import type { FrameMemory } from '../platform/memory.js';
import { CRC_BYTES, stuffedBytes } from './packet.js';

const QUEUE_BYTES = 4096;

/** What a port did not take at once. Bounded: a packet without room is not sent, which every answer of the device survives. */
export class OutputQueue {
  readonly #port: BytePort;
  readonly #bytes: Uint8Array;
  #head = 0;
  #tail = 0;

  constructor(port: BytePort, memory: FrameMemory) {
    this.#port = port;
    this.#bytes = memory.allocate(QUEUE_BYTES);
  }

  /** Seals, stuffs and sends `length` bytes of a packet; answers how many it takes on the line, 0 where there was no room. */
  push(packet: Stuffer, length: number): number {
    if (this.#tail !== 0) return this.#pushBehind(packet, length);
    // Nothing waits: it goes at once, if the port takes it.
    const bytes = this.#bytes;
    const taken = packet.stuff(length, bytes, 0);
    const gone = this.#port.write(bytes, 0, taken);
    if (gone !== taken) {
      this.#head = gone;
      this.#tail = taken;
    }
    return taken;
  }

  /** Hands the port what waits. */
  flush(): void {
    const head = this.#head;
    const waiting = this.#tail - head;
    if (waiting === 0) return;
    const taken = this.#port.write(this.#bytes, head, waiting);
    if (taken === waiting) {
      this.#head = 0;
      this.#tail = 0;
    } else this.#head = head + taken;
  }

  #pushBehind(packet: Stuffer, length: number): number {
    if (!this.#hasRoom(stuffedBytes(length + CRC_BYTES))) return 0;
    const taken = packet.stuff(length, this.#bytes, this.#tail);
    this.#tail += taken;
    this.flush();
    return taken;
  }

  /** Whether so many bytes fit, once what is gone has made way. */
  #hasRoom(most: number): boolean {
    if (this.#tail + most <= QUEUE_BYTES) return true;
    this.#bytes.copyWithin(0, this.#head, this.#tail);
    this.#tail -= this.#head;
    this.#head = 0;
    return this.#tail + most <= QUEUE_BYTES;
  }
}
