import type { DeviceLink } from '../../../firmware/link/device-link.js';
import type {
  DisplayPacket,
  LinkHandler,
  ModeStands,
  SessionEnd,
  Snapshot,
  StatisticsWriter,
} from '../../../firmware/link/link-handler.js';
import { DisplayResult } from '../../../firmware/link/link-handler.js';
import {
  DropReason,
  FRAME_KEY,
  FrameBegin,
  MessageType,
  RegionHeader,
  StatisticsEntry,
} from '../../../firmware/link/messages.js';
import {
  FIRST,
  HEADER_BYTES,
  LAST,
  PACKET_OVERHEAD,
  readU16,
  readU32,
  readU48,
} from '../../../firmware/link/packet.js';
import type { VirtualClock } from '../../../simulator/clock/virtual-clock.js';

const SCAN_MICROS = 16_667;

/** The least of a controller: raw regions and key frames onto a picture, shown one scan after they are accepted. */
export class PictureHandler implements LinkHandler {
  readonly width: number;
  readonly height: number;
  /** The last accepted picture. */
  accepted: Uint8Array;
  /** What MODE is answered. */
  readonly stands: ModeStands = { wished: 255, mode: 0, capped: 0, seconds: false, intervalMillis: 0, brightness: 255 };
  /** Everything that happened, in order: `open`, `closed dead`, `restart`, `brightness 7` ... */
  readonly events: string[] = [];
  /** Judges each picture when it is accepted. */
  onAccepted: (frame: number, picture: Uint8Array) => void = () => {};
  link: DeviceLink | null = null;
  readonly #clock: VirtualClock;
  #drawing: Uint8Array;
  #frame = 0;
  #base = 0;
  #last = 0;
  #present = 0;
  #isRefused = true;
  #region = { x: 0, y: 0, width: 0, height: 0, length: 0, done: 0 };
  #generation = 0;
  #snapshots = 0;

  constructor(clock: VirtualClock, width: number, height: number) {
    this.#clock = clock;
    this.width = width;
    this.height = height;
    this.accepted = new Uint8Array(width * height * 2);
    this.#drawing = this.accepted.slice();
  }

  sessionOpened(): void {
    this.events.push('open');
    this.#last = 0;
  }

  sessionClosed(reason: SessionEnd, keepMicros: number): void {
    this.events.push(`closed ${reason}${reason === 'bye-keep' ? ` ${keepMicros}` : ''}`);
    this.#generation += 1;
    this.#isRefused = true;
  }

  display(packet: DisplayPacket, now: number): DisplayResult {
    const { bytes } = packet;
    const type = bytes[1]!;
    const at = HEADER_BYTES;
    const length = packet.length - PACKET_OVERHEAD;
    const isFirst = (bytes[0]! & FIRST) !== 0;
    const isLast = (bytes[0]! & LAST) !== 0;
    if (type === MessageType.frameBegin) {
      this.#frame = readU16(bytes, at + FrameBegin.frame);
      this.#base = readU16(bytes, at + FrameBegin.base);
      this.#present = readU48(bytes, at + FrameBegin.present);
      const isKey = (bytes[at + FrameBegin.flags]! & FRAME_KEY) !== 0;
      this.#isRefused = !isKey && this.#base !== this.#last;
      this.#drawing = this.accepted.slice();
      if (this.#isRefused) this.link?.frameRefused(this.#frame, DropReason.needKey, true);
    } else if (this.#isRefused) return DisplayResult.refused;
    else if (type === MessageType.region) this.#draw(isFirst, isLast, bytes, at, length);
    else if (type === MessageType.frameEnd) {
      this.#accept(now);
      return DisplayResult.ok;
    }
    return this.#isRefused ? DisplayResult.refused : DisplayResult.ok;
  }

  pixels(packet: DisplayPacket): DisplayResult {
    return this.display(packet, this.#clock.time);
  }

  displayRestart(): void {
    this.events.push('restart');
    this.#isRefused = true;
  }

  brightness(level: number): void {
    this.events.push(`brightness ${level}`);
  }

  mode(mode: number, seconds: boolean): void {
    this.stands.wished = mode;
    this.stands.seconds = seconds;
    this.events.push(`mode ${mode}${seconds ? ' seconds' : ''}`);
  }

  modeStands(into: ModeStands): void {
    Object.assign(into, this.stands);
  }

  posture(posture: number): void {
    this.events.push(`posture ${posture}`);
  }

  battery(percent: number): boolean {
    this.events.push(`battery ${percent}`);
    return percent <= 100;
  }

  charging(on: boolean): boolean {
    this.events.push(`charging ${on}`);
    return true;
  }

  heat(tenths: number): boolean {
    this.events.push(`heat ${tenths}`);
    return tenths < 1250;
  }

  night(from: number, until: number): boolean {
    this.events.push(`night ${from} ${until}`);
    return from < 1440 && until < 1440;
  }

  timeOfDay(epochMillis: number, zoneMinutes: number, at: number): void {
    this.events.push(`time ${epochMillis} ${zoneMinutes} ${at}`);
  }

  fault(error: unknown): void {
    throw error;
  }

  statistics(writer: StatisticsWriter): void {
    writer.put(1, 7);
    writer.put(16, 2 ** 40 + StatisticsEntry.bytes);
  }

  snapshot(changedOnly: boolean, snapshot: Snapshot, now: number): boolean {
    this.#snapshots += 1;
    this.events.push(`snapshot ${changedOnly}`);
    snapshot.id = this.#snapshots;
    snapshot.left = changedOnly ? 3 : 0;
    snapshot.top = changedOnly ? 2 : 0;
    snapshot.right = changedOnly ? this.width - 5 : this.width;
    snapshot.bottom = changedOnly ? this.height - 1 : this.height;
    snapshot.time = now;
    const { width, height } = this;
    snapshot.surface = { bytes: this.accepted.slice(), width, height, stride: width * 2 };
    return true;
  }

  #draw(isFirst: boolean, isLast: boolean, bytes: Uint8Array, at: number, length: number): void {
    let from = at;
    if (isFirst) {
      this.#region = {
        x: readU16(bytes, at + RegionHeader.x),
        y: readU16(bytes, at + RegionHeader.y),
        width: readU16(bytes, at + RegionHeader.width),
        height: readU16(bytes, at + RegionHeader.height),
        length: readU32(bytes, at + RegionHeader.length),
        done: 0,
      };
      from += RegionHeader.bytes;
    }
    const region = this.#region;
    for (; from < at + length; from++) {
      const column = region.done % (region.width * 2);
      const row = (region.done - column) / (region.width * 2);
      this.#drawing[(region.y + row) * this.width * 2 + region.x * 2 + column] = bytes[from]!;
      region.done += 1;
    }
    if (!isLast || region.done === region.length) return;
    this.#isRefused = true;
    this.link?.frameRefused(this.#frame, DropReason.invalid, false);
  }

  #accept(now: number): void {
    const frame = this.#frame;
    const generation = this.#generation;
    this.accepted = this.#drawing;
    this.#last = frame;
    this.onAccepted(frame, this.accepted);
    this.link?.frameAccepted(frame);
    this.#isRefused = true;
    const lit = Math.max(now, this.#present) + SCAN_MICROS;
    this.#clock.schedule(lit, () => {
      if (generation === this.#generation) this.link?.frameShown(frame, now, lit - 9000, lit - 5000, lit);
    });
  }
}
