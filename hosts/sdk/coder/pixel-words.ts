import { isNear } from '../../../firmware/px565/nearness.js';

const wordsAreSwapped = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A view of wire-order pixels as 16-bit words in the machine's order: good for telling pixels apart, not their colours. */
export function wordsOf(pixels: Uint8Array): Uint16Array {
  return new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length >> 1);
}

/** The RGB565 value of a word. */
export function colourOf(word: number): number {
  return wordsAreSwapped ? ((word & 0xff) << 8) | (word >> 8) : word;
}

/** Whether the pixel of one word may stand for another's within a tolerance. */
export function areNear(word: number, wanted: number, tolerance: number): boolean {
  return word === wanted || (tolerance > 0 && isNear(colourOf(word), colourOf(wanted), tolerance));
}
