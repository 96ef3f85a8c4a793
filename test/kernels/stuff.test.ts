import test from 'ava';
import fc from 'fast-check';
import { stuffedBytes } from '../../firmware/link/packet.js';
import { kernelSides } from '../support/kernel-sides.js';
import { naiveStuff } from '../support/link/naive-packets.js';

const MOST = 1100;
const sides = kernelSides(3 * MOST);
/** Runs of one byte make blocks of 254 and longer, and zeros at their ends. */
const data = fc
  .array(fc.tuple(fc.oneof(fc.constant(0), fc.nat(255)), fc.integer({ min: 1, max: 260 })), { maxLength: 8 })
  .map((runs) => runs.flatMap(([byte, times]) => Array<number>(times).fill(byte)).slice(0, MOST));

test('a packet is stuffed as the textbook has it, in C and by the twin, in no more bytes than are said', (t) => {
  fc.assert(
    fc.property(data, (bytes) => {
      for (const side of sides) {
        side.bytes.fill(0xaa);
        side.bytes.set(bytes, 1);
        const to = MOST + 2;
        const length = side.kernels.stuff(side.bytes, 1, bytes.length, side.bytes, to);
        t.deepEqual([...side.bytes.slice(to, to + length)], [0, ...naiveStuff(bytes), 0], side.name);
        t.true(length <= stuffedBytes(bytes.length));
        t.is(side.bytes[to + length], 0xaa);
      }
    }),
    { numRuns: 300 },
  );
});
