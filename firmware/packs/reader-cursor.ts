import type { PackBytes } from './pack-bytes.js';

const BUFFER_BYTES = 512;

/** Reads numbers of a pack through a small buffer. Outside the pack everything is 0, so that no bytes can lead it astray. */
export class PackCursor {
  readonly pack: PackBytes;
  readonly length: number;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  /** For who reads a record in one go: `hold` says where in it. Little-endian, as the file and every processor here. */
  readonly words = new Uint16Array(this.#buffer.buffer);
  #from = 0;
  #until = 0;

  constructor(pack: PackBytes) {
    this.pack = pack;
    this.length = pack.length;
  }

  u8(at: number): number {
    if (at < this.#from || at >= this.#until) {
      if (at < 0 || at >= this.length) return 0;
      const count = Math.min(BUFFER_BYTES, this.length - at);
      this.pack.read(at, this.#buffer, 0, count);
      this.#from = at;
      this.#until = at + count;
    }
    return this.#buffer[at - this.#from]!;
  }

  /** Brings `count` bytes (at most 512) from `at` on into `words`; answers which is the first. */
  hold(at: number, count: number): number {
    const before = at - this.#from;
    // Only what lies an even number of bytes behind the first one there is whole words.
    if (before >= 0 && at + count <= this.#until && (before & 1) === 0) return before >> 1;
    const left = at >= 0 && at < this.length ? this.length - at : 0;
    const bytes = left < BUFFER_BYTES ? left : BUFFER_BYTES;
    if (bytes > 0) this.pack.read(at, this.#buffer, 0, bytes);
    if (bytes < BUFFER_BYTES) this.#buffer.fill(0, bytes);
    this.#from = at;
    // Zeros from before the file on are no part of it.
    this.#until = at < 0 ? at : at + BUFFER_BYTES;
    return 0;
  }

  u16(at: number): number {
    return this.u8(at) | (this.u8(at + 1) << 8);
  }

  i16(at: number): number {
    return (this.u16(at) << 16) >> 16;
  }

  u32(at: number): number {
    return this.u16(at) + this.u16(at + 2) * 65_536;
  }

  /** A colour, whose high byte comes first. */
  colour(at: number): number {
    return (this.u8(at) << 8) | this.u8(at + 1);
  }

  /** Whether all bytes from `from` to `until` are zero. */
  isZero(from: number, until: number): boolean {
    for (let at = from; at < until; at += 1) if (this.u8(at) !== 0) return false;
    return true;
  }
}
