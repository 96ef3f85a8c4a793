import { Codec, MessageType, RegionHeader } from '../firmware/link/messages.js';
import { Direction, FIRST, HEADER_BYTES, PACKET_VERSION, PacketClass, readU32 } from '../firmware/link/packet.js';

const enough = HEADER_BYTES + RegionHeader.bytes;

/**
 * Overhears what a host sends and sums up the bytes of REGIONs by codec. Only the head of each packet is unstuffed, and
 * nothing is checked: it is for a figure on the page, and the line may be noisy.
 */
export class CodecEar {
  readonly #counts: { raw: number; px565: number };
  readonly #head = new Uint8Array(enough);
  #length = 0;
  /** Bytes left of the open COBS block, and whether a zero is due before the next. */
  #left = 0;
  #isZeroDue = false;

  /** Adds to `counts`. */
  constructor(counts: { raw: number; px565: number }) {
    this.#counts = counts;
  }

  hear(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === 0) {
        this.#length = 0;
        this.#left = 0;
        this.#isZeroDue = false;
      } else if (this.#length === enough) continue;
      else if (this.#left > 0) {
        this.#left -= 1;
        this.#put(byte);
      } else {
        if (this.#isZeroDue) this.#put(0);
        this.#left = byte - 1;
        this.#isZeroDue = byte !== 255;
      }
    }
  }

  #put(byte: number): void {
    if (this.#length === enough) return;
    this.#head[this.#length++] = byte;
    if (this.#length === enough) this.#count();
  }

  #count(): void {
    const head = this.#head;
    const lead = (PACKET_VERSION << 5) | (Direction.toDevice << 4) | (PacketClass.display << 2) | FIRST;
    if ((head[0]! & ~1) !== lead || head[1] !== MessageType.region) return;
    const length = readU32(head, HEADER_BYTES + RegionHeader.length);
    if (head[HEADER_BYTES + RegionHeader.codec] === Codec.px565) this.#counts.px565 += length;
    else this.#counts.raw += length;
  }
}
