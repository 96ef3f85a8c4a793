import { MessageType, Pong } from '../../firmware/link/messages.js';
import { LARGEST_PAYLOAD, readU32, readU48 } from '../../firmware/link/packet.js';
import { readAcknowledge, readPong } from './acknowledges.js';
import type { DeviceInfo } from './device-types.js';
import { DisplayStream } from './display-stream.js';
import { DeviceLostError, type LinkError, ReplacedError } from './errors.js';
import { readFrameNote } from './frame-notes.js';
import type { FrameOrder } from './frame-order.js';
import type { FrameListener } from './frame-tracker.js';
import { KeepAlive, type LinkMood } from './keep-alive.js';
import { LineClock } from './line-clock.js';
import type { LinkListener } from './link-listener.js';
import { PacketReader, type ReceivedPacket } from './packet-reader.js';
import { type ReliableListener, ReliableStream } from './reliable-stream.js';
import { RequestBook, type RequestEnd } from './request-book.js';
import type { Outgoing } from './sequence-sender.js';
import { byePayload, helloPacket, parkPayload, pingPacket, readRefusal } from './session-packets.js';
import { type LinkOutput, StreamPump } from './stream-pump.js';
import { Streams } from './streams.js';
import { readWelcome } from './welcome.js';

const GREET_MICROS = 50_000;
/** A stream in which nothing happens for so long is parked, and may then be silent without limit: the device sleeps. */
const PARK_MICROS = 1_000_000;
const PARKED_SECONDS = 0;
/** A leave that nobody answers is taken all the same. */
const BYE_MICROS = 1_000_000;

/** `greeting` until WELCOME, `measuring` until the first PONG. */
type LinkState = 'new' | 'greeting' | 'measuring' | 'open' | 'closed';

/**
 * The host's end of the link: a pure state machine that is handed bytes and the time (integer microseconds), so that it
 * runs in virtual time as well. One object is one session; after `closed` make another.
 */
