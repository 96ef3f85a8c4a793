const wordsAreSwapped = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A view of wire-order pixels as 16-bit words in the machine's order: good for telling pixels apart, not their colours. */
export function wordsOf(pixels: Uint8Array): Uint16Array {
  return new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length >> 1);
}

/** The RGB565 value of a word. */
export function colourOf(word: number): number {
  return wordsAreSwapped ? ((word & 0xff) << 8) | (word >> 8) : word;
}

/** Whether two words are at most `tolerance` steps apart in red and in blue and twice as many in green. */
export function isNear(a: number, b: number, tolerance: number): boolean {
  if (a === b) return true;
  if (tolerance === 0) return false;
  const p = colourOf(a);
  const q = colourOf(b);
  return (
    Math.abs((p >> 11) - (q >> 11)) <= tolerance &&
    Math.abs(((p >> 5) & 63) - ((q >> 5) & 63)) <= 2 * tolerance &&
    Math.abs((p & 31) - (q & 31)) <= tolerance
  );
}
