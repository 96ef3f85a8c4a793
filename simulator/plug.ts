import { MessageType, Shown } from '../firmware/link/messages.js';
import { readU48 } from '../firmware/link/packet.js';
import { PacketReader } from '../hosts/sdk/packet-reader.js';
import type { VirtualClock } from './clock/virtual-clock.js';
import { CodecEar } from './codec-ear.js';
import type { LineFault } from './page/line-options.js';
import type { LineSettings } from './page/live-messages.js';
import { Random } from './random.js';
import type { Fault } from './serial/faults.js';
import { bitErrors, droppedBytes } from './serial/faults.js';
import { VirtualLine } from './serial/virtual-line.js';
import type { VirtualPort } from './serial/virtual-port.js';
import type { VirtualWire } from './serial/virtual-wire.js';

/** The real end of a line: a socket, a serial device. */
export interface HostEnd {
  /** The bytes are good during the call only. */
  send(bytes: Uint8Array): void;
  /** Asks for silence while the line is full, and for more afterwards. */
  flow(more: boolean): void;
  /** The line was pulled from the device's side. */
  close(): void;
}

export interface PlugOptions {
  readonly port: VirtualPort;
  readonly host: HostEnd;
  readonly clock: VirtualClock;
  readonly line: LineSettings;
  readonly seed: number;
  /** Runs what touches the simulated world. */
  readonly enter: (act: () => void) => void;
  readonly gone: (plug: Plug) => void;
  /** The device told the host that a frame is shown: so long after its last byte came. */
  readonly shown: (latencyMicros: number) => void;
  /** Bytes of regions so far, by codec; is added to. */
  readonly codecBytes: { raw: number; px565: number };
}

/** A host that sends faster than the line is asked to wait above this many bytes. */
const fullBytes = 4096;
const stallMicros = 200_000;
/** Bytes between two stalls, on average. */
const stallEvery = 150_000;

/** A host outside, connected to a port of the virtual device by a line with a rate and faults. */
export class Plug {
  readonly port: VirtualPort;
  /** A pty or serial device stays; sockets come and go, and make room first. */
  isLasting = false;
  readonly #options: PlugOptions;
  readonly #line: VirtualLine;
  readonly #random: Random;
  readonly #ear: CodecEar;
  #isFull = false;
  #isLeaving = false;
  #isGone = false;

  constructor(options: PlugOptions) {
    this.#options = options;
    this.port = options.port;
    this.#ear = new CodecEar(options.codecBytes);
    this.#random = new Random(options.seed);
    this.#line = new VirtualLine(options.clock, options.port);
    const reader = new PacketReader(({ type, payload }) => {
      if (type === MessageType.shown && payload.length >= Shown.bytes)
        options.shown(readU48(payload, Shown.firstRow) - readU48(payload, Shown.decoded));
    });
    this.#line.toHost.deliver = (bytes) => {
      reader.read(bytes);
      options.host.send(bytes);
    };
    this.#line.toDevice.drained = () => {
      this.#flow();
      if (this.#isLeaving) this.leave();
    };
    this.setLine(options.line);
  }

  /** Bytes from the host. */
  receive(bytes: Uint8Array): void {
    if (this.#isGone) return;
    this.#ear.hear(bytes);
    this.#options.enter(() => this.#line.toDevice.send(bytes));
    this.#flow();
  }

  setLine(line: LineSettings): void {
    for (const wire of [this.#line.toDevice, this.#line.toHost]) {
      wire.bytesPerSecond = line.rate > 0 ? line.rate : Number.POSITIVE_INFINITY;
      wire.faults = this.#faults(line.faults as LineFault, wire);
    }
  }

  /** The host is gone: what it sent last still arrives, then the line is pulled. */
  leave(): void {
    this.#isLeaving = true;
    if (this.#line.toDevice.pending === 0) this.unplug();
  }

  /** Pulls the line; the host is told. Harmless when repeated. */
  unplug(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#line.close();
    this.#options.gone(this);
    this.#options.host.close();
  }

  #flow(): void {
    const isFull = this.#line.toDevice.pending > fullBytes;
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    this.#options.host.flow(!isFull);
  }

  #faults(name: LineFault, wire: VirtualWire): readonly Fault[] {
    switch (name) {
      case 'none':
        return [];
      case 'lost bytes 1e-4':
        return [droppedBytes(this.#random, 1e-4)];
      case 'stalls 200 ms':
        return [this.#stalls(wire)];
      default:
        return [bitErrors(this.#random, Number(name.slice(name.lastIndexOf(' '))))];
    }
  }

  #stalls(wire: VirtualWire): Fault {
    let left = this.#random.untilNext(1 / stallEvery);
    return (bytes) => {
      left -= bytes.length;
      if (left > 0) return bytes;
      left = this.#random.untilNext(1 / stallEvery);
      wire.stall(stallMicros);
      return bytes;
    };
  }
}
