import type { Crc32 } from '../../firmware/link/packet.js';

const TABLES = makeTables();

/** zlib's CRC-32 of `length` bytes of `from` at `at`, continued from `crc` (0 at the start); unsigned. */
export function crc32(crc: number, from: Uint8Array, at: number, length: number): number {
  const [t0, t1, t2, t3] = TABLES;
  let rest = ~crc;
  let index = at;
  const end = at + length;
  // Four bytes a round, each through the table of its distance from the end.
  for (const last = end - 3; index < last; index += 4) {
    rest ^= from[index]! | (from[index + 1]! << 8) | (from[index + 2]! << 16) | (from[index + 3]! << 24);
    rest = t3[rest & 255]! ^ t2[(rest >>> 8) & 255]! ^ t1[(rest >>> 16) & 255]! ^ t0[rest >>> 24]!;
  }
  for (; index < end; index++) rest = t0[(rest ^ from[index]!) & 255]! ^ (rest >>> 8);
  return ~rest >>> 0;
}

/** For functions that are handed their CRC. */
export const hostCrc32: Crc32 = { crc32 };

function makeTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const first = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    first[byte] = rest;
  }
  const further = (table: Int32Array): Int32Array => table.map((rest) => first[rest & 255]! ^ (rest >>> 8));
  const second = further(first);
  const third = further(second);
  return [first, second, third, further(third)];
}
