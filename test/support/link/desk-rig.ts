import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../../firmware/kernels/reference/reference-kernels.js';
import { DeviceLink } from '../../../firmware/link/device-link.js';
import type { LinkInfo } from '../../../firmware/link/link-info.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { VirtualPort } from '../../../simulator/serial/virtual-port.js';
import { plainMemory } from '../memory.js';
import { testInfo } from './device-rig.js';
import { type NaivePacket, naivePacket, naivePackets, u32 } from './naive-packets.js';
import { PictureHandler } from './picture-handler.js';

/** The device's end on a desk: bytes in at a time of the test's choice, bytes out. No clock runs. */
export class DeskRig {
  readonly handler: PictureHandler;
  readonly link: DeviceLink;
  readonly ports: VirtualPort[] = [];
  now = 1_000_000;
  readonly #out: number[][] = [];

  constructor(ports = 1, info: LinkInfo = testInfo) {
    this.handler = new PictureHandler(new VirtualClock(), info.width, info.height);
    for (let index = 0; index < ports; index++) {
      const port = new VirtualPort();
      const out: number[] = [];
      port.connect({ pending: 0, send: (bytes) => out.push(...bytes) });
      this.ports.push(port);
      this.#out.push(out);
    }
    const kernels = new CheckedKernels(referenceKernels);
    this.link = new DeviceLink({ ports: this.ports, kernels, memory: plainMemory, info, handler: this.handler });
    this.handler.link = this.link;
  }

  /** Bytes arrive at a port; answers what the device put on that port's line at once. */
  hear(bytes: Uint8Array, port = 0): Uint8Array {
    this.ports[port]!.deliver(bytes);
    this.link.readable(this.now);
    return this.output(port);
  }

  /** A packet arrives; answers the packets that come back. */
  ask(fields: Partial<NaivePacket> & { type: number }, port = 0): NaivePacket[] {
    return naivePackets(this.hear(naivePacket(fields), port));
  }

  /** What the device has put on a line since this was last asked. */
  output(port = 0): Uint8Array {
    return Uint8Array.from(this.#out[port]!.splice(0));
  }

  /** The packets of `output`. */
  packets(port = 0): NaivePacket[] {
    return naivePackets(this.output(port));
  }

  /** Time passes, and what is due is done. */
  pass(micros: number): void {
    const end = this.now + micros;
    while (this.link.wakeAt <= end) {
      this.now = this.link.wakeAt;
      this.link.step(this.now);
    }
    this.now = end;
  }

  /** Greets; answers the session's cookie. */
  greet(nonce = 0x12345678, port = 0): number {
    const answers = this.ask({ type: 0x01, payload: [...u32(nonce), 1, 1] }, port);
    const welcome = answers.find(({ type }) => type === 0x81);
    if (welcome === undefined) throw new Error('no welcome');
    return welcome.session;
  }
}
