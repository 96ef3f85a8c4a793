import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../../firmware/kernels/reference/reference-kernels.js';
import { DeviceLink } from '../../../firmware/link/device-link.js';
import type { LinkInfo } from '../../../firmware/link/link-info.js';
import { Feature, GlassShape } from '../../../firmware/link/messages.js';
import { EventKind } from '../../../firmware/platform/events.js';
import type { Scheduled, VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { VirtualPort } from '../../../simulator/serial/virtual-port.js';
import { plainMemory } from '../memory.js';
import { PictureHandler } from './picture-handler.js';

export const testInfo: LinkInfo = {
  deviceId: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  panel: 'test-64x48',
  address: 'localhost:8080',
  firmwareVersion: '0.1.0',
  width: 64,
  height: 48,
  rotation: 90,
  shape: GlassShape.round,
  cornerRadius: 12,
  unsafe: [{ left: 1, top: 2, right: 3, bottom: 4 }],
  codecs: 3,
  features: Feature.brightness | Feature.screenshot,
  largestPayload: 1024,
};

/** The device's end of the link, alone, in virtual time: events are noted and taken in a step, as the platform does. */
export class DeviceRig {
  readonly clock: VirtualClock;
  readonly ports: VirtualPort[];
  readonly handler: PictureHandler;
  readonly link: DeviceLink;
  #alarm: Scheduled | null = null;
  #stalledUntil = 0;
  #isReadable = false;
  #isWritable = false;

  constructor(clock: VirtualClock, info: LinkInfo = testInfo, ports = 1) {
    this.clock = clock;
    this.ports = Array.from({ length: ports }, () => new VirtualPort());
    this.handler = new PictureHandler(clock, info.width, info.height);
    const kernels = new CheckedKernels(referenceKernels);
    this.link = new DeviceLink({ ports: this.ports, kernels, memory: plainMemory, info, handler: this.handler });
    this.handler.link = this.link;
    for (const port of this.ports) {
      port.listen((kind) => {
        if (kind === EventKind.readable) this.#isReadable = true;
        else this.#isWritable = true;
        this.#wakeAt(clock.time);
      });
    }
  }

  /** Takes nothing for so long, as when garbage is collected or flash erased. */
  stall(micros: number): void {
    this.#stalledUntil = this.clock.time + micros;
    this.#wakeAt(this.#stalledUntil);
  }

  #wakeAt(time: number): void {
    this.#alarm?.cancel();
    if (time === Number.POSITIVE_INFINITY) return;
    this.#alarm = this.clock.schedule(Math.max(time, this.#stalledUntil), () => this.#step());
  }

  #step(): void {
    const now = Math.ceil(this.clock.time);
    if (this.clock.time < this.#stalledUntil) {
      this.#wakeAt(this.#stalledUntil);
      return;
    }
    if (this.#isReadable) this.link.readable(now);
    if (this.#isWritable) this.link.writable(now);
    this.#isReadable = false;
    this.#isWritable = false;
    this.link.step(now);
    if (this.link.wakeAt <= now) throw new Error('wakeAt is not after the step');
    this.#wakeAt(this.link.wakeAt);
  }
}
