import { crc32 as zlibCrc32 } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { kernelSides } from '../support/kernel-sides.js';

const sides = kernelSides(1024);

test('the check value of the nine digits is CBF43926', (t) => {
  for (const { kernels, bytes, name } of sides) {
    bytes.set([0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39]);
    t.is(kernels.crc32(0, bytes, 0, 9), 0xcbf43926, name);
  }
});

test('the CRC is zlib’s, at any offset, continued in any two pieces', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(9), fc.nat(300), (content, at, cut) => {
      const first = Math.min(cut, content.length);
      for (const { kernels, bytes, name } of sides) {
        bytes.set(content, at);
        const begun = kernels.crc32(0, bytes, at, first);
        t.is(kernels.crc32(begun, bytes, at + first, content.length - first), zlibCrc32(content), name);
      }
    }),
  );
});
