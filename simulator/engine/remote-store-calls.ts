import { DIGEST_BYTES, PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../../firmware/platform/crypto.js';
import type { Platform } from '../../firmware/platform/platform.js';
import type { MessageReader } from './message-reader.js';
import type { MessageWriter } from './message-writer.js';
import { Ask, Call } from './messages.js';
import type { BytePipe } from './pipe.js';

/** What a firmware in another process calls for of flash and cryptography. */
export class RemoteStoreCalls {
  readonly #platform: Pick<Platform, 'flash' | 'crypto' | 'memory'>;
  readonly #key = new Uint8Array(PUBLIC_KEY_BYTES);
  readonly #signature = new Uint8Array(SIGNATURE_BYTES);
  #bytes = new Uint8Array(4096);
  /** In frame memory, as all that a kernel may be called with. */
  #written: Uint8Array = new Uint8Array(0);

  constructor(platform: Pick<Platform, 'flash' | 'crypto' | 'memory'>) {
    this.#platform = platform;
  }

  /** Throws `RangeError` on a call that there is not, `TypeError` where the platform has no such part. */
  obey(call: number, reader: MessageReader, writer: MessageWriter, pipe: BytePipe): void {
    const { flash, crypto } = this.#platform;
    if (call === Call.flashErase) flash!.erase(reader.number(), reader.number());
    else if (call === Call.flashWrite) this.#write(reader);
    else if (call === Call.hashBegin) crypto!.begin();
    else if (call === Call.hashUpdate) crypto!.update(this.#rest(reader), 0, this.#length);
    else if (call === Call.verify) this.#verify(reader);
    else {
      writer.begin(Ask.answer);
      if (call === Call.flashRead) this.#read(reader, writer);
      else if (call === Call.hashDigest) {
        crypto!.digest(this.#bytes, 0);
        writer.bytes(this.#bytes, 0, DIGEST_BYTES);
      } else if (call === Call.isGenuine) writer.byte(crypto!.isGenuine ? 1 : 0);
      else throw new RangeError(`no call ${call}`);
      writer.send(pipe);
    }
  }

  /** How many bytes `#rest` has found. */
  #length = 0;

  #rest(reader: MessageReader): Uint8Array {
    this.#length = reader.left;
    this.#hold(this.#length);
    reader.bytes(this.#bytes, 0, this.#length);
    return this.#bytes;
  }

  #write(reader: MessageReader): void {
    const at = reader.number();
    const count = reader.left;
    // The flash reads what it is given until it is done, and makes one change at a time.
    if (this.#written.length < count) this.#written = this.#platform.memory.allocate(count);
    reader.bytes(this.#written, 0, count);
    this.#platform.flash!.write(at, this.#written, 0, count);
  }

  #read(reader: MessageReader, writer: MessageWriter): void {
    const at = reader.number();
    const count = reader.number();
    this.#hold(count);
    this.#platform.flash!.read(at, this.#bytes, 0, count);
    writer.bytes(this.#bytes, 0, count);
  }

  #verify(reader: MessageReader): void {
    reader.bytes(this.#key, 0, PUBLIC_KEY_BYTES);
    reader.bytes(this.#signature, 0, SIGNATURE_BYTES);
    this.#platform.crypto!.verify(this.#key, 0, this.#signature, 0);
  }

  #hold(count: number): void {
    if (this.#bytes.length < count) this.#bytes = new Uint8Array(count);
  }
}
