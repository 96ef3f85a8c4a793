import test from 'ava';
import fc from 'fast-check';
import { GlassDelta } from '../../../simulator/page/glass-delta.js';

const width = 9;
const height = 7;

/** Paints a message as a page does: box, then values row by row. */
function paint(glass: Uint16Array, message: Uint8Array): void {
  const view = new DataView(message.buffer, message.byteOffset);
  const [left, top, right, bottom] = [0, 2, 4, 6].map((at) => view.getUint16(at, true)) as [
    number,
    number,
    number,
    number,
  ];
  let at = 8;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1, at += 2) glass[y * width + x] = view.getUint16(at, true);
}

test('whoever paints every delta has the glass, and each is the smallest box that holds the change', (t) => {
  const change = fc.array(fc.record({ x: fc.nat(width - 1), y: fc.nat(height - 1), pixel: fc.nat(0xffff) }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const delta = new GlassDelta(width, height);
      const glass = new Uint16Array(width * height);
      const seen = new Uint16Array(width * height).fill(1);
      paint(seen, delta.take(glass)!);
      t.deepEqual(seen, glass);
      for (const pixels of changes) {
        const before = glass.slice();
        for (const { x, y, pixel } of pixels) glass[y * width + x] = pixel;
        const message = delta.take(glass);
        const changed = [...glass.keys()].filter((at) => glass[at] !== before[at]);
        if (changed.length === 0) t.is(message, null);
        else {
          const xs = changed.map((at) => at % width);
          const ys = changed.map((at) => Math.floor(at / width));
          const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
          t.deepEqual([...new Uint16Array(message!.slice(0, 8).buffer)], box);
          paint(seen, message!);
        }
        t.deepEqual(seen, glass);
      }
    }),
  );
});

test('a late viewer can have the whole glass, once there was one', (t) => {
  const delta = new GlassDelta(width, height);
  t.is(delta.whole(), null);
  const glass = Uint16Array.from({ length: width * height }, (_, at) => at * 321);
  delta.take(glass);
  const seen = new Uint16Array(width * height);
  paint(seen, delta.whole()!);
  t.deepEqual(seen, glass);
});
