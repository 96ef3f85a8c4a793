import type { PackPlayer } from '../../../firmware/pack-keeper.js';
import { connect, type Device } from '../../../hosts/sdk/device.js';
import type { ConnectOptions } from '../../../hosts/sdk/device-types.js';
import { NorFlash } from '../../../simulator/flash/nor-flash.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { Random } from '../../../simulator/random.js';
import type { LineOptions } from '../../../simulator/serial/virtual-line.js';
import { settle, VirtualSocket, virtualTimers } from '../link/virtual-endpoint.js';
import { type StorePackOptions, storePack } from './store-pack.js';

export const PACK_PANEL = { panel: 'st7789-240x280', width: 240, height: 280 } as const;

/** A line of so many bytes a second both ways. */
export function lineOf(bytesPerSecond: number): LineOptions {
  const wire = { bytesPerSecond, latencyMicros: 500, chunkBytes: 64 };
  return { toDevice: wire, toHost: wire };
}

/** A pack for that panel. */
export function panelPack(options: Omit<StorePackOptions, 'width' | 'height'>): Uint8Array {
  return storePack({ ...options, width: PACK_PANEL.width, height: PACK_PANEL.height });
}

export interface PackBenchOptions {
  readonly nor?: NorFlash | null;
  readonly line?: LineOptions;
  readonly connect?: ConnectOptions;
  /** Draws instead of the firmware's own player. */
  readonly player?: PackPlayer;
}

/** A whole device with flash, and a host on its line. */
export class PackBench {
  readonly simulation: Simulation;
  readonly socket: VirtualSocket;
  readonly nor: NorFlash | null;
  readonly #options: PackBenchOptions;
  device!: Device;

  constructor(options: PackBenchOptions = {}) {
    this.#options = options;
    this.nor = options.nor === undefined ? new NorFlash(2 * 1024 * 1024) : options.nor;
    const { player } = options;
    this.simulation = new Simulation({
      panel: PACK_PANEL.panel,
      seed: 3,
      flash: this.nor,
      ...(player && { player: () => player }),
    });
    this.socket = new VirtualSocket('line', this.clock, this.simulation.ports[0]!, options.line ?? lineOf(800_000));
    this.clock.runForMillis(500);
  }

  static async open(options: PackBenchOptions = {}): Promise<PackBench> {
    const bench = new PackBench(options);
    await bench.connect();
    return bench;
  }

  get clock() {
    return this.simulation.clock;
  }

  async connect(): Promise<Device> {
    const random = new Random(5);
    const options = { timers: virtualTimers(this.clock), random: () => random.uint32(), ...this.#options.connect };
    this.device = await settle(this.clock, connect(this.socket, options));
    return this.device;
  }

  /** What a promise comes to while virtual time runs. */
  settle<T>(promise: Promise<T>): Promise<T> {
    return settle(this.clock, promise);
  }

  /** The colour in the middle of the glass. */
  get colour(): number {
    const { width, height } = PACK_PANEL;
    return this.simulation.glass()[Math.floor(height / 2) * width + Math.floor(width / 2)]!;
  }

  /** Another device that starts with a copy of this one's flash. */
  restart(): PackBench {
    return new PackBench({ ...this.#options, nor: this.nor!.copy() });
  }
}
