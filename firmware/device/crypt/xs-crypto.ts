import { type Crypto, PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../../platform/crypto.js';
import { EventKind, type EventSink } from '../../platform/events.js';
import { isSigned } from './p256.js';
import { Digest } from './sdk.js';

/** When and how a signature is checked. */
export interface XsCryptoParts {
  /** The platform's time, integer microseconds. */
  now(): number;
  /** Calls `act` once, soon, and not before it has answered: `Timer.set` of the SDK. */
  later(act: () => void): void;
}

/** Hashes and signatures of the Moddable SDK. Checking one holds up everything else, so it has a turn of the engine to itself. */
export class XsCrypto implements Crypto {
  readonly #parts: XsCryptoParts;
  readonly #hash = new Digest('SHA256');
  readonly #key = new Uint8Array(PUBLIC_KEY_BYTES);
  readonly #signature = new Uint8Array(SIGNATURE_BYTES);
  #sink: EventSink | undefined;
  #isOpen = false;
  /** Of the message whose signature is being checked. */
  #digest: ArrayBuffer | undefined;
  isGenuine = false;

  constructor(parts: XsCryptoParts) {
    this.#parts = parts;
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
  }

  begin(): void {
    this.#hash.reset();
    this.#isOpen = true;
  }

  update(from: Uint8Array, fromAt: number, count: number): void {
    const part = from.subarray(fromAt, fromAt + count);
    if (!this.#isOpen || part.length !== count) throw new Error('there is no message, or no such bytes');
    this.#hash.write(part);
  }

  digest(into: Uint8Array, intoAt: number): void {
    into.set(new Uint8Array(this.#close()), intoAt);
  }

  verify(key: Uint8Array, keyAt: number, signature: Uint8Array, signatureAt: number): void {
    if (this.#digest !== undefined) throw new Error('a signature is being checked');
    const point = key.subarray(keyAt, keyAt + PUBLIC_KEY_BYTES);
    const signed = signature.subarray(signatureAt, signatureAt + SIGNATURE_BYTES);
    if (point.length !== PUBLIC_KEY_BYTES || signed.length !== SIGNATURE_BYTES)
      throw new Error('there are no such bytes');
    const digest = this.#close();
    this.#key.set(point);
    this.#signature.set(signed);
    this.#digest = digest;
    this.#parts.later(this.#check);
  }

  #close(): ArrayBuffer {
    if (!this.#isOpen) throw new Error('there is no message');
    this.#isOpen = false;
    return this.#hash.close();
  }

  readonly #check = (): void => {
    const digest = this.#digest!;
    this.#digest = undefined;
    this.isGenuine = false;
    try {
      this.isGenuine = isSigned(digest, this.#key, this.#signature);
    } finally {
      // What cannot be checked, for want of memory say, is not genuine, and who waits is told.
      this.#sink?.note(EventKind.verified, this.#parts.now());
    }
  };
}
