import test from 'ava';
import fc from 'fast-check';
import { PackCursor } from '../../firmware/packs/reader-cursor.js';
import { packBytes } from '../support/packs/pack-writer.js';

test('a record held and numbers read by turns are the bytes of the file, zero outside of it, at even places and odd ones', (t) => {
  const file = Uint8Array.from({ length: 1501 }, (_, at) => (at * 167 + (at >> 8)) & 0xff);
  const byteAt = (at: number): number => file[at] ?? 0;
  const where = fc.oneof(fc.integer({ min: -20, max: 1530 }), fc.integer({ min: 490, max: 530 }));
  const step = fc.record({ at: where, bytes: fc.constantFrom(2, 8, 16, 512), holds: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
      const cursor = new PackCursor(packBytes(file));
      for (const { at, bytes, holds } of steps) {
        if (!holds) {
          t.is(cursor.u8(at), byteAt(at));
          t.is(cursor.u32(at), byteAt(at) + byteAt(at + 1) * 256 + byteAt(at + 2) * 65_536 + byteAt(at + 3) * 2 ** 24);
          continue;
        }
        const first = cursor.hold(at, bytes);
        const words = Array.from(
          { length: bytes / 2 },
          (_, word) => byteAt(at + 2 * word) + 256 * byteAt(at + 2 * word + 1),
        );
        // What lies before the file is not read in part.
        t.deepEqual([...cursor.words.subarray(first, first + bytes / 2)], at < 0 ? words.map(() => 0) : words);
      }
    }),
  );
});
