import test from 'ava';
import fc from 'fast-check';
import { type CodedFrame, FrameCoder, type Held } from '../../../../hosts/sdk/coder/frame-coder.js';
import type { FrameMessage } from '../../../../hosts/sdk/device-types.js';
import { drawMessages } from '../../../support/frame-interpreter.js';

const width = 83;
const height = 61;

/** A picture that is drawn on, one number a pixel. */
type Pixels = number[];

function bytesOf(pixels: Pixels): Uint8Array {
  return Uint8Array.from(pixels.flatMap((pixel) => [pixel >> 8, pixel & 255]));
}

function code(coder: FrameCoder, base: Held | undefined, pixels: Pixels, tolerance = 0): CodedFrame {
  return coder.code(base, { width: coder.width, height: coder.height, pixels: bytesOf(pixels) }, tolerance);
}

/** Bytes of a frame's messages: 10 of a packet and the header, the longest of which is 14, each. */
function cost(messages: readonly FrameMessage[]): number {
  return messages.reduce((sum, message) => sum + 24 + (message.kind === 'region' ? message.data.length : 0), 0);
}

function paint(pixels: Pixels, colour: (x: number, y: number, was: number) => number): Pixels {
  return pixels.map((was, at) => colour(at % width, Math.floor(at / width), was));
}

const blank: Pixels = new Array(width * height).fill(0);

function noise(seed: number): (x: number, y: number) => number {
  return (x, y) =>
    (Math.imul(Math.imul(x + 1, 73856093) ^ Math.imul(y + 1, 19349663) ^ seed, 0x9e3779b1) >>> 9) & 0xffff;
}

const box = fc
  .tuple(fc.nat(width - 1), fc.nat(height - 1), fc.integer({ min: 1, max: width }), fc.integer({ min: 1, max: height }))
  .map(([left, top, w, h]) => ({ left, top, right: Math.min(width, left + w), bottom: Math.min(height, top + h) }));

/** One change of a picture: noise, a gradient, a colour, a scroll or a moved part. */
const change = fc.oneof(
  fc.tuple(box, fc.nat(0xffff)).map(
    ([at, seed]) =>
      (p: Pixels) =>
        inside(p, at, noise(seed)),
  ),
  fc.tuple(box, fc.nat(7)).map(
    ([at, k]) =>
      (p: Pixels) =>
        inside(p, at, (x, y) => ((x + y * k) * 33) & 0xffff),
  ),
  fc.tuple(box, fc.nat(0xffff)).map(
    ([at, colour]) =>
      (p: Pixels) =>
        inside(p, at, () => colour),
  ),
  fc.tuple(box, fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })).map(([at, dx, dy]) => {
    return (p: Pixels) => inside(p, at, (x, y) => p[(y - dy) * width + x - dx] ?? 0);
  }),
  fc.tuple(box, fc.integer({ min: -2, max: 2 })).map(([at, step]) => {
    return (p: Pixels) => inside(p, at, (x, y) => Math.max(0, Math.min(0xffff, p[y * width + x]! + step)));
  }),
);

function inside(
  pixels: Pixels,
  at: { left: number; top: number; right: number; bottom: number },
  colour: (x: number, y: number) => number,
): Pixels {
  return paint(pixels, (x, y, was) =>
    x >= at.left && x < at.right && y >= at.top && y < at.bottom ? colour(x, y) : was,
  );
}

function isWithin(a: Uint8Array, b: Uint8Array, tolerance: number): boolean {
  for (let at = 0; at < a.length; at += 2) {
    const [p, q] = [a, b].map((from) => (from[at]! << 8) | from[at + 1]!) as [number, number];
    if (Math.abs((p >> 11) - (q >> 11)) > tolerance || Math.abs((p & 31) - (q & 31)) > tolerance) return false;
    if (Math.abs(((p >> 5) & 63) - ((q >> 5) & 63)) > 2 * tolerance) return false;
  }
  return true;
}

test('drawn on what the device holds, the messages give the picture: exactly, or within the tolerance', (t) => {
  const coder = new FrameCoder(width, height);
  const film = fc.array(fc.tuple(fc.array(change, { maxLength: 4 }), fc.constantFrom(0, 0, 0, 1, 2, 5)), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(film, (steps) => {
      let pixels = blank;
      let base: Held | undefined;
      const device = new Uint8Array(2 * width * height).fill(0x55);
      for (const [changes, tolerance] of steps) {
        for (const step of changes) pixels = step(pixels);
        const coded = code(coder, base, pixels, tolerance);
        drawMessages(device, width, height, coded.messages, coded.key);
        t.deepEqual(coded.held.pixels, Uint8Array.from(device));
        t.true(isWithin(device, bytesOf(pixels), tolerance));
        base = coded.held;
      }
      drawMessages(device, width, height, code(coder, base, pixels, 0).messages, false);
      t.deepEqual(Uint8Array.from(device), bytesOf(pixels));
    }),
    { numRuns: 60 },
  );
});

