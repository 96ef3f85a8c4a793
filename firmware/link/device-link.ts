import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Unstuffer } from '../kernels/unstuffer.js';
import type { BytePort } from '../platform/byte-port.js';
import type { FrameMemory } from '../platform/memory.js';
import type { Stepper } from '../platform/stepper.js';
import { Acknowledges, writePong } from './acknowledges.js';
import type { FaceHandler } from './face-handler.js';
import { FrameReports } from './frame-reports.js';
import type { LinkCounters } from './link-counters.js';
import { noCounts } from './link-counters.js';
import type { LinkHandler } from './link-handler.js';
import { DisplayResult } from './link-handler.js';
import type { LinkInfo } from './link-info.js';
import { LinkPort } from './link-port.js';
import { DoneResult, MessageType, Pong } from './messages.js';
import type { PackHandler } from './pack-handler.js';
import { Direction, FIRST, HEADER_BYTES, leadByte, PACKET_OVERHEAD, PACKET_VERSION, PacketClass } from './packet.js';
import { PacketSender } from './packet-sender.js';
import { Requests } from './requests.js';
import { Arrival, SequenceReceiver } from './sequence-receiver.js';
import { Session } from './session.js';

/** Credit of each class, bytes. */
export const DISPLAY_WINDOW = 12288;
export const RELIABLE_WINDOW = 4096;

/** First word of a packet of REGION that is neither its first nor its last. */
const MORE_PIXELS = leadByte(Direction.toDevice, PacketClass.display, 0) | (MessageType.region << 8);
/** In the lead byte. */
const TO_HOST = Direction.toHost << 4;
const NEVER = Number.POSITIVE_INFINITY;
const CHUNK_BYTES = 2048;
/** Chunks taken in one go; a line that never runs dry does not keep the rest of the firmware from its work. */
const MOST_CHUNKS = 16;

export interface DeviceLinkOptions {
  readonly ports: readonly BytePort[];
  readonly kernels: CheckedKernels;
  readonly memory: FrameMemory;
  readonly info: LinkInfo;
  readonly handler: LinkHandler;
  /** Absent where there is no flash for packs. */
  readonly packs?: PackHandler | undefined;
  /** Absent where the device has no faces of its own that a host tells anything. */
  readonly faces?: FaceHandler | undefined;
}

/**
 * The device's end of the link: packets in from all ports, display messages and requests out to the handler, answers back.
 * Silent on a port until greeted there. Everything it sends is of class control and may be lost: there is no
 * retransmission on this side. Allocates only when it is made.
 */
export class DeviceLink implements Stepper {
  readonly counters: LinkCounters = noCounts();
  readonly #handler: LinkHandler;
  readonly #ports: LinkPort[] = [];
  readonly #chunk: Uint8Array;
  readonly #sender: PacketSender;
  readonly #requests: Requests;
  readonly #packs: PackHandler | undefined;
  readonly #session: Session;
  readonly #acks: Acknowledges;
  readonly #frames: FrameReports;
  readonly #display = new SequenceReceiver(PacketClass.display, DISPLAY_WINDOW);
  readonly #reliable = new SequenceReceiver(PacketClass.reliable, RELIABLE_WINDOW);
  #moreAt = NEVER;
  /** Whether the last step took anything but pixels: what concerns nobody but the stream surface. */
  concernsOthers = false;
  /** When an acknowledge is due, a session is dead or a line that was left has more; brought up to date by `step` and `readable`. */
  wakeAt = NEVER;

