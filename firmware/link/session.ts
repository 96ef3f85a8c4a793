import type { FrameReports } from './frame-reports.js';
import type { Greeting } from './greeting.js';
import { cookieFor, judgeHello } from './greeting.js';
import type { LinkCounters } from './link-counters.js';
import type { LinkHandler, SessionEnd } from './link-handler.js';
import type { LinkInfo } from './link-info.js';
import { writeWelcome } from './link-info.js';
import type { LinkPort } from './link-port.js';
import { NO_STREAM, PortState } from './link-port.js';
import {
  BYE_KEEP,
  Bye,
  DisplayRestart,
  DoneResult,
  Hello,
  MessageType,
  Park,
  PROTOCOL,
  Refused,
  RefusedReason,
  Welcome,
} from './messages.js';
import { HEADER_BYTES, readU16, readU32, writeU16, writeU32 } from './packet.js';
import type { PacketSender } from './packet-sender.js';
import type { Requests } from './requests.js';
import type { SequenceReceiver } from './sequence-receiver.js';

/** A stream whose host is silent for so long is over. */
const DEAD_MICROS = 2_000_000;
const NEVER = Number.POSITIVE_INFINITY;

interface SessionParts {
  readonly sender: PacketSender;
  readonly requests: Requests;
  readonly handler: LinkHandler;
  readonly counters: LinkCounters;
  readonly info: LinkInfo;
  readonly display: SequenceReceiver;
  readonly reliable: SequenceReceiver;
  readonly frames: FrameReports;
}

