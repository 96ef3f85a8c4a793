import type { FrameMessage } from '../../hosts/sdk/device-types.js';
import { Simulation, type SimulationOptions } from '../../simulator/headless/simulation.js';
import { type LineOptions, VirtualLine } from '../../simulator/serial/virtual-line.js';
import { type FrameLog, HostRig } from './link/host-rig.js';

/** A whole simulated device and a host on its line, all in virtual time, greeted and started. */
export class Session {
  readonly simulation: Simulation;
  line: VirtualLine;
  host: HostRig;
  #port = 0;

  constructor(options: SimulationOptions = {}, line: LineOptions = { toDevice: { bytesPerSecond: 800_000 } }) {
    this.simulation = new Simulation(options);
    this.line = new VirtualLine(this.simulation.clock, this.simulation.ports[0]!, line);
    this.host = new HostRig(this.simulation.clock, this.line, 1);
    // The panel is awake and the start face on it.
    this.simulation.clock.runForMillis(400);
    this.greet();
  }

  /** Greets and runs until the session is open. */
  greet(): void {
    this.host.greet();
    for (let millis = 0; this.host.info === null && millis < 1000; millis += 1) this.simulation.clock.runForMillis(1);
    if (this.host.info === null) throw new Error('no session');
  }

  /** Another host at the next port; it has not greeted yet. */
  another(): HostRig {
    this.#port += 1;
    const line = new VirtualLine(this.simulation.clock, this.simulation.ports[this.#port]!, {
      toDevice: { bytesPerSecond: 800_000 },
    });
    return new HostRig(this.simulation.clock, line, this.#port + 1);
  }

  get width(): number {
    return this.simulation.model.width;
  }

  get height(): number {
    return this.simulation.model.height;
  }

  /** Sends a frame and runs until it is known what became of it. */
  send(messages: readonly FrameMessage[], options: Parameters<HostRig['sendFrame']>[1] = { key: true }): FrameLog {
    const log = this.host.sendFrame(messages, options);
    for (let millis = 0; log.shown === null && millis < 5000; millis += 1) this.simulation.clock.runForMillis(1);
    return log;
  }

  /** A picture of one region as a message. */
  static region(
    left: number,
    top: number,
    width: number,
    height: number,
    data: Uint8Array,
    codec: 0 | 1 = 0,
  ): FrameMessage {
    return { kind: 'region', region: { left, top, right: left + width, bottom: top + height }, codec, data };
  }

  /** A whole picture as a message; `pixelOf` answers RGB565. */
  picture(pixelOf: (x: number, y: number) => number): FrameMessage {
    const data = new Uint8Array(this.width * this.height * 2);
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        const at = (y * this.width + x) * 2;
        data[at] = pixelOf(x, y) >> 8;
        data[at + 1] = pixelOf(x, y);
      }
    }
    return Session.region(0, 0, this.width, this.height, data);
  }

  /** Pixels of the glass that differ from what they should be. */
  wrongPixels(pixelOf: (x: number, y: number) => number): number {
    const glass = this.simulation.glass();
    let wrong = 0;
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) if (glass[y * this.width + x] !== (pixelOf(x, y) & 0xffff)) wrong += 1;
    }
    return wrong;
  }
}
