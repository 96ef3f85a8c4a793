import type { Kernels } from '../platform/kernels.js';
import type { FaceHandler } from './face-handler.js';
import { FaceRequests } from './face-requests.js';
import type { LinkCounters } from './link-counters.js';
import { putCounters } from './link-counters.js';
import type { LinkHandler, StatisticsWriter } from './link-handler.js';
import type { LinkPort } from './link-port.js';
import {
  Brightness,
  Done,
  DoneResult,
  MessageType,
  NotSupported,
  SCREENSHOT_CHANGED,
  Screenshot,
  ScreenshotData,
  ScreenshotRead,
  ScreenshotTaken,
  StatisticsEntry,
  TimeOfDay,
} from './messages.js';
import type { PackHandler } from './pack-handler.js';
import { PackRequests } from './pack-requests.js';
import { HEADER_BYTES, LARGEST_PAYLOAD, PacketClass, readU16, readU32, readU48, writeU16, writeU48 } from './packet.js';
import type { PacketSender } from './packet-sender.js';
import { PowerRequests } from './power-requests.js';
import { emptySnapshot, readBox, writeTaken } from './screenshot.js';

/** Answers the requests of class control that concern the device and not the session. All are idempotent. */
export class Requests implements StatisticsWriter {
  readonly #kernels: Kernels;
  readonly #sender: PacketSender;
  readonly #handler: LinkHandler;
  readonly #counters: LinkCounters;
  readonly #snapshot = emptySnapshot();
  /** Request number of the snapshot: a repeat gets the same answer. */
  #snapshotRequest = -1;
  readonly #power: PowerRequests;
  /** What concerns packs; undefined where there is no flash for them. */
  readonly packs: PackRequests | undefined;
  readonly #faces: FaceRequests | undefined;
  #entriesEnd = 0;

  constructor(
    kernels: Kernels,
    sender: PacketSender,
    handler: LinkHandler,
    counters: LinkCounters,
    packs: PackHandler | undefined,
    faces: FaceHandler | undefined,
  ) {
    this.#kernels = kernels;
    this.#sender = sender;
    this.#handler = handler;
    this.#counters = counters;
    this.#power = new PowerRequests(sender, handler, this);
    this.packs = packs && new PackRequests(sender, packs, this);
    this.#faces = faces && new FaceRequests(faces, this);
  }

  /** A session begins: request numbers start anew. */
  reset(): void {
    this.#snapshotRequest = -1;
    this.packs?.reset();
  }