/** Who has the device: greeting, replacing, parking, parting and dying. At most one session is open. */
export class Session {
  /** The port that greeted last and has not parted; `null` where nobody has the device. */
  port: LinkPort | null = null;
  /** From the first display or reliable packet to PARK. */
  isStreaming = false;
  /** When a packet of the session came last. */
  heard = 0;
  /** How long a silence after that is allowed: while streaming the usual one, else what the host announced with PARK. */
  patience = NEVER;
  readonly #parts: SessionParts;
  #cookie = 0;
  readonly #greeting: Greeting = { refusal: 0, detail: 0 };
  #nonce = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    // What is too long for a WELCOME shall throw now, and not when a host greets.
    writeWelcome(parts.sender.bytes, HEADER_BYTES, parts.info, 0, 0);
  }

  /**
   * A HELLO of `length` payload bytes came. The same nonce again is the same greeting, whose answer was lost; nonce 0 only
   * asks who is there.
   */
  greet(port: LinkPort, length: number, now: number): void {
    const bytes = port.packet;
    judgeHello(bytes, HEADER_BYTES, length, this.#greeting);
    const nonce = length < Hello.lowest ? 0 : readU32(bytes, HEADER_BYTES + Hello.nonce);
    if (this.#greeting.refusal !== 0) {
      this.#refuse(port, nonce);
      return;
    }
    if (nonce === 0) {
      this.#welcome(port, 0, 0);
      return;
    }
    if (port !== this.port || nonce !== this.#nonce) this.#open(port, nonce, now);
    this.heard = now;
    this.#welcome(port, nonce, port.session);
  }

  /** A packet of a stream or transfer came. */
  stream(): void {
    this.isStreaming = true;
    this.port!.stream = this.#cookie;
    this.patience = DEAD_MICROS;
  }

  /** A packet that is not of the session came: its sender is told, where its port was ever greeted. */
  stray(port: LinkPort, type: number, request: number, cookie: number): void {
    if (port.state === PortState.silent) return;
    const isLast = cookie === port.session;
    if (isLast && type === MessageType.bye) {
      this.#parts.requests.done(port, type, request, DoneResult.ok);
      return;
    }
    const isReplaced = !isLast || port.state === PortState.replaced;
    this.#parts.sender.send(port, isReplaced ? MessageType.replaced : MessageType.noSession, 0, cookie, 0);
  }

  /** PARK: nothing is streamed, and silence is allowed. */
  park(port: LinkPort, request: number, length: number): void {
    const type = MessageType.park;
    if (length !== Park.bytes) {
      this.#parts.requests.done(port, type, request, DoneResult.malformed);
      return;
    }
    const seconds = readU16(port.packet, HEADER_BYTES + Park.seconds);
    this.patience = seconds === 0 ? NEVER : seconds * 1_000_000;
    this.isStreaming = false;
    port.stream = NO_STREAM;
    this.#parts.requests.done(port, type, request, DoneResult.ok);
  }

  /** BYE: the session ends, and the picture stays where the host wants it to. */
  bye(port: LinkPort, request: number, length: number, now: number): void {
    const type = MessageType.bye;
    if (length !== Bye.bytes) {
      this.#parts.requests.done(port, type, request, DoneResult.malformed);
      return;
    }
    const keep = (port.packet[HEADER_BYTES + Bye.flags]! & BYE_KEEP) !== 0;
    const seconds = readU16(port.packet, HEADER_BYTES + Bye.seconds);
    this.#parts.requests.done(port, type, request, DoneResult.ok);
    const keepMicros = seconds === 0 ? Number.POSITIVE_INFINITY : seconds * 1_000_000;
    this.#close(keep ? 'bye-keep' : 'bye', keep ? keepMicros : 0, PortState.ended, now);
  }

  /** The host was silent for too long. */
  die(now: number): void {
    this.#close('dead', 0, PortState.ended, now);
  }

  /** DISPLAY_RESTART: answers whether it is new, and not a repeat. */
  restartDisplay(port: LinkPort, length: number): boolean {
    const bytes = port.packet;
    const epoch = bytes[HEADER_BYTES + DisplayRestart.epoch]!;
    const display = this.#parts.display;
    if (length !== DisplayRestart.bytes || epoch === display.epoch) return false;
    display.restart(
      readU16(bytes, HEADER_BYTES + DisplayRestart.next),
      readU32(bytes, HEADER_BYTES + DisplayRestart.count),
    );
    display.epoch = epoch;
    return true;
  }

  #open(port: LinkPort, nonce: number, now: number): void {
    const { sender, counters, display, reliable, frames, requests, handler } = this.#parts;
    const old = this.port;
    if (old !== null) {
      sender.send(old, MessageType.replaced, 0, old.session, 0);
      this.#close('replaced', 0, PortState.replaced, now);
    }
    counters.sessions += 1;
    this.#cookie = cookieFor(nonce, counters.sessions, this.#cookie);
    this.#nonce = nonce;
    this.patience = NEVER;
    this.isStreaming = false;
    display.reset();
    reliable.reset();
    frames.reset();
    requests.reset();
    port.session = this.#cookie;
    port.state = PortState.open;
    this.port = port;
    handler.sessionOpened(now);
  }

  #close(reason: SessionEnd, keepMicros: number, state: PortState, now: number): void {
    const port = this.port;
    if (port === null) return;
    this.port = null;
    this.isStreaming = false;
    port.stream = NO_STREAM;
    this.patience = NEVER;
    port.state = state;
    this.#parts.display.acknowledged();
    this.#parts.reliable.acknowledged();
    this.#parts.handler.sessionClosed(reason, keepMicros, now);
  }

  #welcome(port: LinkPort, nonce: number, cookie: number): void {
    const { sender, info, display, reliable } = this.#parts;
    const bytes = sender.bytes;
    const length = writeWelcome(bytes, HEADER_BYTES, info, display.window, reliable.window);
    writeU32(bytes, HEADER_BYTES + Welcome.nonce, nonce);
    writeU16(bytes, HEADER_BYTES + Welcome.session, cookie);
    sender.send(port, MessageType.welcome, 0, cookie, length);
  }

  /** A refused greeting ends no session. */
  #refuse(port: LinkPort, nonce: number): void {
    if (this.#greeting.refusal === RefusedReason.malformed) return;
    const bytes = this.#parts.sender.bytes;
    writeU32(bytes, HEADER_BYTES + Refused.nonce, nonce);
    bytes[HEADER_BYTES + Refused.reason] = this.#greeting.refusal;
    bytes[HEADER_BYTES + Refused.lowest] = PROTOCOL;
    bytes[HEADER_BYTES + Refused.highest] = PROTOCOL;
    bytes[HEADER_BYTES + Refused.detail] = this.#greeting.detail;
    this.#parts.sender.send(port, MessageType.refused, 0, 0, Refused.bytes);
  }
}
