const TABLE = makeTable();

/** The twin of crc32.c; see `Kernels.crc32`. */
export function crc32(crc: number, from: Uint8Array, fromAt: number, length: number): number {
  let remainder = ~crc;
  const end = fromAt + length;
  for (let at = fromAt; at < end; at++) {
    remainder = (remainder >>> 8) ^ TABLE[(remainder ^ from[at]!) & 255]!;
  }
  return ~remainder >>> 0;
}

/** The remainder of each byte: polynomial EDB88320, reflected. */
function makeTable(): Int32Array {
  const table = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
    table[byte] = remainder;
  }
  return table;
}
