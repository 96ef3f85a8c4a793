import {
  Direction,
  HEADER_BYTES,
  isSealed,
  LARGEST_PACKET,
  PACKET_OVERHEAD,
  PACKET_VERSION,
  readU16,
} from '../../firmware/link/packet.js';
import { hostCrc32 } from './crc32.js';

/** A packet from the device; `payload` is good during the call only. */
export interface ReceivedPacket {
  readonly type: number;
  readonly sequence: number;
  readonly session: number;
  readonly payload: Uint8Array;
}

/** Finds the device's packets in bytes cut anywhere. Whatever else is on the line is counted and skipped. */
export class PacketReader {
  packetsGood = 0;
  packetsBad = 0;
  readonly #packet = new Uint8Array(LARGEST_PACKET);
  readonly #onPacket: (packet: ReceivedPacket) => void;
  #length = 0;
  /** Bytes left of the open COBS block. */
  #left = 0;
  /** A zero is due before the next block. */
  #zeroDue = false;
  #isBroken = false;

  constructor(onPacket: (packet: ReceivedPacket) => void) {
    this.#onPacket = onPacket;
  }

  read(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === 0) this.#end();
      else if (this.#left > 0) {
        this.#left -= 1;
        this.#put(byte);
      } else {
        if (this.#zeroDue) this.#put(0);
        this.#left = byte - 1;
        this.#zeroDue = byte !== 255;
      }
    }
  }

  #put(byte: number): void {
    if (this.#length === LARGEST_PACKET) this.#isBroken = true;
    else this.#packet[this.#length++] = byte;
  }

  #end(): void {
    const length = this.#length;
    const isWhole = !this.#isBroken && this.#left === 0;
    const isEmpty = length === 0 && isWhole;
    this.#length = 0;
    this.#left = 0;
    this.#zeroDue = false;
    this.#isBroken = false;
    if (isEmpty) return;
    const packet = this.#packet;
    if (!isWhole || packet[0]! >> 5 !== PACKET_VERSION || !isSealed(hostCrc32, packet, 0, length)) {
      this.packetsBad += 1;
      return;
    }
    if (((packet[0]! >> 4) & 1) !== Direction.toHost) return;
    this.packetsGood += 1;
    this.#onPacket({
      type: packet[1]!,
      sequence: readU16(packet, 2),
      session: readU16(packet, 4),
      payload: packet.subarray(HEADER_BYTES, length - PACKET_OVERHEAD + HEADER_BYTES),
    });
  }
}