export class HostLink {
  readonly clock = new LineClock();
  readonly reader = new PacketReader((packet) => this.#packet(packet));
  readonly #output: LinkOutput;
  readonly #listener: LinkListener;
  readonly #nonce: number;
  readonly #largest: number;
  readonly #keepAlive = new KeepAlive(this.clock);
  #state: LinkState = 'new';
  #greetAt = Number.POSITIVE_INFINITY;
  #session = 0;
  #info: DeviceInfo | null = null;
  #streams: Streams | null = null;
  #requests: RequestBook | null = null;
  #pump: StreamPump | null = null;
  #isStreaming = false;
  #now = 0;

  /** `nonce` is a random unsigned 32-bit integer but 0, another one each time. */
  constructor(output: LinkOutput, listener: LinkListener, nonce: number, largestPayload = LARGEST_PAYLOAD) {
    this.#output = output;
    this.#listener = listener;
    this.#nonce = nonce >>> 0;
    this.#largest = largestPayload;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Packets sent again, and frames given up, so far. */
  get losses(): { readonly resent: number; readonly restarts: number } {
    const streams = this.#streams;
    if (streams === null) return { resent: 0, restarts: 0 };
    return { resent: streams.display.resent + streams.reliable.resent, restarts: streams.display.restarts };
  }

  /** When `step` has work next; `Infinity` where it has none. */
  get wakeAt(): number {
    if (this.#state === 'greeting') return this.#greetAt;
    const streams = this.#streams;
    const pump = this.#pump;
    if (streams === null || this.#requests === null || pump === null || this.#state === 'closed') {
      return Number.POSITIVE_INFINITY;
    }
    const ping = this.#keepAlive.pingAt(this.#mood(streams, this.#now));
    return Math.min(ping, this.#keepAlive.deadAt, this.#requests.wakeAt, pump.heldUntil, this.#parkAt(streams));
  }

  /** Greets the device, again and again until it answers. */
  greet(now: number): void {
    this.#state = 'greeting';
    this.#sendHello(now);
  }

  /** Bytes came, cut anywhere. */
  receive(bytes: Uint8Array, now: number): void {
    this.#now = now;
    this.reader.read(bytes);
    this.pump(now);
  }

  /** Hands the port as much as it may have; to be called when `pending` fell. */
  pump(now: number): void {
    this.#now = now;
    if (this.#state === 'open' && this.#pump?.run(now)) this.#isStreaming = true;
  }

  /** Does what is due at `now`. */
  step(now: number): void {
    this.#now = now;
    if (this.#state === 'greeting' && this.#greetAt <= now) this.#sendHello(now);
    const streams = this.#streams;
    if (streams === null || this.#requests === null || this.#state === 'closed') return;
    if (this.#keepAlive.deadAt <= now) {
      this.#close(new DeviceLostError('the device does not answer any more; check its cable and power'));
      return;
    }
    this.#requests.step(now);
    if (this.#keepAlive.pingAt(this.#mood(streams, now)) <= now) this.#ping(streams, now);
    if (this.#parkAt(streams) <= now) this.#park(now);
    this.pump(now);
  }

  /** Queues a frame; answers its id. Throws where the session is not open. */
  sendFrame(order: FrameOrder, listener: FrameListener, now: number): number {
    const id = this.#opened(this.#streams).display.add(order, now, listener);
    this.pump(now);
    return id;
  }

  /** Gives up a frame that is not all sent yet; answers whether it could. */
  abandonFrame(id: number, now: number): boolean {
    const isGone = this.#opened(this.#streams).display.abandon(id, now);
    this.pump(now);
    return isGone;
  }

  /** Queues packets of class reliable. Throws where the session is not open. */
  sendReliable(packets: Iterable<Outgoing>, listener: ReliableListener, now: number): void {
    this.#opened(this.#streams).reliable.add(packets, listener);
    this.pump(now);
  }

  /** Sends a request of class control until it is answered; `end` is called once. */
  ask(type: number, payload: Uint8Array, now: number, end: RequestEnd): void {
    this.#opened(this.#requests).ask(type, payload, 2 * this.clock.roundTrip, now, end);
  }

  /** Takes leave; `end` is called once when the session is over, whether the device said so or not. */
  bye(keep: boolean, keepSeconds: number, now: number, end: () => void): void {
    const requests = this.#requests;
    const over = (): void => {
      this.abort();
      end();
    };
    if (this.#state !== 'open' || requests === null) over();
    else requests.ask(MessageType.bye, byePayload(keep, keepSeconds), 2 * this.clock.roundTrip, now, over, BYE_MICROS);
  }

  /** Ends without a word, as when the line is gone. What is open ends as lost. */
  abort(): void {
    this.#state = 'closed';
    this.#requests?.close();
    this.#streams?.close();
  }

  #opened<T>(part: T | null): T {
    if (this.#state !== 'open' || part === null)
      throw new DeviceLostError('there is no device at the moment; connect again');
    return part;
  }

  #sendHello(now: number): void {
    this.#greetAt = now + GREET_MICROS;
    this.#output.send(helloPacket(this.#nonce));
  }

  #packet(packet: ReceivedPacket): void {
    if (this.#state === 'greeting') {
      if (packet.type === MessageType.welcome) this.#welcomed(packet.payload);
      else if (packet.type === MessageType.refused) this.#refused(packet.payload);
      return;
    }
    const streams = this.#streams;
    const requests = this.#requests;
    if (streams === null || requests === null || packet.session !== this.#session || this.#state === 'closed') return;
    const { type, payload } = packet;
    this.#keepAlive.heard();
    if (type === MessageType.ack || type === MessageType.nak) {
      readAcknowledge(streams, packet, this.clock.quickest, this.#now);
    } else if (type === MessageType.pong) this.#ponged(streams, packet);
    else if (type === MessageType.replaced) {
      this.#close(new ReplacedError('another program took the device over; close it there, then connect again'));
    } else if (type === MessageType.noSession) {
      this.#close(
        new DeviceLostError('the device ended the session because it heard nothing for too long; connect again'),
      );
    } else if (!readFrameNote(streams.display, type, payload)) requests.answer(packet.sequence, type, payload);
  }

  #welcomed(payload: Uint8Array): void {
    if (readU32(payload, 0) !== this.#nonce) return;
    try {
      const { info, session, displayWindow, reliableWindow } = readWelcome(payload);
      const largest = Math.min(this.#largest, info.largestPayload);
      const transmit = (line: Uint8Array): void => this.#output.send(line);
      this.#info = { ...info, largestPayload: largest };
      this.#session = session;
      const display = new DisplayStream(session, displayWindow, largest, this.clock, transmit);
      this.#streams = new Streams(display, new ReliableStream(session, reliableWindow, largest));
      this.#requests = new RequestBook(session, transmit);
      this.#pump = new StreamPump(this.#streams, this.#output);
    } catch (cause) {
      this.#close(cause as LinkError);
      return;
    }
    this.#state = 'measuring';
    this.#ping(this.#streams, this.#now);
  }

  #refused(payload: Uint8Array): void {
    const cause = readRefusal(payload, this.#nonce);
    if (cause !== null) this.#close(cause);
  }

  #ponged(streams: Streams, { sequence, payload }: ReceivedPacket): void {
    if (payload.length < Pong.bytes) return;
    const vouch = this.#keepAlive.answered(sequence, readU48(payload, Pong.time), this.#now);
    readPong(streams, payload, vouch, this.#now);
    this.#requests?.answer(sequence, MessageType.pong, payload);
    if (this.#state !== 'measuring' || vouch === null || this.#info === null) return;
    this.#state = 'open';
    this.#listener.opened(this.#info);
  }

  #mood(streams: Streams, now: number): LinkMood {
    const { isOutstanding, progressAt, display } = streams;
    // With nothing on the way and something left to send, only a lost grant can be missing.
    const isStuck = !isOutstanding && !streams.reliable.isIdle;
    const isOverdue = isStuck || this.#state === 'measuring' || display.frames.isOverdue(now);
    return { isStreaming: this.#isStreaming, isOverdue, isOutstanding, isWary: display.isWary(now), progressAt };
  }

  #ping(streams: Streams, now: number): void {
    const number = this.#requests!.nextNumber();
    this.#keepAlive.asked(number, streams.vouch, this.#mood(streams, now), now);
    streams.display.repeatRestart();
    this.#output.send(pingPacket(number, this.#session));
  }

  #parkAt(streams: Streams): number {
    return this.#isStreaming && streams.isIdle ? this.#pump!.busyAt + PARK_MICROS : Number.POSITIVE_INFINITY;
  }

  #park(now: number): void {
    this.#isStreaming = false;
    this.ask(MessageType.park, parkPayload(PARKED_SECONDS), now, () => {});
  }

  #close(cause: LinkError): void {
    this.abort();
    this.#listener.closed(cause);
  }
}
