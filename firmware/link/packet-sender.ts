import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Stuffer } from '../kernels/stuffer.js';
import type { FrameMemory } from '../platform/memory.js';
import type { LinkPort } from './link-port.js';
import { Direction, HEADER_BYTES, LARGEST_PACKET, leadByte, PacketClass, WHOLE } from './packet.js';

/** First byte of all that a device sends. */
export const ANSWER_LEAD = leadByte(Direction.toHost, PacketClass.control, WHOLE);

/** Builds the device's packets, all of class control. The payload is written to `bytes[HEADER_BYTES...]`, then sent. */
export class PacketSender {
  /** The packet being built; in frame memory. */
  readonly bytes: Uint8Array;
  /** The same as words of 16 bits. */
  readonly words: Uint16Array;
  /** Bytes put on lines so far. */
  bytesSent = 0;
  readonly #packet: Stuffer;

  constructor(kernels: CheckedKernels, memory: FrameMemory) {
    this.#packet = kernels.stuffer(memory.allocate(LARGEST_PACKET));
    this.bytes = this.#packet.bytes;
    this.words = this.#packet.words;
  }

  /** Sends the `payload` bytes that were written, in answer to the request numbered `request` (0: to none). */
  send(to: LinkPort, type: number, request: number, session: number, payload: number): void {
    const words = this.words;
    words[0] = ANSWER_LEAD | (type << 8);
    words[1] = request;
    words[2] = session;
    this.bytesSent += to.output.push(this.#packet, HEADER_BYTES + payload);
  }
}
