import { createHash, createPublicKey, createVerify, type Hash, type Verify } from 'node:crypto';
import { type Crypto, PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../../firmware/platform/crypto.js';
import { EventKind, type EventSink } from '../../firmware/platform/events.js';
import type { VirtualClock } from '../clock/virtual-clock.js';

/** ECDSA on P-256 without hardware for it takes a controller about so long. */
const VERIFY_MICROS = 120_000;

/** Node's hashes and signatures, in virtual time. */
export class VirtualCrypto implements Crypto {
  readonly #clock: VirtualClock;
  #sink: EventSink | undefined;
  #hash: Hash | undefined;
  #verify: Verify | undefined;
  isGenuine = false;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
  }

  begin(): void {
    this.#hash = createHash('sha256');
    this.#verify = createVerify('sha256');
  }

  update(from: Uint8Array, fromAt: number, count: number): void {
    const part = from.subarray(fromAt, fromAt + count);
    if (this.#hash === undefined || part.length !== count) throw new Error('there is no message, or no such bytes');
    this.#hash.update(part);
    this.#verify!.update(part);
  }

  digest(into: Uint8Array, intoAt: number): void {
    if (this.#hash === undefined) throw new Error('there is no message');
    into.set(this.#hash.digest(), intoAt);
    this.#hash = undefined;
  }

  verify(key: Uint8Array, keyAt: number, signature: Uint8Array, signatureAt: number): void {
    if (this.#hash === undefined) throw new Error('there is no message');
    this.#hash = undefined;
    const point = Buffer.from(key.subarray(keyAt, keyAt + PUBLIC_KEY_BYTES));
    const signed = Buffer.from(signature.subarray(signatureAt, signatureAt + SIGNATURE_BYTES));
    const isGenuine = isVerified(this.#verify!, point, signed);
    this.#clock.schedule(this.#clock.time + VERIFY_MICROS, () => {
      this.isGenuine = isGenuine;
      this.#sink?.note(EventKind.verified, Math.ceil(this.#clock.time));
    });
  }
}

/** A point that is not on the curve is nobody's key. */
function isVerified(verify: Verify, point: Buffer, signature: Buffer): boolean {
  try {
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
    return point[0] === 4 && verify.verify({ key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}
