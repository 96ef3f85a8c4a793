/** A hash of bytes that come in parts. */
export class Digest {
  constructor(type: 'SHA256');
  reset(): void;
  write(data: ArrayBuffer | Uint8Array): void;
  /** The digest; `reset` begins anew. */
  close(): ArrayBuffer;
}

export class ECPoint {
  /** Of an uncompressed point; nobody checks whether it is on a curve. */
  static fromOctetString(bytes: Uint8Array): ECPoint;
  readonly x: bigint;
  readonly y: bigint;
}

export class Curve {
  constructor(name: 'secp256r1');
  /** y^2 = x^3 + ax + b modulo m. */
  readonly ec: { readonly a: bigint; readonly b: bigint; readonly m: bigint };
  /** How many points there are. */
  readonly n: bigint;
}

export const PKCS1: {
  /** The number that bytes are, the highest first. */
  readonly OS2IP: (bytes: Uint8Array) => bigint;
};

export class ECDSA {
  constructor(key: ECPoint, curve: Curve);
  /** Of r, then s, neither of which is checked. */
  verify(digest: ArrayBuffer, signature: Uint8Array): boolean;
}
