import type { Kernels } from '../platform/kernels.js';
import { checkBytes, checkState, meet, overlap } from './bounds.js';

const CRC_BYTES = 4;

/**
 * Seals packets that are built in one buffer and stuffs them into others: a buffer is measured when it is new, and not again
 * for every packet. `CheckedKernels` makes it.
 */
export class Stuffer {
  /** The packet being built; and the same as words of 16 bits. */
  readonly bytes: Uint8Array;
  readonly words: Uint16Array;
  readonly #raw: Kernels;
  readonly #view: DataView;
  /** Bytes of the longest packet, but for its CRC. */
  readonly #most: number;
  #to: Uint8Array | undefined;

  /** `bytes` is 2-aligned. Throws `RangeError`. */
  constructor(raw: Kernels, bytes: Uint8Array) {
    checkState(bytes, 0, 0, 2, 'stuff: from');
    this.bytes = bytes;
    this.words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    this.#raw = raw;
    this.#most = bytes.length - CRC_BYTES;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Puts their CRC-32 behind the first `length` bytes and stuffs all of it into `to[at...]`; answers how many bytes that took. */
  stuff(length: number, to: Uint8Array, at: number): number {
    const bytes = this.bytes;
    // The most that it can take, or a little more.
    const end = at + length + (length >> 7) + 8;
    if (length > this.#most || length >>> 0 !== length || to !== this.#to || at >>> 0 !== at || end > to.length) {
      this.#measure(length, to, at);
    }
    const raw = this.#raw;
    this.#view.setUint32(length, raw.crc32(0, bytes, 0, length), true);
    return raw.stuff(bytes, 0, length + CRC_BYTES, to, at);
  }

  #measure(length: number, to: Uint8Array, at: number): void {
    const { bytes } = this;
    checkBytes(bytes, 0, length, 'stuff: from');
    const sealed = length + CRC_BYTES;
    checkBytes(bytes, 0, sealed, 'stuff: from');
    checkBytes(to, at, sealed + Math.ceil(sealed / 254) + 2, 'stuff: to');
    if (meet(to, 0, 0, to.length, 1, bytes, 0, 0, bytes.length, 1)) overlap('stuff: to and from');
    this.#to = to;
  }
}
