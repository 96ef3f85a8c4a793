import type { DeviceTimers } from '../../../hosts/sdk/device-types.js';
import { DeviceMissingError } from '../../../hosts/sdk/errors.js';
import type { Endpoint, Transport, TransportListener } from '../../../hosts/sdk/transport.js';
import type { Scheduled, VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { type LineOptions, VirtualLine } from '../../../simulator/serial/virtual-line.js';
import type { VirtualPort } from '../../../simulator/serial/virtual-port.js';

/** Timers of the SDK in virtual time. */
export function virtualTimers(clock: VirtualClock): DeviceTimers {
  return {
    now: () => clock.time / 1000,
    set: (millis, run) => clock.schedule(clock.time + millis * 1000, run),
    clear: (handle) => (handle as Scheduled | null)?.cancel(),
  };
}

/** Runs virtual time in steps of a millisecond, between which promises settle, until `until` has or time is up. */
export async function runAsync(clock: VirtualClock, millis: number, until?: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  until?.then(over, over);
  for (let step = 0; step < millis && !isOver; step++) {
    clock.runForMillis(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What `promise` comes to while virtual time runs; throws what it rejects with, or where 10 s are not enough. */
export async function settle<T>(clock: VirtualClock, promise: Promise<T>): Promise<T> {
  await runAsync(clock, 10_000, promise);
  return Promise.race([promise, Promise.reject(new Error('nothing happened for 10 s'))]);
}

/** A place in the virtual world where a port can be plugged in. */
export class VirtualSocket implements Endpoint {
  readonly name: string;
  readonly #clock: VirtualClock;
  readonly #options: LineOptions;
  #port: VirtualPort | null;
  #pull: (() => void)[] = [];

  constructor(name: string, clock: VirtualClock, port: VirtualPort | null, options: LineOptions = {}) {
    this.name = name;
    this.#clock = clock;
    this.#port = port;
    this.#options = options;
  }

  /** Plugs a port in. */
  plug(port: VirtualPort): void {
    this.#port = port;
  }

  /** Pulls the port out: whoever has it open is told. */
  unplug(): void {
    this.#port = null;
    for (const pull of this.#pull) pull();
    this.#pull = [];
  }

  open(): Promise<Transport> {
    if (this.#port === null) return Promise.reject(new DeviceMissingError(`there is nothing at ${this.name}`));
    const line = new VirtualLine(this.#clock, this.#port, this.#options);
    let listener: TransportListener | null = null;
    let isOpen = true;
    line.toHost.deliver = (bytes) => listener?.data(bytes);
    line.toDevice.drained = () => listener?.drained();
    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      line.close();
      line.toHost.deliver = () => {};
    };
    this.#pull.push(() => {
      if (!isOpen) return;
      close();
      listener?.closed(new Error('pulled'));
    });
    return Promise.resolve({
      get pending() {
        return line.toDevice.pending;
      },
      send: (bytes) => {
        if (isOpen) line.toDevice.send(bytes);
      },
      listen: (wanted) => {
        listener = wanted;
      },
      close: () => {
        close();
        return Promise.resolve();
      },
    });
  }
}
