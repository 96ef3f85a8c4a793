import { crc32 } from '../../../firmware/kernels/reference/crc32.js';
import { cookieFor } from '../../../firmware/link/greeting.js';
import {
  Brightness,
  Bye,
  Codec,
  DisplayRestart,
  Fill,
  FRAME_DELTA,
  FRAME_KEY,
  FrameBegin,
  FrameEnd,
  Hello,
  MessageType,
  nextFrame,
  PROTOCOL,
  RegionHeader,
  Screenshot,
} from '../../../firmware/link/messages.js';
import {
  Direction,
  FIRST,
  HEADER_BYTES,
  LARGEST_PACKET,
  LARGEST_PAYLOAD,
  LAST,
  leadByte,
  PacketClass,
  seal,
  stuff,
  stuffedBytes,
  WHOLE,
  writeHeader,
  writeU16,
  writeU32,
} from '../../../firmware/link/packet.js';
import type { PlainPlatform } from './plain-platform.js';

const NONCE = 0x1234567;
/** A packet of 1 KiB takes so long at 0.8 MB/s. */
const PACKET_MICROS = 1300;

/** The other end of the line: each packet comes by itself, in a step of its own. The line loses nothing, so it never listens. */
export class PlainHost {
  /** Payload of the packet being built. */
  readonly #packet = new Uint8Array(LARGEST_PACKET);
  readonly #line = new Uint8Array(stuffedBytes(LARGEST_PACKET));
  readonly #platform: PlainPlatform;
  #session = 0;
  #sequence = 0;
  #frame = 0;
  #epoch = 0;
  #greetings = 0;
  packets = 0;

  constructor(platform: PlainPlatform) {
    this.#platform = platform;
  }

  greet(): void {
    const nonce = NONCE + this.#greetings;
    this.#greetings += 1;
    this.#sequence = 0;
    this.#epoch = 0;
    this.#u32(Hello.nonce, nonce);
    this.#byte(Hello.lowest, PROTOCOL);
    this.#byte(Hello.highest, PROTOCOL);
    this.send(MessageType.hello, PacketClass.control, WHOLE, Hello.tlvs);
    this.#session = cookieFor(nonce, this.#greetings, this.#session);
  }

  bye(): void {
    for (let at = 0; at < Bye.bytes; at += 1) this.#byte(at, 0);
    this.send(MessageType.bye, PacketClass.control, WHOLE, Bye.bytes);
  }

  ping(): void {
    this.send(MessageType.ping, PacketClass.control, WHOLE, 0);
  }

  brightness(level: number): void {
    this.#byte(Brightness.level, level);
    this.send(MessageType.brightness, PacketClass.control, WHOLE, Brightness.bytes);
  }

  screenshot(): void {
    this.#byte(Screenshot.flags, 0);
    this.send(MessageType.screenshot, PacketClass.control, WHOLE, Screenshot.bytes);
  }

  /** Whatever of a frame was lost is given up. */
  restart(): void {
    this.#epoch += 1;
    for (let at = 0; at < DisplayRestart.bytes; at += 1) this.#byte(at, 0);
    this.#byte(DisplayRestart.epoch, this.#epoch);
    this.#u16(DisplayRestart.next, this.#sequence);
    this.send(MessageType.displayRestart, PacketClass.control, WHOLE, DisplayRestart.bytes);
  }

  /** A frame that fills one region. */
  fillFrame(isKey: boolean, left: number, top: number, width: number, height: number, colour: number): void {
    this.#begin(isKey);
    this.#region(Fill, left, top, width, height);
    this.#byte(Fill.colour, colour >> 8);
    this.#byte(Fill.colour + 1, colour);
    this.#display(MessageType.fill, WHOLE, Fill.bytes);
    this.#end();
  }

  /** A frame of one region in as many packets of 1 KiB as its data fill, and one more. */
  regionFrame(left: number, top: number, width: number, height: number, codec: number, ink: number): void {
    this.#begin(false);
    this.#region(RegionHeader, left, top, width, height);
    this.#byte(RegionHeader.codec, codec);
    const total = codec === Codec.raw ? width * height * 2 : ((width * height) / 8) * 17;
    this.#u32(RegionHeader.length, total);
    let done = 0;
    let at: number = RegionHeader.bytes;
    while (done < total) {
      const isFirst = done === 0;
      while (done < total && at < LARGEST_PAYLOAD) {
        // PX565's literals: FF, and eight pixels raw.
        this.#byte(at, codec === Codec.px565 && done % 17 === 0 ? 0xff : ink + (done & 15));
        at += 1;
        done += 1;
      }
      this.#display(MessageType.region, (isFirst ? FIRST : 0) | (done === total ? LAST : 0), at);
      at = 0;
    }
    this.#end();
  }

  /** Sends `length` bytes of payload that were written, and gives the line its time. */
  send(type: number, packetClass: number, flags: number, length: number): void {
    const lead = leadByte(Direction.toDevice, packetClass, flags);
    const sequence = packetClass === PacketClass.control ? 1 : this.#sequence;
    writeHeader(this.#packet, 0, lead, type, sequence, this.#session);
    const sealed = seal({ crc32 }, this.#packet, 0, HEADER_BYTES + length);
    const stuffed = stuff(this.#packet, 0, sealed, this.#line, 0);
    this.packets += 1;
    this.#platform.receive(this.#line.subarray(0, stuffed));
    this.#platform.runUntil(this.#platform.time + PACKET_MICROS);
  }

  #display(type: number, flags: number, length: number): void {
    this.send(type, PacketClass.display, flags, length);
    this.#sequence = (this.#sequence + 1) & 0xffff;
  }

  #begin(isKey: boolean): void {
    const base = isKey ? 0 : this.#frame;
    this.#frame = nextFrame(this.#frame);
    for (let at = 0; at < FrameBegin.bytes; at += 1) this.#byte(at, 0);
    this.#u16(FrameBegin.frame, this.#frame);
    this.#u16(FrameBegin.base, base);
    this.#byte(FrameBegin.flags, isKey ? FRAME_KEY : FRAME_DELTA);
    this.#display(MessageType.frameBegin, WHOLE, FrameBegin.bytes);
  }

  #end(): void {
    for (let at = 0; at < FrameEnd.bytes; at += 1) this.#byte(at, 0);
    this.#u16(FrameEnd.frame, this.#frame);
    this.#display(MessageType.frameEnd, WHOLE, FrameEnd.bytes);
  }

  #region(layout: typeof Fill | typeof RegionHeader, left: number, top: number, width: number, height: number): void {
    this.#u16(layout.x, left);
    this.#u16(layout.y, top);
    this.#u16(layout.width, width);
    this.#u16(layout.height, height);
  }

  #byte(at: number, value: number): void {
    this.#packet[HEADER_BYTES + at] = value;
  }

  #u16(at: number, value: number): void {
    writeU16(this.#packet, HEADER_BYTES + at, value);
  }

  #u32(at: number, value: number): void {
    writeU32(this.#packet, HEADER_BYTES + at, value);
  }
}
