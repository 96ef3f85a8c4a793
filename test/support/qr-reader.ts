/*
 * Reads a small QR code (ISO/IEC 18004): versions 1 to 3, whose words at level M are one block, in bytes. Written from the
 * standard for tests, without error correction: what is read is what was drawn.
 */

/** Data words at level M of versions 1 to 3 (table 7). */
const dataWords = [16, 28, 44];

/** The text of a code, from its modules: `isDark(row, column)` of a square of `size`. */
export function readQr(size: number, isDark: (row: number, column: number) => boolean): string {
  const version = (size - 17) / 4;
  if (![1, 2, 3].includes(version)) throw new Error(`version ${version}`);
  // Format bits beside the upper left finder, unmasked (7.9): two of level, three of the mask.
  let format = 0;
  for (const column of [0, 1, 2, 3, 4, 5, 7, 8]) format = (format << 1) | Number(isDark(8, column));
  const told = (format ^ 0b10101000) >> 3;
  if (told >> 3 !== 0) throw new Error('not level M');
  const bits: number[] = [];
  let isUpwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    // Column 6 is timing.
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = isUpwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (isFunction(version, size, row, column)) continue;
        bits.push(Number(isDark(row, column)) ^ Number(masks[told & 7]!(row, column)));
      }
    }
    isUpwards = !isUpwards;
  }
  const words = Array.from({ length: dataWords[version - 1]! }, (_, word) =>
    bits.slice(8 * word, 8 * word + 8).reduce((value, bit) => (value << 1) | bit, 0),
  );
  // Mode 0100, bytes; their count; the bytes, four bits on.
  if (words[0]! >> 4 !== 0b0100) throw new Error('not bytes');
  const nibble = (at: number): number => (at % 2 === 0 ? words[at >> 1]! >> 4 : words[at >> 1]! & 15);
  const byte = (at: number): number => (nibble(1 + 2 * at) << 4) | nibble(2 + 2 * at);
  return Buffer.from(Array.from({ length: byte(0) }, (_, at) => byte(1 + at))).toString('utf8');
}

/** Table 10: where the condition holds a module is turned round. */
const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Finders with format bits beside them, timing, and the alignment pattern from version 2 on. */
function isFunction(version: number, size: number, row: number, column: number): boolean {
  if (row === 6 || column === 6) return true;
  if (row < 9 && (column < 9 || column >= size - 8)) return true;
  if (row >= size - 8 && column < 9) return true;
  const middle = size - 7;
  return version > 1 && Math.abs(row - middle) <= 2 && Math.abs(column - middle) <= 2;
}
