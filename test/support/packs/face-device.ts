import type { PackFault } from '../../../firmware/packs/pack-fault.js';
import { connect, type Device } from '../../../hosts/sdk/device.js';
import { Simulation, type SimulationOptions } from '../../../simulator/headless/simulation.js';
import { Random } from '../../../simulator/random.js';
import { settle, VirtualSocket, virtualTimers } from '../link/virtual-endpoint.js';
import { lineOf } from './pack-bench.js';
import { packBytes, type TestPack, writePack } from './pack-writer.js';

/** A whole simulated device that plays a pack, and a host that may speak to it. */
export class FaceDevice {
  readonly simulation: Simulation;
  readonly width: number;
  readonly height: number;

  /** `pack` is made for the panel's size. */
  constructor(pack?: (width: number, height: number) => TestPack, options: SimulationOptions = {}) {
    this.simulation = new Simulation(options);
    this.width = this.simulation.model.width;
    this.height = this.simulation.model.height;
    this.clock.runForMillis(400);
    if (pack !== undefined) this.play(pack(this.width, this.height));
  }

  get clock() {
    return this.simulation.clock;
  }

  get now(): number {
    return Math.ceil(this.clock.time);
  }

  get controller() {
    return this.simulation.controller;
  }

  /** Has the pack played, as the store does; answers whether it can be. */
  play(pack: TestPack | Uint8Array): boolean {
    const file = pack instanceof Uint8Array ? pack : writePack(pack);
    const isPlayed = this.controller.faces.show(packBytes(file), 0);
    this.controller.step(this.now);
    return isPlayed;
  }

  async connect(): Promise<Device> {
    const socket = new VirtualSocket('line', this.clock, this.simulation.ports[0]!, lineOf(800_000));
    const random = new Random(9);
    const device = connect(socket, { timers: virtualTimers(this.clock), random: () => random.uint32() });
    return settle(this.clock, device);
  }

  settle<T>(promise: Promise<T>): Promise<T> {
    return settle(this.clock, promise);
  }

  tellTime(hour: number, minute: number, second = 0): void {
    this.controller.tellTime(Date.UTC(2026, 10, 22, hour, minute, second), 0, this.now);
  }

  /** Pixels of the glass. */
  get glass(): Uint16Array {
    return this.simulation.glass();
  }

  /** What has been written to the panel so far. */
  get gram(): Uint16Array {
    return this.simulation.panel.gramPixels(this.clock.time);
  }

  get faults(): typeof PackFault.none | number {
    return this.controller.compositor.dropped;
  }
}
