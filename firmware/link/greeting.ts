import { Hello, PROTOCOL, RefusedReason, TLV_CRITICAL } from './messages.js';

/** What became of a HELLO's payload. */
export interface Greeting {
  /** 0 where it is accepted, else one of `RefusedReason`. */
  refusal: number;
  /** Type of the TLV that is critical and unknown. */
  detail: number;
}

/** Judges the HELLO of `length` bytes at `bytes[at...]`: version and TLVs. No TLV of a HELLO is known yet. */
export function judgeHello(bytes: Uint8Array, at: number, length: number, into: Greeting): void {
  into.refusal = 0;
  into.detail = 0;
  if (length < Hello.tlvs) {
    into.refusal = RefusedReason.malformed;
    return;
  }
  if (bytes[at + Hello.lowest]! > PROTOCOL || bytes[at + Hello.highest]! < PROTOCOL) {
    into.refusal = RefusedReason.protocol;
    return;
  }
  const end = at + length;
  let tlv = at + Hello.tlvs;
  while (tlv < end) {
    const next = tlv + 2 + (tlv + 1 < end ? bytes[tlv + 1]! : 0);
    if (next > end) {
      into.refusal = RefusedReason.malformed;
      return;
    }
    if (bytes[tlv]! >= TLV_CRITICAL) {
      into.refusal = RefusedReason.criticalTlv;
      into.detail = bytes[tlv]!;
      return;
    }
    tlv = next;
  }
}

/**
 * A session's cookie: from the host's nonce, so that it differs from one start of the device to the next, and the count of sessions,
 * so that it differs from the last one. Never 0.
 */
export function cookieFor(nonce: number, count: number, last: number): number {
  let cookie = (nonce ^ (nonce >>> 16) ^ (count * 0x9e37)) & 0xffff;
  while (cookie === 0 || cookie === last) cookie = (cookie + 1) & 0xffff;
  return cookie;
}
