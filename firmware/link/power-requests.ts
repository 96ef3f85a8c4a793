import type { LinkHandler, ModeStands } from './link-handler.js';
import type { LinkPort } from './link-port.js';
import {
  DoneResult,
  HostState,
  HostStateField,
  MessageType,
  MODE_SECONDS,
  ModeAnswer,
  ModeRequest,
  PostureNote,
  PowerMode,
} from './messages.js';
import { HEADER_BYTES, readU16, writeU16 } from './packet.js';
import type { PacketSender } from './packet-sender.js';

/** The highest posture of POSTURE. */
const LAST_POSTURE = 3;
const MOST_MILLIS = 0xffff;

/** Who answers DONE. */
export interface DoneSender {
  done(port: LinkPort, type: number, request: number, result: number): void;
}

/** Answers MODE, POSTURE and HOST_STATE. */
export class PowerRequests {
  readonly #sender: PacketSender;
  readonly #handler: LinkHandler;
  readonly #requests: DoneSender;
  readonly #stands: ModeStands = { wished: 0, mode: 0, capped: 0, seconds: false, intervalMillis: 0, brightness: 0 };

  constructor(sender: PacketSender, handler: LinkHandler, requests: DoneSender) {
    this.#sender = sender;
    this.#handler = handler;
    this.#requests = requests;
  }

  mode(port: LinkPort, request: number, length: number, now: number): void {
    const mode = port.packet[HEADER_BYTES + ModeRequest.mode]!;
    const isKnown = mode <= PowerMode.sleep || mode === PowerMode.auto || mode === PowerMode.ask;
    if (length !== ModeRequest.bytes || !isKnown) {
      this.#requests.done(port, MessageType.mode, request, DoneResult.malformed);
      return;
    }
    const flags = port.packet[HEADER_BYTES + ModeRequest.flags]!;
    if (mode !== PowerMode.ask) this.#handler.mode(mode, (flags & MODE_SECONDS) !== 0, now);
    this.#answer(port, request);
  }

  posture(port: LinkPort, request: number, length: number, now: number): void {
    const posture = port.packet[HEADER_BYTES + PostureNote.posture]!;
    const isSound = length === PostureNote.bytes && posture <= LAST_POSTURE;
    if (isSound) this.#handler.posture(posture, now);
    this.#requests.done(port, MessageType.posture, request, isSound ? DoneResult.ok : DoneResult.malformed);
  }

  /** Takes what can be of what is meant; answers `refused` where any of it cannot. */
  hostState(port: LinkPort, request: number, length: number, now: number): void {
    const type = MessageType.hostState;
    if (length !== HostState.bytes) {
      this.#requests.done(port, type, request, DoneResult.malformed);
      return;
    }
    const handler = this.#handler;
    const bytes = port.packet;
    const fields = bytes[HEADER_BYTES + HostState.fields]!;
    const charging = bytes[HEADER_BYTES + HostState.charging]!;
    const heat = (readU16(bytes, HEADER_BYTES + HostState.heat) << 16) >> 16;
    const nightFrom = readU16(bytes, HEADER_BYTES + HostState.nightFrom);
    const nightUntil = readU16(bytes, HEADER_BYTES + HostState.nightUntil);
    let isSound = true;
    // The charger first: an empty battery that is being charged keeps nothing dark.
    if ((fields & HostStateField.charging) !== 0) isSound = charging <= 1 && handler.charging(charging === 1, now);
    if ((fields & HostStateField.battery) !== 0) {
      isSound = handler.battery(bytes[HEADER_BYTES + HostState.battery]!, now) && isSound;
    }
    if ((fields & HostStateField.heat) !== 0) isSound = handler.heat(heat, now) && isSound;
    if ((fields & HostStateField.night) !== 0) isSound = handler.night(nightFrom, nightUntil, now) && isSound;
    this.#requests.done(port, type, request, isSound ? DoneResult.ok : DoneResult.refused);
  }

  #answer(port: LinkPort, request: number): void {
    const stands = this.#stands;
    this.#handler.modeStands(stands);
    const { bytes } = this.#sender;
    bytes[HEADER_BYTES + ModeAnswer.wished] = stands.wished;
    bytes[HEADER_BYTES + ModeAnswer.mode] = stands.mode;
    bytes[HEADER_BYTES + ModeAnswer.capped] = stands.capped;
    bytes[HEADER_BYTES + ModeAnswer.flags] = stands.seconds ? MODE_SECONDS : 0;
    writeU16(bytes, HEADER_BYTES + ModeAnswer.interval, Math.min(MOST_MILLIS, stands.intervalMillis));
    bytes[HEADER_BYTES + ModeAnswer.brightness] = stands.brightness;
    bytes[HEADER_BYTES + ModeAnswer.brightness + 1] = 0;
    this.#sender.send(port, MessageType.modeAnswer, request, port.session, ModeAnswer.bytes);
  }
}
