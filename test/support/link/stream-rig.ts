import type { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { Random } from '../../../simulator/random.js';
import type { LineOptions } from '../../../simulator/serial/virtual-line.js';
import { VirtualLine } from '../../../simulator/serial/virtual-line.js';
import { DeviceRig, testInfo } from './device-rig.js';
import { HostRig } from './host-rig.js';

/** A device and a host on one line, and pictures to send that are told from one another by every byte. */
export class StreamRig {
  readonly clock: VirtualClock;
  readonly line: VirtualLine;
  readonly device: DeviceRig;
  readonly host: HostRig;
  /** What each frame must look like. */
  readonly expected = new Map<number, Uint8Array>();
  acceptedFrames = 0;
  /** Bytes of pixels accepted. */
  acceptedBytes = 0;
  wrongFrames = 0;
  readonly #random: Random;

  constructor(clock: VirtualClock, seed: number, options: LineOptions, largestPayload = 1024, width = 64, height = 48) {
    this.clock = clock;
    this.#random = new Random(seed);
    this.device = new DeviceRig(clock, { ...testInfo, width, height });
    this.line = new VirtualLine(clock, this.device.ports[0]!, options);
    this.host = new HostRig(clock, this.line, seed + 1, largestPayload);
    this.device.handler.onAccepted = (frame, picture) => {
      this.acceptedFrames += 1;
      this.acceptedBytes += picture.length;
      const wanted = this.expected.get(frame);
      if (wanted === undefined || !picture.every((byte, at) => byte === wanted[at])) this.wrongFrames += 1;
    };
  }

  /** Greets, and runs until the session is open; throws where it does not within `millis`. */
  open(millis = 1000): void {
    this.host.greet();
    const limit = this.clock.time + millis * 1000;
    while (this.host.info === null && this.clock.time < limit) this.clock.runForMillis(1);
    if (this.host.info === null) throw new Error('no session');
  }

  /** Sends a key frame of random pixels. */
  sendRandomFrame(options: { abandonOnLoss?: boolean } = {}): ReturnType<HostRig['sendFrame']> {
    const { width, height } = this.device.handler;
    const data = new Uint8Array(width * height * 2);
    for (let at = 0; at < data.length; at++) data[at] = this.#random.below(256);
    const region = { left: 0, top: 0, right: width, bottom: height };
    const frame = this.host.sendFrame([{ kind: 'region', region, codec: 0, data }], { key: true, ...options });
    this.expected.set(frame.id, data);
    return frame;
  }

  /** Keeps two frames under way for so long. */
  stream(millis: number): void {
    this.host.onWritten = () => this.sendRandomFrame();
    this.sendRandomFrame();
    this.sendRandomFrame();
    this.clock.runForMillis(millis);
    this.host.onWritten = () => {};
  }
}
