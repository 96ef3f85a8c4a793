import type { BytePort } from '../platform/byte-port.js';
import type { Kernels } from '../platform/kernels.js';
import type { FrameMemory } from '../platform/memory.js';
import { stuffedBytes } from './packet.js';

const QUEUE_BYTES = 4096;

/** What a port did not take at once. Bounded: a packet without room is not sent, which every answer of the device survives. */
export class OutputQueue {
  readonly #port: BytePort;
  readonly #kernels: Kernels;
  readonly #bytes: Uint8Array;
  #head = 0;
  #tail = 0;

  constructor(port: BytePort, kernels: Kernels, memory: FrameMemory) {
    this.#port = port;
    this.#kernels = kernels;
    this.#bytes = memory.allocate(QUEUE_BYTES);
  }

  /** Stuffs and sends a sealed packet; answers how many bytes it takes on the line, 0 where there was no room. */
  push(packet: Uint8Array, length: number): number {
    const most = stuffedBytes(length);
    if (this.#tail + most > QUEUE_BYTES) {
      this.#bytes.copyWithin(0, this.#head, this.#tail);
      this.#tail -= this.#head;
      this.#head = 0;
      if (this.#tail + most > QUEUE_BYTES) return 0;
    }
    const taken = this.#kernels.stuff(packet, 0, length, this.#bytes, this.#tail);
    this.#tail += taken;
    this.flush();
    return taken;
  }

  /** Hands the port what waits. */
  flush(): void {
    if (this.#head === this.#tail) return;
    this.#head += this.#port.write(this.#bytes, this.#head, this.#tail - this.#head);
    if (this.#head === this.#tail) {
      this.#head = 0;
      this.#tail = 0;
    }
  }
}
