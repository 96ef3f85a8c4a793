/**
 * The packet of the link: `00 | COBS( header 6 | payload 0..1024 | CRC-32 little-endian 4 ) | 00`. Both ends and the tests
 * use this one layout; docs/PROTOCOL.md says it in words. Integers are little-endian; a pixel is RGB565, high byte first.
 */

/** COBS between two delimiters: what `stuffedBytes` is of. */
export { stuff } from '../kernels/reference/stuff.js';

/** Version of the packet layout, in the top three bits of a packet. */
export const PACKET_VERSION = 1;
export const HEADER_BYTES = 6;
export const CRC_BYTES = 4;
/** What a packet adds to its payload before stuffing; credit counts payload plus this. */
export const PACKET_OVERHEAD = HEADER_BYTES + CRC_BYTES;
/** The most payload any packet carries. */
export const LARGEST_PAYLOAD = 1024;
/** The longest packet before stuffing. */
export const LARGEST_PACKET = PACKET_OVERHEAD + LARGEST_PAYLOAD;

/** Which way a packet travels, so that an echoing line is told from an answer. */
export const Direction = { toDevice: 0, toHost: 1 } as const;

/** Classes of packets, each with its own sequence. */
export const PacketClass = {
  /** Unsequenced, idempotent, goes first. The sequence field carries the number of the request. */
  control: 0,
  /** Go-back-N: packs, settings, files. */
  reliable: 1,
  /** Go-back-N, and a frame may be abandoned. */
  display: 2,
} as const;
export type PacketClass = (typeof PacketClass)[keyof typeof PacketClass];

/** Bit of the first byte: the packet begins a message. */
export const FIRST = 2;
/** Bit of the first byte: the packet ends a message. */
export const LAST = 1;
/** Both: the message is this packet. */
export const WHOLE = FIRST | LAST;

/** The most bytes `length` bytes take on the line once stuffed, both delimiters included. */
export function stuffedBytes(length: number): number {
  return length + Math.ceil(length / 254) + (length === 0 ? 3 : 2);
}

/** The first byte of a packet. */
export function leadByte(direction: number, packetClass: number, flags: number): number {
  return (PACKET_VERSION << 5) | (direction << 4) | (packetClass << 2) | flags;
}

/** Writes the header of a packet to `bytes[at...]`. */
export function writeHeader(
  bytes: Uint8Array,
  at: number,
  lead: number,
  type: number,
  sequence: number,
  session: number,
): void {
  bytes[at] = lead;
  bytes[at + 1] = type;
  bytes[at + 2] = sequence;
  bytes[at + 3] = sequence >> 8;
  bytes[at + 4] = session;
  bytes[at + 5] = session >> 8;
}

/** Whoever computes zlib's CRC-32: the device's kernels, the host's table. */
export interface Crc32 {
  /** CRC-32 of `length` bytes, continued from `crc` (0 at the start), unsigned. */
  crc32(crc: number, from: Uint8Array, fromAt: number, length: number): number;
}

/** Appends the CRC to the `length` bytes of header and payload at `at`; answers the length with it. */
export function seal(check: Crc32, bytes: Uint8Array, at: number, length: number): number {
  writeU32(bytes, at + length, check.crc32(0, bytes, at, length));
  return length + CRC_BYTES;
}

/** Whether the `length` bytes at `at` are long enough for a packet and end in their CRC. */
export function isSealed(check: Crc32, bytes: Uint8Array, at: number, length: number): boolean {
  if (length < PACKET_OVERHEAD || length > LARGEST_PACKET) return false;
  const body = length - CRC_BYTES;
  return check.crc32(0, bytes, at, body) === readU32(bytes, at + body);
}

export function readU16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

export function readU32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** Six bytes: microseconds and other counts that outgrow 32 bits. */
export function readU48(bytes: Uint8Array, at: number): number {
  return readU32(bytes, at) + readU16(bytes, at + 4) * 0x100000000;
}

export function writeU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
}

export function writeU48(bytes: Uint8Array, at: number, value: number): void {
  const low = value | 0;
  const high = (value / 0x100000000) | 0;
  bytes[at] = low;
  bytes[at + 1] = low >> 8;
  bytes[at + 2] = low >> 16;
  bytes[at + 3] = low >> 24;
  bytes[at + 4] = high;
  bytes[at + 5] = high >> 8;
}