test('a frame never costs more than its pixels raw', (t) => {
  const coder = new FrameCoder(width, height);
  const first = code(coder, undefined, paint(blank, noise(1)));
  t.true(cost(first.messages) <= 2 * width * height + 24);
  const second = code(coder, first.held, paint(blank, noise(2)));
  t.true(cost(second.messages) <= 2 * width * height + 24);
});

test('an unchanged picture takes no message, one of a single colour one fill', (t) => {
  const coder = new FrameCoder(width, height);
  const grey = code(
    coder,
    undefined,
    paint(blank, () => 0x8410),
  );
  const whole = { left: 0, top: 0, right: width, bottom: height };
  t.true(grey.key);
  t.deepEqual(grey.messages, [{ kind: 'fill', region: whole, colour: 0x8410 }]);
  const same = code(
    coder,
    grey.held,
    paint(blank, () => 0x8410),
  );
  t.false(same.key);
  t.deepEqual(same.messages, []);
  const patch = { left: 5, top: 6, right: 20, bottom: 30 };
  const patched = code(
    coder,
    grey.held,
    inside(
      paint(blank, () => 0x8410),
      patch,
      () => 0xf800,
    ),
  );
  t.deepEqual(patched.messages, [{ kind: 'fill', region: patch, colour: 0xf800 }]);
});

test('changes far apart are regions of their own, tight; near ones are joined', (t) => {
  const coder = new FrameCoder(width, height);
  const base = code(coder, undefined, paint(blank, noise(3)));
  const corners = { a: { left: 1, top: 2, right: 9, bottom: 7 }, b: { left: 70, top: 50, right: 80, bottom: 60 } };
  const original = paint(blank, noise(3));
  const invert = (x: number, y: number) => 0xffff ^ original[y * width + x]!;
  const apart = inside(inside(original, corners.a, invert), corners.b, invert);
  t.deepEqual(
    code(coder, base.held, apart).messages.map((message) => message.kind === 'region' && message.region),
    [corners.a, corners.b],
  );
  const near = { left: 11, top: 2, right: 19, bottom: 7 };
  t.deepEqual(
    code(coder, base.held, inside(inside(original, corners.a, invert), near, invert)).messages.map(
      (message) => message.kind === 'region' && message.region,
    ),
    [{ left: 1, top: 2, right: 19, bottom: 7 }],
  );
});

test('a scroll and a pan of noise cost one copy and the pixels that come in', (t) => {
  const coder = new FrameCoder(width, height);
  const base = code(coder, undefined, paint(blank, noise(4)));
  for (const [dx, dy] of [
    [0, 3],
    [0, -5],
    [7, 0],
    [-4, 0],
    [3, -2],
    [-20, 17],
  ] as const) {
    const moved = code(
      coder,
      base.held,
      paint(blank, (x, y) => noise(4)(x - dx, y - dy)),
    );
    const copies = moved.messages.filter((message) => message.kind === 'copy');
    t.is(copies.length, 1, `${dx}, ${dy}`);
    t.is(copies[0]!.x - copies[0]!.source.left, dx);
    t.is(copies[0]!.y - copies[0]!.source.top, dy);
    const fresh = width * height - (width - Math.abs(dx)) * (height - Math.abs(dy));
    t.true(cost(moved.messages) <= 2 * fresh * 1.1 + 150, `${dx}, ${dy}: ${cost(moved.messages)} for ${fresh}`);
  }
});

test('a sprite that moves over a noisy wallpaper is copied, its wake repainted', (t) => {
  const coder = new FrameCoder(width, height);
  const wallpaper = paint(blank, noise(5));
  const sprite = (at: number) => {
    return paint(wallpaper, (x, y, was) => ((x - at) ** 2 + (y - 30) ** 2 < 200 ? noise(6)(x - at, y) : was));
  };
  const base = code(coder, undefined, sprite(20));
  const moved = code(coder, base.held, sprite(24));
  const still = sprite(24).filter((pixel, index) => pixel !== sprite(20)[index]).length;
  t.true(moved.messages.some((message) => message.kind === 'copy'));
  t.true(cost(moved.messages) < still, `${cost(moved.messages)} bytes for ${still} pixels`);
});

test('moves are found among pixels that are held within a tolerance only', (t) => {
  const coder = new FrameCoder(width, height);
  const texture = (x: number, y: number) => noise(8)(x >> 2, y >> 2) ^ ((x + y) & 0x21);
  const base = code(coder, undefined, paint(blank, texture), 1);
  const moved = code(
    coder,
    base.held,
    paint(blank, (x, y) => texture(x - 2, y - 5)),
    1,
  );
  t.true(moved.messages.some((message) => message.kind === 'copy'));
});

test('a picture of another size is the caller’s fault', (t) => {
  const coder = new FrameCoder(width, height);
  const pixels = new Uint8Array(2 * width * height);
  t.throws(() => coder.code(undefined, { width: width - 1, height, pixels }), { instanceOf: RangeError });
  t.throws(() => coder.code(undefined, { width, height, pixels: pixels.subarray(2) }), { instanceOf: RangeError });
});
