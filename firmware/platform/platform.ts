import type { Board } from './board.js';
import type { Bus } from './bus.js';
import type { BytePort } from './byte-port.js';
import type { Clock } from './clock.js';
import type { Crypto } from './crypto.js';
import type { EventSink } from './events.js';
import type { Flash } from './flash.js';
import type { Inputs } from './inputs.js';
import type { Kernels } from './kernels.js';
import type { FrameMemory } from './memory.js';
import type { PowerControl } from './power.js';

/** The world as the firmware sees it: device and simulator differ in this object and in nothing else. */
export interface Platform {
  readonly board: Board;
  readonly clock: Clock;
  readonly bus: Bus;
  /** The endpoints that share the link; an unused one never has bytes. */
  readonly ports: readonly BytePort[];
  /** Pins and sensors. */
  readonly inputs: Inputs;
  readonly power: PowerControl;
  readonly memory: FrameMemory;
  /** Where packs are kept; absent on a board without room for any. */
  readonly flash?: Flash;
  /** Who signed a pack; packs need it. */
  readonly crypto?: Crypto;
  /** Unchecked; the firmware puts its bounds checks around them. */
  readonly kernels: Kernels;
  /** Eight bytes that name this device for its whole life. */
  readonly deviceId: Uint8Array;
  /** Where a person finds this device ("localhost:8080"), shown on the start face; empty where there is nothing to say. */
  readonly address: string;
  /**
   * Something threw that should not have: a source, a native, a message's handler. The firmware has counted it and goes on. A
   * platform that would rather stop throws it again, as the simulator does; one without this lets it be.
   */
  fault?(error: unknown): void;
  /** Tells the platform where to report; called once, before anything else. */
  attach(sink: EventSink): void;
}
