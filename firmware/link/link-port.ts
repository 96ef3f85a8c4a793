import { UNSTUFF_STATE_BYTES } from '../kernels/state-sizes.js';
import type { BytePort } from '../platform/byte-port.js';
import type { Kernels } from '../platform/kernels.js';
import type { FrameMemory } from '../platform/memory.js';
import { OutputQueue } from './output-queue.js';
import { LARGEST_PACKET, readU32 } from './packet.js';

const MALFORMED = 0xffffffff;

/** How the last session of a port stands; until it is greeted a port is never answered. */
export const PortState = { silent: 0, open: 1, replaced: 2, ended: 3 } as const;
export type PortState = (typeof PortState)[keyof typeof PortState];

/** One endpoint: what is open of an arriving packet, what waits to be sent, and the session it had last. */
export class LinkPort {
  readonly port: BytePort;
  readonly output: OutputQueue;
  /** The packet that ended last, un-stuffed: header, payload, CRC. */
  readonly packet: Uint8Array;
  state: PortState = PortState.silent;
  /** Cookie of its last session. */
  session = 0;
  readonly #kernels: Kernels;
  readonly #open: Uint8Array;
  /** Length of the packet that ended with the last `take`: 0 where none did, -1 where it was no packet. */
  length = 0;

  constructor(port: BytePort, kernels: Kernels, memory: FrameMemory) {
    this.port = port;
    this.output = new OutputQueue(port, kernels, memory);
    this.packet = memory.allocate(LARGEST_PACKET);
    this.#kernels = kernels;
    this.#open = memory.allocate(UNSTUFF_STATE_BYTES);
  }

  /** Takes bytes up to the end of a packet, or all `length`; answers how many. */
  take(bytes: Uint8Array, at: number, length: number): number {
    const taken = this.#kernels.unstuff(this.#open, 0, bytes, at, length, this.packet, 0, LARGEST_PACKET);
    const result = readU32(this.#open, 0);
    this.length = result === MALFORMED ? -1 : result;
    return taken;
  }
}
