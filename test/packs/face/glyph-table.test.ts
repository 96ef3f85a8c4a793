import test from 'ava';
import fc from 'fast-check';
import { Characters } from '../../../firmware/packs/face/characters.js';
import { GlyphTable } from '../../../firmware/packs/face/glyph-table.js';
import { BlobKind } from '../../../firmware/packs/layout.js';
import { PackCursor } from '../../../firmware/packs/reader-cursor.js';
import { spritesBlob } from '../../support/packs/blobs.js';
import { packBytes } from '../../support/packs/pack-writer.js';

const MISSING = 0xfffd;
/** What texts are made of: some are in the table below, beside one another and not, and one lies beyond 16 bits. */
const alphabet = [0x20, 0x2f, 0x30, 0x31, 0x32, 0x33, 0x41, 0x43, 0x6708, 0x1_f600, 0x1_f601];

test('a text has the glyphs and pens that each character gives by itself, whatever text the line said before', (t) => {
  const inTable = fc.subarray(alphabet, { minLength: 1 });
  const texts = fc.array(fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }), { minLength: 1, maxLength: 6 });
  const start = fc.integer({ min: -50, max: 400 });
  fc.assert(
    fc.property(inTable, fc.boolean(), texts, start, fc.nat({ max: 8 }), (present, hasMissing, lines, begin, most) => {
      const points = hasMissing ? [...present, MISSING].sort((a, b) => a - b) : present;
      const glyphs = points.map((codePoint, index) => {
        return { codePoint, width: 1, height: 1, left: 0, top: 0, advance: 3 + ((index * 5) % 7), alpha: [1] };
      });
      const file = spritesBlob(1, false, 1, glyphs);
      const place = { offset: 0, length: file.length, width: 0, height: 0 };
      const blob = { kind: BlobKind.sprites, codec: 0, id: 1, frames: 0, ...place };
      const memory = { allocate: (bytes: number) => new Uint8Array(bytes) };
      const table = new GlyphTable(memory, new PackCursor(packBytes(file)), blob);
      const text = new Characters();
      const shown = new Int16Array(96);
      const shownPens = new Int16Array(96);
      let count = 0;
      for (const line of lines) {
        text.codes.set(line);
        text.count = line.length;
        table.measure(text, shown, shownPens, count, begin);
        let width = 0;
        const expected = line.flatMap((code) => {
          let glyph = points.indexOf(code);
          if (glyph < 0) glyph = points.indexOf(MISSING);
          if (glyph < 0) return [];
          const pen = width;
          width += glyphs[glyph]!.advance;
          return [[glyph, pen]];
        });
        t.is(text.width, width);
        t.is(text.found, expected.length);
        t.true(text.first <= Math.min(count, text.found));
        expected.forEach(([glyph, pen], index) => {
          const isKept = index < text.first;
          t.is(isKept ? shown[index] : text.glyphs[index], glyph);
          t.is(isKept ? shownPens[index]! - begin : text.pens[index], pen);
          shown[index] = glyph!;
          shownPens[index] = begin + pen!;
        });
        // A line may end where its box does.
        count = Math.min(expected.length, most);
      }
    }),
    { numRuns: 300 },
  );
});
