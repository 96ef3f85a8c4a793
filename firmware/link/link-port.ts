import type { CheckedKernels } from '../kernels/checked-kernels.js';
import { UNSTUFF_STATE_BYTES } from '../kernels/state-sizes.js';
import type { Unstuffer } from '../kernels/unstuffer.js';
import type { BytePort } from '../platform/byte-port.js';
import type { FrameMemory } from '../platform/memory.js';
import { OutputQueue } from './output-queue.js';
import { LARGEST_PACKET, PACKET_OVERHEAD } from './packet.js';

/** How the last session of a port stands; until it is greeted a port is never answered. */
export const PortState = { silent: 0, open: 1, replaced: 2, ended: 3 } as const;
export type PortState = (typeof PortState)[keyof typeof PortState];

/** No cookie. */
export const NO_STREAM = -1;

/** One endpoint: what is open of an arriving packet, what waits to be sent, and the session it had last. */
export class LinkPort {
  readonly port: BytePort;
  readonly output: OutputQueue;
  /** Takes what was read into the chunk; has the packet that ended last: header, payload, CRC. */
  readonly input: Unstuffer;
  state: PortState = PortState.silent;
  /** Cookie of its last session. */
  session = 0;
  /** The same while a stream or transfer is open in it; `NO_STREAM` otherwise. */
  stream = NO_STREAM;

  constructor(port: BytePort, chunk: Uint8Array, kernels: CheckedKernels, memory: FrameMemory) {
    this.port = port;
    this.output = new OutputQueue(port, memory);
    const packet = memory.allocate(LARGEST_PACKET);
    this.input = kernels.unstuffer(chunk, memory.allocate(UNSTUFF_STATE_BYTES), packet, PACKET_OVERHEAD);
  }

  /** That packet. */
  get packet(): Uint8Array {
    return this.input.bytes;
  }
}
