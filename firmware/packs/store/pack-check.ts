import { PACK_UNSIGNED, PackReason } from '../../link/pack-messages.js';
import { type Crypto, DIGEST_BYTES } from '../../platform/crypto.js';
import { checkStructure } from '../check-structure.js';
import { KEY_ID_BYTES, PackEntry, PackHeader, PackTrailer } from '../layout.js';
import { PackFault } from '../pack-fault.js';
import { openPack } from '../reader.js';
import { type PackBlob, type PackTarget, tableEnd } from '../reader-table.js';
import type { FlashPack } from './flash-pack.js';

/** What decides whom a pack may be from. */
export interface Trust {
  /** Public keys, 65 bytes each. */
  readonly keys: readonly Uint8Array[];
  readonly allowsUnsigned: boolean;
}

/** What is being hashed, or that the platform checks a signature. */
type Phase = 'file' | 'table' | 'verifying' | 'blob' | 'over';

/**
 * Checks a file that lies in flash before it becomes a pack: that it is what was announced, that it can be read and played,
 * who signed it, and that its blobs are what the signed table says. A buffer's worth at a time.
 */
export class PackCheck {
  /** Of `PackReason`; decided when `isOver`. */
  reason: number = PackReason.none;
  isUnsigned = false;
  faces = 0;
  /** Bytes read so far; the whole file first, then its table and blobs. */
  done = 0;
  readonly #crypto: Crypto;
  readonly #target: PackTarget;
  readonly #buffer: Uint8Array;
  readonly #digest = new Uint8Array(DIGEST_BYTES);
  #phase: Phase = 'over';
  #pack: FlashPack | undefined;
  #trust: Trust = { keys: [], allowsUnsigned: false };
  #flags = 0;
  #signer: Uint8Array | undefined;
  #blobs: readonly PackBlob[] = [];
  #blob = 0;
  #at = 0;
  #end = 0;

  /** `buffer` is used from `begin` until it is over. */
  constructor(crypto: Crypto, target: PackTarget, buffer: Uint8Array) {
    this.#crypto = crypto;
    this.#target = target;
    this.#buffer = buffer;
  }

  get isOver(): boolean {
    return this.#phase === 'over';
  }

  /** Whether it has something to do by itself. */
  get isDue(): boolean {
    return this.#phase !== 'over' && this.#phase !== 'verifying';
  }

  /** `flags` are those of PACK_BEGIN. */
  begin(pack: FlashPack, flags: number, trust: Trust): void {
    this.#pack = pack;
    this.#flags = flags;
    this.#trust = trust;
    this.done = 0;
    this.#hash('file', 0, pack.length);
  }

  /** Nobody wants to know any more. */
  abandon(): void {
    this.#phase = 'over';
  }

  /** Reads one more buffer's worth, and judges where that was the last of something. */
  step(): void {
    const pack = this.#pack!;
    const count = Math.min(this.#buffer.length, this.#end - this.#at);
    pack.read(this.#at, this.#buffer, 0, count);
    this.#crypto.update(this.#buffer, 0, count);
    this.#at += count;
    this.done += count;
    if (this.#at < this.#end) return;
    if (this.#phase === 'file') this.#fileRead(pack);
    else if (this.#phase === 'table') this.#tableRead(pack);
    else this.#blobRead(pack);
  }

  /** The platform has checked the signature. */
  verified(): void {
    if (this.#phase !== 'verifying') return;
    if (this.#crypto.isGenuine) this.#hashBlob(0);
    else this.#finish(PackReason.signature);
  }

  #fileRead(pack: FlashPack): void {
    this.#crypto.digest(this.#digest, 0);
    if (!isSame(this.#digest, pack.digest, DIGEST_BYTES)) {
      this.#finish(PackReason.digest);
      return;
    }
    const fault = checkStructure(pack, this.#target);
    if (fault !== PackFault.none) {
      this.#finish(PackReason.structure + fault);
      return;
    }
    const { blobs, manifest } = openPack(pack, this.#target);
    this.#blobs = blobs;
    this.faces = manifest.faces;
    pack.read(pack.length - PackTrailer.bytes, this.#buffer, 0, PackTrailer.bytes);
    this.isUnsigned = this.#buffer.subarray(0, PackTrailer.bytes).every((byte) => byte === 0);
    if (!this.isUnsigned) {
      this.#signer = this.#findSigner();
      if (this.#signer === undefined) this.#finish(PackReason.unknownKey);
      else this.#hash('table', 0, signedBytes(pack, this.#buffer));
    } else if ((this.#flags & PACK_UNSIGNED) === 0) this.#finish(PackReason.unsigned);
    else if (!this.#trust.allowsUnsigned) this.#finish(PackReason.unsignedNotAllowed);
    else this.#hashBlob(0);
  }

  /** All that is signed was hashed. */
  #tableRead(pack: FlashPack): void {
    pack.read(pack.length - PackTrailer.bytes, this.#buffer, 0, PackTrailer.bytes);
    this.#phase = 'verifying';
    this.#crypto.verify(this.#signer!, 0, this.#buffer, PackTrailer.signature);
  }

  #blobRead(pack: FlashPack): void {
    this.#crypto.digest(this.#digest, 0);
    const entry = PackHeader.bytes + this.#blob * PackEntry.bytes;
    pack.read(entry + PackEntry.digest, this.#buffer, 0, DIGEST_BYTES);
    if (isSame(this.#digest, this.#buffer, DIGEST_BYTES)) this.#hashBlob(this.#blob + 1);
    else this.#finish(PackReason.structure + PackFault.digest);
  }

  #hashBlob(index: number): void {
    const blob = this.#blobs[index];
    this.#blob = index;
    if (blob === undefined) this.#finish(PackReason.none);
    else this.#hash('blob', blob.offset, blob.length);
  }

  #hash(phase: Phase, at: number, length: number): void {
    this.#phase = phase;
    this.#at = at;
    this.#end = at + length;
    this.#crypto.begin();
  }

  #finish(reason: number): void {
    this.reason = reason;
    this.#phase = 'over';
  }

  /** The trusted key whose id is in the buffer, where the trailer's first bytes are. */
  #findSigner(): Uint8Array | undefined {
    for (const key of this.#trust.keys) {
      this.#crypto.begin();
      this.#crypto.update(key, 0, key.length);
      this.#crypto.digest(this.#digest, 0);
      if (isSame(this.#digest, this.#buffer, KEY_ID_BYTES)) return key;
    }
    return undefined;
  }
}

/** Head and table are signed. */
function signedBytes(pack: FlashPack, buffer: Uint8Array): number {
  pack.read(PackHeader.entries, buffer, 0, 2);
  return tableEnd(buffer[0]! | (buffer[1]! << 8));
}

function isSame(a: Uint8Array, b: Uint8Array, count: number): boolean {
  for (let at = 0; at < count; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
