import { type Crypto, DIGEST_BYTES, PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../../../firmware/platform/crypto.js';
import type { Flash } from '../../../firmware/platform/flash.js';
import type { MessageReader } from '../message-reader.js';
import type { MessageWriter } from '../message-writer.js';
import { Call } from '../messages.js';

/** What of a pipe's platform is needed here: messages, and the wait for an answer. */
export interface Asking {
  readonly writer: MessageWriter;
  readonly reader: MessageReader;
  awaitAnswer(): void;
}

/** The simulator's flash of so many bytes. */
export function pipeFlash({ writer, reader, awaitAnswer }: Asking, bytes: number): Flash {
  return {
    bytes,
    read(at, into, intoAt, count) {
      writer.begin(Call.flashRead);
      writer.number(at);
      writer.number(count);
      awaitAnswer();
      reader.bytes(into, intoAt, count);
    },
    erase(at, count) {
      writer.begin(Call.flashErase);
      writer.number(at);
      writer.number(count);
    },
    write(at, from, fromAt, count) {
      writer.begin(Call.flashWrite);
      writer.number(at);
      writer.bytes(from, fromAt, count);
    },
  };
}

/** The simulator's cryptography. */
export function pipeCrypto({ writer, reader, awaitAnswer }: Asking): Crypto {
  return {
    begin: () => writer.begin(Call.hashBegin),
    update(from, fromAt, count) {
      writer.begin(Call.hashUpdate);
      writer.bytes(from, fromAt, count);
    },
    digest(into, intoAt) {
      writer.begin(Call.hashDigest);
      awaitAnswer();
      reader.bytes(into, intoAt, DIGEST_BYTES);
    },
    verify(key, keyAt, signature, signatureAt) {
      writer.begin(Call.verify);
      writer.bytes(key, keyAt, PUBLIC_KEY_BYTES);
      writer.bytes(signature, signatureAt, SIGNATURE_BYTES);
    },
    get isGenuine() {
      writer.begin(Call.isGenuine);
      awaitAnswer();
      return reader.byte() !== 0;
    },
  };
}
