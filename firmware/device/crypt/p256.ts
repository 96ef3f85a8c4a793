import { SIGNATURE_BYTES } from '../../platform/crypto.js';
import { Curve, ECDSA, ECPoint, PKCS1 } from './sdk.js';

const UNCOMPRESSED = 4;
const NUMBER_BYTES = SIGNATURE_BYTES / 2;

/**
 * Whether `signature` (r, then s) of a message with that SHA-256 was made with the private half of `key`, an uncompressed point
 * of P-256. The SDK reckons, and takes any numbers: what FIPS 186-5 6.4.2 wants of r and s and SP 800-56A 5.6.2.3.3 of a key is
 * asked here.
 */
export function isSigned(digest: ArrayBuffer, key: Uint8Array, signature: Uint8Array): boolean {
  if (key[0] !== UNCOMPRESSED) return false;
  const curve = new Curve('secp256r1');
  const r = PKCS1.OS2IP(signature.slice(0, NUMBER_BYTES));
  const s = PKCS1.OS2IP(signature.slice(NUMBER_BYTES));
  if (r === 0n || r >= curve.n || s === 0n || s >= curve.n) return false;
  const point = ECPoint.fromOctetString(key);
  return isOnCurve(point, curve) && new ECDSA(point, curve).verify(digest, signature);
}

/** Any point on it generates all others but the one at infinity, which these bytes cannot say: its cofactor is 1. */
function isOnCurve({ x, y }: ECPoint, { ec: { a, b, m } }: Curve): boolean {
  return x < m && y < m && (x * x * x + a * x + b - y * y) % m === 0n;
}
