import type { Crypto } from '../../firmware/platform/crypto.js';
import type { Flash } from '../../firmware/platform/flash.js';
import type { Kernels } from '../../firmware/platform/kernels.js';
import { type TranscriptInput, type TranscriptOutput, toHex } from './transcript.js';

/** Writes down what is asked of flash, and passes it on. What is read follows from what was written: it begins blank. */
export function transcribingFlash(
  flash: Flash,
  kernels: Kernels,
  now: () => number,
  outputs: TranscriptOutput[],
): Flash {
  return {
    bytes: flash.bytes,
    read: (at, into, intoAt, count) => flash.read(at, into, intoAt, count),
    erase: (at, count) => {
      outputs.push([now(), 'erase', at, count]);
      flash.erase(at, count);
    },
    write: (at, from, fromAt, count) => {
      outputs.push([now(), 'program', at, count, kernels.crc32(0, from, fromAt, count)]);
      flash.write(at, from, fromAt, count);
    },
  };
}

/** Writes down what a platform finds of hashes and signatures. */
export function transcribingCrypto(crypto: Crypto, now: () => number, inputs: TranscriptInput[]): Crypto {
  return {
    begin: () => crypto.begin(),
    update: (from, fromAt, count) => crypto.update(from, fromAt, count),
    digest: (into, intoAt) => {
      crypto.digest(into, intoAt);
      inputs.push([now(), 'digest', toHex(into, intoAt, 32)]);
    },
    verify: (key, keyAt, signature, signatureAt) => crypto.verify(key, keyAt, signature, signatureAt),
    get isGenuine() {
      return crypto.isGenuine;
    },
  };
}
