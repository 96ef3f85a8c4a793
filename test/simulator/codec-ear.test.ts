import test from 'ava';
import { CodecEar } from '../../simulator/codec-ear.js';

/**
 * A display packet by hand. Header: version 1, to the device, class 2, FIRST and LAST (2B), REGION (21), sequence 0102,
 * session 1234. Region: x 0, y 0, 410 x 502, codec, a spare byte, 5 (or 6)
 * bytes of data. CRC left out: nobody here reads it.
 */
const px565 = [
  0, 7, 0x2b, 0x21, 0x02, 0x01, 0x34, 0x12, 1, 1, 1, 6, 0x9a, 1, 0xf6, 1, 1, 2, 5, 1, 1, 6, 1, 2, 3, 4, 5, 0,
];
const raw = [
  0, 7, 0x2b, 0x21, 0x03, 0x01, 0x34, 0x12, 1, 1, 1, 5, 0x9a, 1, 0xf6, 1, 1, 2, 6, 1, 1, 7, 1, 2, 3, 4, 5, 6, 0,
];

test('regions are counted by codec, however the bytes are cut', (t) => {
  const all = [...px565, ...raw, ...px565];
  for (const cut of [1, 2, 7, all.length]) {
    const counts = { raw: 0, px565: 0 };
    const ear = new CodecEar(counts);
    for (let at = 0; at < all.length; at += cut) ear.hear(Uint8Array.from(all.slice(at, at + cut)));
    t.deepEqual(counts, { raw: 6, px565: 10 });
  }
});

test('other messages, answers, later parts of a region and noise count nothing', (t) => {
  const counts = { raw: 0, px565: 0 };
  const ear = new CodecEar(counts);
  const changed = (at: number, byte: number) => px565.map((old, index) => (index === at ? byte : old));
  ear.hear(Uint8Array.from(changed(3, 0x22))); // COPY
  ear.hear(Uint8Array.from(changed(2, 0x3b))); // from the device
  ear.hear(Uint8Array.from(changed(2, 0x29))); // LAST without FIRST
  ear.hear(Uint8Array.from([65, 84, 13, 10, 0, 0, 3, 1, 0]));
  t.deepEqual(counts, { raw: 0, px565: 0 });
});
