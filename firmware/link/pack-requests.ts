import type { LinkPort } from './link-port.js';
import { DoneResult, MessageType } from './messages.js';
import { PackChange, type PackHandler, type PackStands } from './pack-handler.js';
import {
  MOST_SCHEDULE_ENTRIES,
  PackBegin,
  PackChoose,
  PackData,
  PackList,
  PackSchedule,
  PackStateAnswer,
  ScheduleEntry,
  Settings,
} from './pack-messages.js';
import { HEADER_BYTES, readU32, writeU16, writeU32 } from './packet.js';
import type { PacketSender } from './packet-sender.js';
import type { DoneSender } from './power-requests.js';

const NONE = -1;

/** Answers what a host asks about packs. A change is answered when it is remembered; until then no other is begun. */
export class PackRequests {
  readonly #sender: PacketSender;
  readonly #handler: PackHandler;
  readonly #requests: DoneSender;
  readonly #stands: PackStands = { state: 0, reason: 0, offset: 0, length: 0 };
  /** The change under way: type and number of its request. */
  #changeType = 0;
  #change = NONE;
  /** The change before, whose answer may have been lost. */
  #last = NONE;
  #lastResult = 0;
  /** Number of the PACK_BEGIN that was taken last: a repeat of it may come after PACK_DATA. */
  #begun = NONE;

  constructor(sender: PacketSender, handler: PackHandler, requests: DoneSender) {
    this.#sender = sender;
    this.#handler = handler;
    this.#requests = requests;
  }

  /** A session begins: request numbers start anew. */
  reset(): void {
    this.#change = NONE;
    this.#last = NONE;
    this.#begun = NONE;
  }

  /** PACK_DATA came, in order. */
  data(bytes: Uint8Array, at: number, length: number): void {
    if (length < PackData.bytes) return;
    const offset = readU32(bytes, at + PackData.offset);
    this.#handler.data(offset, bytes, at + PackData.bytes, length - PackData.bytes);
  }

  /** Does what a request asks for; answers false where its type is none about packs. */
  serve(port: LinkPort, type: number, request: number, length: number): boolean {
    if (type === MessageType.packBegin) this.#begin(port, request, length);
    else if (type === MessageType.packEnd) {
      this.#handler.end();
      this.#answerState(port, request);
    } else if (type === MessageType.packList) this.#list(port, request, length);
    else if (type === MessageType.packChoose || type === MessageType.packSchedule || type === MessageType.settings) {
      this.#wish(port, type, request, length);
    } else return false;
    return true;
  }

  /** The change under way is remembered, or cannot be. `port` is `null` where nobody waits for it any more. */
  changed(port: LinkPort | null, isKept: boolean): void {
    if (this.#change === NONE) return;
    this.#last = this.#change;
    this.#lastResult = isKept ? DoneResult.ok : DoneResult.refused;
    this.#change = NONE;
    if (port !== null) this.#requests.done(port, this.#changeType, this.#last, this.#lastResult);
  }

  #begin(port: LinkPort, request: number, length: number): void {
    const { packet } = port;
    if (length !== PackBegin.bytes) {
      this.#requests.done(port, MessageType.packBegin, request, DoneResult.malformed);
      return;
    }
    if (request !== this.#begun) {
      const fileLength = readU32(packet, HEADER_BYTES + PackBegin.length);
      const flags = packet[HEADER_BYTES + PackBegin.flags]!;
      if (!this.#handler.begin(fileLength, flags, packet, HEADER_BYTES + PackBegin.digest)) return;
      this.#begun = request;
    }
    this.#answerState(port, request);
  }

  #answerState(port: LinkPort, request: number): void {
    const stands = this.#stands;
    this.#handler.stands(stands);
    const { bytes } = this.#sender;
    bytes[HEADER_BYTES + PackStateAnswer.state] = stands.state;
    bytes[HEADER_BYTES + PackStateAnswer.reason] = stands.reason;
    writeU16(bytes, HEADER_BYTES + PackStateAnswer.reserved, 0);
    writeU32(bytes, HEADER_BYTES + PackStateAnswer.offset, stands.offset);
    writeU32(bytes, HEADER_BYTES + PackStateAnswer.length, stands.length);
    this.#sender.send(port, MessageType.packState, request, port.session, PackStateAnswer.bytes);
  }

  #list(port: LinkPort, request: number, length: number): void {
    if (length !== PackList.bytes) {
      this.#requests.done(port, MessageType.packList, request, DoneResult.malformed);
      return;
    }
    const index = port.packet[HEADER_BYTES + PackList.index]!;
    const payload = this.#handler.list(index, this.#sender.bytes, HEADER_BYTES);
    this.#sender.send(port, MessageType.packListed, request, port.session, payload);
  }

  #wish(port: LinkPort, type: number, request: number, length: number): void {
    if (request === this.#change) return;
    if (request === this.#last) {
      this.#requests.done(port, type, request, this.#lastResult);
      return;
    }
    const result = this.#change === NONE ? this.#beginChange(port.packet, type, length) : PackChange.busy;
    if (result === PackChange.busy) return;
    if (result === PackChange.begun) {
      this.#changeType = type;
      this.#change = request;
    } else {
      this.#last = request;
      this.#lastResult = result;
      this.#requests.done(port, type, request, result);
    }
  }

  #beginChange(packet: Uint8Array, type: number, length: number): number {
    const at = HEADER_BYTES;
    const handler = this.#handler;
    if (type === MessageType.packChoose) {
      if (length !== PackChoose.bytes) return DoneResult.malformed;
      const seconds = readU32(packet, at + PackChoose.seconds);
      return handler.choose(
        packet[at + PackChoose.action]!,
        packet[at + PackChoose.face]!,
        seconds,
        packet,
        at + PackChoose.id,
      );
    }
    if (type === MessageType.packSchedule) {
      const count = length > 0 ? packet[at + PackSchedule.count]! : 0;
      const isSound = count > 0 && count <= MOST_SCHEDULE_ENTRIES;
      if (!isSound || length !== PackSchedule.entries + count * ScheduleEntry.bytes) return DoneResult.malformed;
      return handler.schedule(count, packet, at + PackSchedule.entries);
    }
    if (length <= Settings.value) return DoneResult.malformed;
    return handler.setting(packet[at + Settings.setting]!, packet, at + Settings.value, length - Settings.value);
  }
}
