import {
  Direction,
  HEADER_BYTES,
  LARGEST_PACKET,
  leadByte,
  type PacketClass,
  seal,
  stuff,
  stuffedBytes,
  writeHeader,
} from '../../firmware/link/packet.js';
import { hostCrc32 } from './crc32.js';

const packet = new Uint8Array(LARGEST_PACKET);
const line = new Uint8Array(stuffedBytes(LARGEST_PACKET));

/** A packet of the host as it goes on the line, both delimiters included. */
export function encodePacket(
  packetClass: PacketClass,
  flags: number,
  type: number,
  sequence: number,
  session: number,
  payload: Uint8Array,
): Uint8Array {
  writeHeader(packet, 0, leadByte(Direction.toDevice, packetClass, flags), type, sequence, session);
  packet.set(payload, HEADER_BYTES);
  const length = seal(hostCrc32, packet, 0, HEADER_BYTES + payload.length);
  return line.slice(0, stuff(packet, 0, length, line, 0));
}
