/** Bytes of a public key on P-256: the uncompressed point, 04, x, y. */
export const PUBLIC_KEY_BYTES = 65;
/** Bytes of an ECDSA signature: r, then s. */
export const SIGNATURE_BYTES = 64;
export const DIGEST_BYTES = 32;

/** SHA-256 and ECDSA on P-256 as the platform has them: the firmware has no cryptography of its own. One message at a time. */
export interface Crypto {
  /** A message begins; one that was open is forgotten. */
  begin(): void;
  /** It goes on. */
  update(from: Uint8Array, fromAt: number, count: number): void;
  /** It ends: writes its SHA-256. */
  digest(into: Uint8Array, intoAt: number): void;
  /** It ends: checks its signature, which takes a while; `verified` is reported once. Key and signature are copied. */
  verify(key: Uint8Array, keyAt: number, signature: Uint8Array, signatureAt: number): void;
  /** What the last `verified` found. */
  readonly isGenuine: boolean;
}
