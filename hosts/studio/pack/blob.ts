import type { BlobKind, PackCodec } from '../../../firmware/packs/layout.js';

/** One part of a pack, ready to be written: what its entry in the table says of it, and its bytes. */
export interface Blob {
  readonly kind: BlobKind;
  readonly codec: PackCodec;
  /** Frames of an animation; 0 of all others. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Little-endian integers, written into bytes. */
export function writer(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Parts one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
