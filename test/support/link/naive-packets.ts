import { crc32 } from 'node:zlib';

/** A packet taken apart; everything in plain numbers. */
export interface NaivePacket {
  version: number;
  direction: number;
  class: number;
  flags: number;
  type: number;
  sequence: number;
  session: number;
  payload: number[];
}

export const toDevice = { version: 1, direction: 0, class: 0, flags: 3, sequence: 0, session: 0, payload: [] };

/** A packet on the line, built from docs/PROTOCOL.md alone: the CRC is zlib's own, the stuffing the textbook's. */
export function naivePacket(fields: Partial<NaivePacket> & { type: number }): Uint8Array {
  const {
    version,
    direction,
    class: packetClass,
    flags,
    type,
    sequence,
    session,
    payload,
  } = { ...toDevice, ...fields };
  const lead = (version << 5) | (direction << 4) | (packetClass << 2) | flags;
  const body = [lead, type, sequence & 255, sequence >> 8, session & 255, session >> 8, ...payload];
  const crc = crc32(Uint8Array.from(body));
  return Uint8Array.of(0, ...naiveStuff([...body, ...u32(crc)]), 0);
}

/** COBS as its paper has it: cut at the zeros of the data and a zero put after them; blocks of at most 254 bytes. */
export function naiveStuff(data: readonly number[]): number[] {
  const out: number[] = [];
  let block: number[] = [];
  for (const byte of [...data, 0]) {
    if (byte === 0) {
      out.push(block.length + 1, ...block);
      block = [];
    } else {
      block.push(byte);
      if (block.length === 254) {
        out.push(255, ...block);
        block = [];
      }
    }
  }
  // The zero that was put after the data needs no block of its own where a full one ended them.
  return data.length > 0 && out.at(-1) === 1 && endsFull(data) ? out.slice(0, -1) : out;
}

/** Un-stuffs one packet, given without delimiters; `null` where it is malformed. */
export function naiveUnstuff(data: readonly number[]): number[] | null {
  const out: number[] = [];
  for (let at = 0; at < data.length; ) {
    const code = data[at]!;
    if (at + code > data.length) return null;
    out.push(...data.slice(at + 1, at + code));
    at += code;
    if (code < 255 && at < data.length) out.push(0);
  }
  return out;
}

/** All packets in bytes of a line; throws where one does not check. */
export function naivePackets(line: Uint8Array): NaivePacket[] {
  const found: NaivePacket[] = [];
  let open: number[] = [];
  for (const byte of line) {
    if (byte !== 0) open.push(byte);
    else if (open.length > 0) {
      found.push(takeApart(open));
      open = [];
    }
  }
  if (open.length > 0) throw new Error('the last packet has no end');
  return found;
}

export function u16(value: number): number[] {
  return [value & 255, (value >> 8) & 255];
}

export function u32(value: number): number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}

export function u48(value: number): number[] {
  return [...u32(value % 2 ** 32), ...u16(Math.floor(value / 2 ** 32))];
}

export function hex(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

export function unhex(text: string): Uint8Array {
  return Uint8Array.from((text.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

function endsFull(data: readonly number[]): boolean {
  const run = data.length - 1 - data.lastIndexOf(0);
  return run > 0 && run % 254 === 0;
}

function takeApart(stuffed: readonly number[]): NaivePacket {
  const bytes = naiveUnstuff(stuffed);
  if (bytes === null || bytes.length < 10) throw new Error('malformed packet');
  const body = bytes.slice(0, -4);
  if (hex(u32(crc32(Uint8Array.from(body)))) !== hex(bytes.slice(-4))) throw new Error('wrong CRC');
  return {
    version: body[0]! >> 5,
    direction: (body[0]! >> 4) & 1,
    class: (body[0]! >> 2) & 3,
    flags: body[0]! & 3,
    type: body[1]!,
    sequence: body[2]! | (body[3]! << 8),
    session: body[4]! | (body[5]! << 8),
    payload: body.slice(6),
  };
}
