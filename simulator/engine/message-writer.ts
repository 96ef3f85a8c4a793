import type { BytePipe } from './pipe.js';

/** Bytes before a message's fields: the length of what follows these four, then the kind. */
export const HEAD_BYTES = 5;

/** Where buffers come from. */
export type Allocate = (bytes: number) => Uint8Array;

/** Puts messages together and sends them in one go. Numbers are little-endian. Uses neither Node nor the web. */
export class MessageWriter {
  readonly #allocate: Allocate;
  #bytes: Uint8Array;
  #view: DataView;
  #start = 0;
  #end = 0;

  constructor(allocate: Allocate = (bytes) => new Uint8Array(bytes)) {
    this.#allocate = allocate;
    this.#bytes = allocate(4096);
    this.#view = viewOf(this.#bytes);
  }

  /** A message of this kind begins; its fields follow. */
  begin(kind: number): void {
    this.#finish();
    this.#start = this.#end;
    this.#room(HEAD_BYTES);
    this.#bytes[this.#end + 4] = kind;
    this.#end += HEAD_BYTES;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#end] = value;
    this.#end += 1;
  }

  /** Any number, `Infinity` too. */
  number(value: number): void {
    this.#room(8);
    this.#view.setFloat64(this.#end, value, true);
    this.#end += 8;
  }

  bytes(from: Uint8Array, at: number, length: number): void {
    this.#room(length);
    this.#bytes.set(from.subarray(at, at + length), this.#end);
    this.#end += length;
  }

  /** Its length, then its UTF-16 units. */
  text(value: string): void {
    this.number(value.length);
    this.#room(2 * value.length);
    for (let at = 0; at < value.length; at += 1, this.#end += 2)
      this.#view.setUint16(this.#end, value.charCodeAt(at), true);
  }

  send(pipe: BytePipe): void {
    this.#finish();
    pipe.write(this.#bytes, 0, this.#end);
    this.#start = this.#end = 0;
  }

  #finish(): void {
    if (this.#end > this.#start) this.#view.setUint32(this.#start, this.#end - this.#start - 4, true);
  }

  #room(length: number): void {
    if (this.#end + length <= this.#bytes.length) return;
    const larger = this.#allocate(Math.max(2 * this.#bytes.length, this.#end + length));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
    this.#view = viewOf(larger);
  }
}

export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
