import type { VirtualClock } from '../clock/virtual-clock.js';
import type { VirtualPort } from './virtual-port.js';
import { VirtualWire, type WireOptions } from './virtual-wire.js';

export interface LineOptions {
  readonly toDevice?: WireOptions;
  readonly toHost?: WireOptions;
}

/**
 * A serial line between a port of the virtual device and a host. The host sends with `toDevice.send`, and sets
 * `toHost.deliver` (and `toDevice.drained`, for its back-pressure).
 */
export class VirtualLine {
  readonly toDevice: VirtualWire;
  readonly toHost: VirtualWire;
  readonly #port: VirtualPort;

  constructor(clock: VirtualClock, port: VirtualPort, options: LineOptions = {}) {
    this.#port = port;
    this.toDevice = new VirtualWire(clock, options.toDevice);
    this.toHost = new VirtualWire(clock, options.toHost);
    this.toDevice.deliver = (bytes) => port.deliver(bytes);
    this.toHost.drained = () => port.drained();
    port.connect(this.toHost);
  }

  /** Pulls the line: what is on the way is lost, and the port is free for another. */
  close(): void {
    this.toDevice.reset();
    this.toHost.reset();
    this.toDevice.deliver = () => {};
    this.#port.connect(null);
  }
}
