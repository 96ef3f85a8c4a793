import { type Allocate, HEAD_BYTES, viewOf } from './message-writer.js';
import type { BytePipe } from './pipe.js';

/** The most a message holds: a picture with all its windows fits many times. */
const MOST_BYTES = 1 << 26;

/** Reads messages field by field, as `MessageWriter` put them together. Uses neither Node nor the web. */
export class MessageReader {
  readonly #allocate: Allocate;
  #bytes: Uint8Array;
  #view: DataView;
  #at = 0;
  #end = 0;

  constructor(allocate: Allocate = (bytes) => new Uint8Array(bytes)) {
    this.#allocate = allocate;
    this.#bytes = allocate(4096);
    this.#view = viewOf(this.#bytes);
  }

  /** Waits for the next message; answers its kind, -1 where the other end has gone. Throws `RangeError` on what is no message. */
  receive(pipe: BytePipe): number {
    if (!pipe.read(this.#bytes, 0, HEAD_BYTES)) return -1;
    const length = this.#view.getUint32(0, true);
    if (length < 1 || length > MOST_BYTES) throw new RangeError(`a message of ${length} bytes`);
    const kind = this.#bytes[4]!;
    this.#at = 0;
    this.#end = length - 1;
    if (this.#end > this.#bytes.length) {
      this.#bytes = this.#allocate(2 * this.#end);
      this.#view = viewOf(this.#bytes);
    }
    return pipe.read(this.#bytes, 0, this.#end) ? kind : -1;
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!;
  }

  number(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  text(): string {
    const length = this.number();
    let text = '';
    for (let at = this.#take(2 * length); text.length < length; at += 2)
      text += String.fromCharCode(this.#view.getUint16(at, true));
    return text;
  }

  /** Copies the next bytes into `into`. */
  bytes(into: Uint8Array, at: number, length: number): void {
    const from = this.#take(length);
    into.set(this.#bytes.subarray(from, from + length), at);
  }

  /** Bytes not yet read. */
  get left(): number {
    return this.#end - this.#at;
  }

  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#end) throw new RangeError('a message ends too early');
    this.#at = at + length;
    return at;
  }
}
