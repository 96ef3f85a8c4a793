import { alwaysOnBlob, filmBlob, pictureOf, spritesBlob, type TestGlyph, wallBlob } from './blobs.js';
import { kinds, own, type TestPack } from './pack-writer.js';

/** Digits, hyphen, colon and two letters: boxes of pixels that differ from one another, alpha partly soft. */
export function testGlyphs(width: number, height: number, bits: number): TestGlyph[] {
  const most = 2 ** bits - 1;
  return [0x2d, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x41, 0x42].map((codePoint) => ({
    codePoint,
    width,
    height,
    left: 1,
    top: 1,
    advance: width + 2,
    alpha: Array.from({ length: width * height }, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      if (y === 0 || x === 0) return 0;
      return ((codePoint + x) * (y + 3)) % 5 === 0
        ? (x + y + codePoint) % (most + 1)
        : x === codePoint % width
          ? most
          : 0;
    }),
  }));
}

/** A pack with something of every kind, for a panel of `width` x `height` (at least 100 x 100). */
export function samplePack(width: number, height: number): TestPack {
  const wall = pictureOf(width, height, (x, y) => ((x * 3) << 11) ^ ((y * 5) << 5) ^ ((x * y) >> 4));
  const frames = [0, 1, 2].map((frame) =>
    pictureOf(40, 30, (x, y) =>
      x > 5 + frame * 8 && x < 15 + frame * 8 && y > 4 && y < 20 ? 0xf81f : (x << 6) & 0xffff,
    ),
  );
  const soft = testGlyphs(10, 14, 4);
  const coloured = soft.map((glyph) => ({
    ...glyph,
    colours: glyph.alpha.map((_, at) => (at * 977 + glyph.codePoint) & 0xffff),
  }));
  const lines = Array.from({ length: 30 * 20 }, (_, at) => (at % 7 === 0 ? 1 : 0));
  return {
    width,
    height,
    scenes: [
      {
        face: 0,
        layer: 0,
        background: 0x1234,
        nodes: [
          { kind: 1, box: [0, 0, width, height], blob: 1 },
          { kind: 4, box: [11, 40, 40, 30], blob: 2 },
          { kind: 2, box: [70, 20, 10, 14], blob: 4, own: own.image(0x41) },
          { kind: 5, box: [10, 10, 80, 18], blob: 3, colour: 0xffff, source: 16, own: own.text(1) },
          { kind: 9, box: [0, 0, 1, 1], source: 4, own: own.visibleWhen(6, 1) },
          { kind: 5, flags: 2, box: [5, 75, 90, 16], blob: 3, colour: 0xffe0, source: 4, own: own.text(0, 0x8410) },
          { kind: 6, box: [55, 40, 40, 40], colour: 0xf800, source: 18, own: own.hand(18, 4, 24) },
          { kind: 7, box: [10, 90, 60, 4], colour: 0x07e0, source: 1, own: own.bar(0) },
          { kind: 8, box: [60, 40, 30, 30], colour: 0x001f, source: 7, own: own.arc(192, 256, 40) },
        ],
      },
      {
        face: 0,
        layer: 1,
        nodes: [
          { kind: 3, box: [30, 30, 30, 20], blob: 5, colour: 0xffff },
          { kind: 5, box: [20, 55, 60, 18], blob: 3, colour: 0xffff, source: 16, own: own.text(1) },
        ],
      },
    ],
    blobs: [
      { kind: kinds.WALL, codec: 1, id: 1, width, height, bytes: wallBlob(wall, 1) },
      { kind: kinds.ANIM, id: 2, frames: 3, width: 40, height: 30, bytes: filmBlob(frames, 0, [50, 33, 17]) },
      { kind: kinds.SPRT, id: 3, bytes: spritesBlob(4, false, 18, soft) },
      { kind: kinds.SPRT, id: 4, bytes: spritesBlob(4, true, 18, coloured) },
      { kind: kinds.AODL, id: 5, width: 30, height: 20, bytes: alwaysOnBlob(1, 30, 20, lines) },
      {
        kind: kinds.THMB,
        codec: 0,
        width: 20,
        height: 25,
        bytes: wallBlob(
          pictureOf(20, 25, (x, y) => x * y),
          0,
        ),
      },
    ],
  };
}
