import type { FrameMemory } from '../platform/memory.js';
import type { LinkPort } from './link-port.js';
import type { Crc32 } from './packet.js';
import { Direction, HEADER_BYTES, LARGEST_PACKET, leadByte, PacketClass, seal, WHOLE } from './packet.js';

const LEAD = leadByte(Direction.toHost, PacketClass.control, WHOLE);

/** Builds the device's packets, all of class control. The payload is written to `bytes[HEADER_BYTES...]`, then sent. */
export class PacketSender {
  /** The packet being built; in frame memory. */
  readonly bytes: Uint8Array;
  /** The same as words of 16 bits. */
  readonly words: Uint16Array;
  /** Bytes put on lines so far. */
  bytesSent = 0;
  readonly #check: Crc32;

  constructor(check: Crc32, memory: FrameMemory) {
    this.#check = check;
    this.bytes = memory.allocate(LARGEST_PACKET);
    this.words = new Uint16Array(this.bytes.buffer, this.bytes.byteOffset, LARGEST_PACKET / 2);
  }

  /** Sends the `payload` bytes that were written, in answer to the request numbered `request` (0: to none). */
  send(to: LinkPort, type: number, request: number, session: number, payload: number): void {
    const { bytes, words } = this;
    words[0] = LEAD | (type << 8);
    words[1] = request;
    words[2] = session;
    const length = seal(this.#check, bytes, 0, HEADER_BYTES + payload);
    this.bytesSent += to.output.push(bytes, length);
  }
}