  constructor(options: DeviceLinkOptions) {
    this.#handler = options.handler;
    this.#chunk = options.memory.allocate(CHUNK_BYTES);
    for (const port of options.ports)
      this.#ports.push(new LinkPort(port, this.#chunk, options.kernels, options.memory));
    this.#sender = new PacketSender(options.kernels, options.memory);
    this.#acks = new Acknowledges(options.kernels, options.memory);
    this.#frames = new FrameReports(this.#acks.frames, this.#sender, this.counters);
    this.#packs = options.packs;
    this.#requests = new Requests(
      options.kernels,
      this.#sender,
      options.handler,
      this.counters,
      options.packs,
      options.faces,
    );
    this.#session = new Session({
      sender: this.#sender,
      requests: this.#requests,
      handler: options.handler,
      counters: this.counters,
      info: options.info,
      display: this.#display,
      reliable: this.#reliable,
      frames: this.#frames,
    });
  }

  /** Whether a host has a session. */
  get isOpen(): boolean {
    return this.#session.port !== null;
  }

  /** Whether a stream or transfer is open, so that silence ends the session. */
  get isStreaming(): boolean {
    return this.#session.isStreaming;
  }

  /** Bytes put on lines so far. */
  get bytesSent(): number {
    return this.#sender.bytesSent;
  }

  /** Bytes wait at a port: they are taken by the next step. */
  noteReadable(): void {
    this.#moreAt = 0;
    this.wakeAt = 0;
  }

  /** Takes bytes that wait, sends acknowledges that are due, and ends a session that died. */
  step(now: number): void {
    this.concernsOthers = false;
    if (this.#moreAt <= now) {
      this.#moreAt = NEVER;
      const ports = this.#ports;
      let index = 0;
      while (index < ports.length) {
        const port = ports[index]!;
        if (this.#readChunk(port, now)) this.#readOn(port, now);
        index++;
      }
    }
    this.#reckonWake();
    if (this.wakeAt <= now) this.#doDue(now);
  }

  /** Takes all bytes that wait at any port. */
  readable(now: number): void {
    this.noteReadable();
    this.step(now);
  }

  /** What came is lost, as on a bad line; whoever sent it sends it again. */
  recover(now: number): void {
    this.#moreAt = now + 1;
    this.#reckonWake();
  }

  #doDue(now: number): void {
    const session = this.#session;
    if (session.heard + session.patience <= now) {
      this.concernsOthers = true;
      session.die(now);
    }
    if (this.#display.ackDue <= now) this.#acknowledge(this.#display, MessageType.ack);
    if (this.#reliable.ackDue <= now) this.#acknowledge(this.#reliable, MessageType.ack);
    this.#reckonWake();
  }

  /** Takes the rest of what waits at the port, or as much as is taken in one go. */
  #readOn(port: LinkPort, now: number): void {
    for (let chunks = 1; chunks < MOST_CHUNKS; chunks++) if (!this.#readChunk(port, now)) return;
    this.#moreAt = now + 1;
  }

  /** Takes a chunk of what waits at the port; answers whether more may wait. */
  #readChunk(port: LinkPort, now: number): boolean {
    const length = port.port.read(this.#chunk);
    this.counters.bytesReceived += length;
    const input = port.input;
    let at = 0;
    while (at < length) {
      at += input.take(at, length - at);
      if (input.length !== 0) this.#packet(port, input, now);
    }
    const display = this.#display;
    if (display.owesAck) this.#acknowledge(display, MessageType.ack);
    if (this.#reliable.owesAck) this.#acknowledge(this.#reliable, MessageType.ack);
    return length === CHUNK_BYTES;
  }

  #packet(port: LinkPort, input: Unstuffer, now: number): void {
    const words = input.words;
    const display = this.#display;
    // Most have more pixels of the region that is open, and come in order: they are known by their three words.
    if (words[0] !== MORE_PIXELS || words[1] !== display.next || words[2] !== port.stream) {
      this.#sort(port, input, now);
      return;
    }
    this.counters.packetsGood += 1;
    this.#session.heard = now;
    display.take(input.length, now);
    if (this.#handler.pixels(input) === DisplayResult.refused) this.counters.messagesRefused += 1;
  }

  #reckonWake(): void {
    const session = this.#session;
    let at = session.heard + session.patience;
    const ackDue = this.#display.ackDue;
    if (ackDue < at) at = ackDue;
    if (this.#reliable.ackDue < at) at = this.#reliable.ackDue;
    if (this.#moreAt < at) at = this.#moreAt;
    this.wakeAt = at;
  }

  /** Goes on sending where a port had no room. */
  writable(_now: number): void {
    for (let index = 0; index < this.#ports.length; index++) this.#ports[index]!.output.flush();
  }

  /** The frame's FRAME_END checked: it will be presented, and is the base of the next. */
  frameAccepted(frame: number): void {
    this.#frames.accepted(this.#session.port, frame);
  }

  /** The beam has drawn the frame. Times in microseconds: FRAME_END checked, all in GRAM, its first and last row lit. */
  frameShown(frame: number, decoded: number, presented: number, firstRow: number, lastRow: number): void {
    this.#frames.shown(this.#session.port, frame, decoded, presented, firstRow, lastRow);
  }

  /** An accepted frame will never be shown; `reason` is one of `DropReason`. */
  frameDropped(frame: number, reason: number): void {
    this.#frames.dropped(this.#session.port, frame, reason);
  }

  /** The frame is not accepted: its base is not there (`needKey`), or it is not sound. */
  frameRefused(frame: number, reason: number, needKey: boolean): void {
    this.#frames.refused(this.#session.port, frame, reason, needKey);
  }

  /** There is room again for more of a pack. */
  packRoom(): void {
    const before = this.#reliable.credit;
    this.#reliable.room = this.#packs!.room;
    if (this.#reliable.credit !== before) this.#acknowledge(this.#reliable, MessageType.ack);
  }

  /** The change about packs that was begun is remembered, or cannot be. */
  packsChanged(isKept: boolean): void {
    this.#requests.packs?.changed(this.#session.port, isKept);
  }

  /** Any other packet. */
  #sort(port: LinkPort, input: Unstuffer, now: number): void {
    const { counters } = this;
    const { bytes, words } = input;
    const lead = bytes[0]!;
    if (input.length < 0 || lead >> 5 !== PACKET_VERSION) {
      counters.packetsBad += 1;
      return;
    }
    if ((lead & TO_HOST) !== 0) {
      counters.packetsEchoed += 1;
      return;
    }
    counters.packetsGood += 1;
    const length = input.length - PACKET_OVERHEAD;
    const type = bytes[1]!;
    const sequence = words[1]!;
    const session = this.#session;
    if (type === MessageType.hello) {
      this.concernsOthers = true;
      session.greet(port, length, now);
    } else if (port !== session.port || words[2] !== port.session) session.stray(port, type, sequence, words[2]!);
    else {
      session.heard = now;
      const packetClass = (lead >> 2) & 3;
      if (packetClass === PacketClass.display) this.#displayed(port, type, sequence, now);
      else if (packetClass === PacketClass.control) {
        this.concernsOthers = true;
        this.#serve(port, type, sequence, length, now);
      } else if (packetClass === PacketClass.reliable) this.#delivered(port, type, sequence, now);
    }
  }

  #displayed(port: LinkPort, type: number, sequence: number, now: number): void {
    if (!this.#isInOrder(this.#display, sequence, port.input.length, now)) return;
    if (type < MessageType.frameBegin || type > MessageType.frameEnd) {
      this.#unknown(port, PacketClass.display, type);
      return;
    }
    if (type === MessageType.frameBegin || type === MessageType.frameEnd) this.concernsOthers = true;
    if (this.#handler.display(port.input, now) === DisplayResult.refused) this.counters.messagesRefused += 1;
  }

  #delivered(port: LinkPort, type: number, sequence: number, now: number): void {
    const { length } = port.input;
    if (!this.#isInOrder(this.#reliable, sequence, length, now)) return;
    if (type !== MessageType.packData || this.#packs === undefined) {
      this.#unknown(port, PacketClass.reliable, type);
      return;
    }
    this.concernsOthers = true;
    this.#requests.packs!.data(port.packet, HEADER_BYTES, length - PACKET_OVERHEAD);
    this.#reliable.room = this.#packs.room;
  }

  /** Whether a sequenced packet is the next of its class; what is behind or ahead of it is seen to. */
  #isInOrder(receiver: SequenceReceiver, sequence: number, length: number, now: number): boolean {
    const arrival = receiver.arrive(sequence, length, now);
    if (arrival === Arrival.inOrder) {
      if (!this.#session.isStreaming) this.#session.stream();
      return true;
    }
    if (arrival === Arrival.gap) {
      this.counters.gaps += 1;
      this.#acknowledge(receiver, MessageType.nak);
    } else if (arrival === Arrival.repeated) this.counters.packetsRepeated += 1;
    return false;
  }

  /** A message that nobody here knows is answered once. */
  #unknown(port: LinkPort, packetClass: number, type: number): void {
    if ((port.packet[0]! & FIRST) !== 0) this.#requests.notSupported(port, packetClass, type, 0);
  }

  /** Whatever a request's handling throws, its sender hears that it was refused, and the link goes on. */
  #serve(port: LinkPort, type: number, request: number, length: number, now: number): void {
    try {
      this.#control(port, type, request, length, now);
    } catch (error) {
      this.#handler.fault(error);
      this.#requests.done(port, type, request, DoneResult.refused);
    }
  }

  #control(port: LinkPort, type: number, request: number, length: number, now: number): void {
    if (type === MessageType.ping) this.#pong(port, request, now);
    else if (type === MessageType.displayRestart) {
      if (this.#session.restartDisplay(port, length)) this.#handler.displayRestart(now);
      this.#acknowledge(this.#display, MessageType.ack);
    } else if (type === MessageType.park) this.#session.park(port, request, length);
    else if (type === MessageType.bye) this.#session.bye(port, request, length, now);
    else this.#requests.serve(port, type, request, length, now);
  }

  #pong(port: LinkPort, request: number, now: number): void {
    writePong(this.#sender.bytes, HEADER_BYTES, now, this.#display, this.#reliable, this.#acks.frames);
    this.#sender.send(port, MessageType.pong, request, port.session, Pong.bytes);
    this.#display.acknowledged();
    this.#reliable.acknowledged();
  }

  #acknowledge(receiver: SequenceReceiver, type: number): void {
    receiver.acknowledged();
    const port = this.#session.port;
    if (port !== null) this.#sender.bytesSent += this.#acks.send(port, receiver, type);
  }
}