  /** Does what the request in the port's packet asks for, and answers. */
  serve(port: LinkPort, type: number, request: number, length: number, now: number): void {
    const bytes = port.packet;
    if (type === MessageType.brightness) {
      if (length !== Brightness.bytes) {
        this.done(port, type, request, DoneResult.malformed);
        return;
      }
      this.#handler.brightness(bytes[HEADER_BYTES + Brightness.level]!, now);
      this.done(port, type, request, DoneResult.ok);
    } else if (type === MessageType.timeOfDay) {
      if (length !== TimeOfDay.bytes) {
        this.done(port, type, request, DoneResult.malformed);
        return;
      }
      const at = readU48(bytes, HEADER_BYTES + TimeOfDay.at);
      const zone = (readU16(bytes, HEADER_BYTES + TimeOfDay.zone) << 16) >> 16;
      this.#handler.timeOfDay(readU48(bytes, HEADER_BYTES + TimeOfDay.epochMillis), zone, at === 0 ? now : at, now);
      this.done(port, type, request, DoneResult.ok);
    } else if (type === MessageType.mode) this.#power.mode(port, request, length, now);
    else if (type === MessageType.posture) this.#power.posture(port, request, length, now);
    else if (type === MessageType.hostState) this.#power.hostState(port, request, length, now);
    else if (type === MessageType.statistics) this.#statistics(port, request, now);
    else if (type === MessageType.screenshot) this.#takeScreenshot(port, request, length, now);
    else if (type === MessageType.screenshotRead) this.#readScreenshot(port, request, length);
    else if (this.#faces?.serve(port, type, request, length, now) === true) return;
    else if (this.packs?.serve(port, type, request, length) !== true)
      this.notSupported(port, PacketClass.control, type, request);
  }

  /** Adds an entry to the STATISTICS answer being built. */
  put(key: number, value: number): void {
    if (this.#entriesEnd + StatisticsEntry.bytes > HEADER_BYTES + LARGEST_PAYLOAD) return;
    writeU16(this.#sender.bytes, this.#entriesEnd + StatisticsEntry.key, key);
    writeU48(this.#sender.bytes, this.#entriesEnd + StatisticsEntry.value, value);
    this.#entriesEnd += StatisticsEntry.bytes;
  }

  done(port: LinkPort, type: number, request: number, result: number): void {
    const bytes = this.#sender.bytes;
    bytes[HEADER_BYTES + Done.type] = type;
    bytes[HEADER_BYTES + Done.result] = result;
    this.#sender.send(port, MessageType.done, request, port.session, Done.bytes);
  }

  notSupported(port: LinkPort, packetClass: number, type: number, request: number): void {
    const bytes = this.#sender.bytes;
    bytes[HEADER_BYTES + NotSupported.packetClass] = packetClass;
    bytes[HEADER_BYTES + NotSupported.type] = type;
    this.#sender.send(port, MessageType.notSupported, request, port.session, NotSupported.bytes);
  }

  #statistics(port: LinkPort, request: number, now: number): void {
    this.#entriesEnd = HEADER_BYTES;
    putCounters(this.#counters, this.#sender.bytesSent, this);
    this.#handler.statistics(this, now);
    const length = this.#entriesEnd - HEADER_BYTES;
    this.#sender.send(port, MessageType.statisticsAnswer, request, port.session, length);
  }

  #takeScreenshot(port: LinkPort, request: number, length: number, now: number): void {
    const type = MessageType.screenshot;
    if (length !== Screenshot.bytes) {
      this.done(port, type, request, DoneResult.malformed);
      return;
    }
    if (request !== this.#snapshotRequest) {
      const changedOnly = (port.packet[HEADER_BYTES + Screenshot.flags]! & SCREENSHOT_CHANGED) !== 0;
      if (!this.#handler.snapshot(changedOnly, this.#snapshot, now)) {
        this.done(port, type, request, DoneResult.refused);
        return;
      }
      this.#snapshotRequest = request;
    }
    writeTaken(this.#sender.bytes, HEADER_BYTES, this.#snapshot);
    this.#sender.send(port, MessageType.screenshotTaken, request, port.session, ScreenshotTaken.bytes);
  }

  #readScreenshot(port: LinkPort, request: number, length: number): void {
    const type = MessageType.screenshotRead;
    if (length !== ScreenshotRead.bytes) {
      this.done(port, type, request, DoneResult.malformed);
      return;
    }
    const asked = port.packet;
    const id = readU16(asked, HEADER_BYTES + ScreenshotRead.id);
    if (id !== this.#snapshot.id || this.#snapshotRequest < 0) {
      this.done(port, type, request, DoneResult.gone);
      return;
    }
    const bytes = this.#sender.bytes;
    const most = LARGEST_PAYLOAD - ScreenshotData.bytes;
    const wanted = Math.min(readU16(asked, HEADER_BYTES + ScreenshotRead.length), most);
    const offset = readU32(asked, HEADER_BYTES + ScreenshotRead.offset);
    const pixelsAt = HEADER_BYTES + ScreenshotData.bytes;
    const count = readBox(this.#kernels, this.#snapshot, offset, wanted, bytes, pixelsAt);
    for (let index = 0; index < ScreenshotData.bytes; index++)
      bytes[HEADER_BYTES + index] = asked[HEADER_BYTES + index]!;
    writeU16(bytes, HEADER_BYTES + ScreenshotData.reserved, 0);
    this.#sender.send(port, MessageType.screenshotData, request, port.session, ScreenshotData.bytes + count);
  }
}
