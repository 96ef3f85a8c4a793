import test from 'ava';
import { qoiBytes } from './qoi-bytes.js';

/** A header of 14 bytes and an end marker of 8 are in every file. */
const FRAME = 22;

function pixels(...values: number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));
}

test('sizes by the rules of QOI 1.0, added up by hand', (t) => {
  t.is(qoiBytes(pixels(0x0000)), FRAME + 1, 'a run of the black that comes before the first pixel');
  t.is(qoiBytes(new Uint8Array(2 * 62)), FRAME + 1, 'a run has at most 62 pixels');
  t.is(qoiBytes(new Uint8Array(2 * 63)), FRAME + 2);
  t.is(qoiBytes(pixels(0xffff)), FRAME + 1, 'white is -1, -1, -1 from black: a difference of one byte');
  t.is(qoiBytes(pixels(0x8410)), FRAME + 4, '132, 130, 132 from black fits no difference: four bytes');
  t.is(qoiBytes(pixels(0x0861)), FRAME + 2, '8, 12, 8 from black: green +12, the others -4 from it, two bytes');
  t.is(
    qoiBytes(pixels(0x8410, 0x0000, 0x8410)),
    FRAME + 4 + 4 + 1,
    'the third is in the index; black was never put there',
  );
});
