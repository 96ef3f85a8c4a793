import test from 'ava';
import fc from 'fast-check';
import { kernelSides } from '../support/kernel-sides.js';
import { fillNoise } from '../support/noise.js';

const SIZE = 4096;
const sides = kernelSides(SIZE);

const geometry = fc.record({
  seed: fc.integer(),
  rowBytes: fc.integer({ min: 0, max: 70 }),
  rows: fc.integer({ min: 0, max: 12 }),
  toGap: fc.nat(9),
  fromGap: fc.nat(9),
  toAt: fc.nat(60),
  fromAt: fc.nat(60),
});

test('copying rows changes the rows named and no byte besides', (t) => {
  fc.assert(
    fc.property(geometry, ({ seed, rowBytes, rows, toGap, fromGap, toAt, fromAt }) => {
      const before = new Uint8Array(SIZE);
      fillNoise(before, seed);
      const from = 2048 + fromAt;
      const expected = before.slice();
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < rowBytes; x++) {
          expected[toAt + y * (rowBytes + toGap) + x] = before[from + y * (rowBytes + fromGap) + x]!;
        }
      }
      for (const { kernels, bytes, name } of sides) {
        bytes.set(before);
        kernels.copyRows(bytes, toAt, rowBytes + toGap, bytes, from, rowBytes + fromGap, rowBytes, rows);
        t.is(Buffer.compare(bytes, expected), 0, name);
      }
    }),
  );
});

test('bytes poured into rows fill one after the other, however they are cut, and no byte besides', (t) => {
  const cuts = fc.array(fc.nat(90), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(geometry, cuts, ({ seed, rowBytes: across, toGap, toAt, fromAt }, pieces) => {
      const rowBytes = across + 1;
      const stride = rowBytes + toGap;
      const before = new Uint8Array(SIZE);
      fillNoise(before, seed);
      const from = 3000 + fromAt;
      const total = Math.min(
        pieces.reduce((sum, piece) => sum + piece, 0),
        12 * rowBytes,
      );
      const expected = before.slice();
      for (let at = 0; at < total; at++) {
        expected[toAt + Math.floor(at / rowBytes) * stride + (at % rowBytes)] = before[from + at]!;
      }
      for (const { kernels, bytes, name } of sides) {
        bytes.set(before);
        let done = 0;
        for (const piece of pieces) {
          const length = Math.min(piece, total - done);
          kernels.pourRows(bytes, toAt, stride, rowBytes, done, bytes, from + done, length);
          done += length;
        }
        t.is(Buffer.compare(bytes, expected), 0, name);
      }
    }),
  );
});

test('rows moved inside a buffer come out as if through a copy of it, however the areas overlap', (t) => {
  fc.assert(
    fc.property(geometry, ({ seed, rowBytes, rows, toGap, toAt, fromAt }) => {
      const before = new Uint8Array(SIZE);
      fillNoise(before, seed);
      const stride = rowBytes + toGap;
      const expected = before.slice();
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < rowBytes; x++) expected[toAt * 5 + y * stride + x] = before[fromAt * 5 + y * stride + x]!;
      }
      for (const { kernels, bytes, name } of sides) {
        bytes.set(before);
        kernels.moveRows(bytes, toAt * 5, fromAt * 5, stride, rowBytes, rows);
        t.is(Buffer.compare(bytes, expected), 0, name);
      }
    }),
  );
});

test('a fill writes its colour high byte first, into its rows and no byte besides', (t) => {
  fc.assert(
    fc.property(geometry, fc.nat(0xffff), ({ seed, rowBytes: pixels, rows, toGap, toAt }, colour) => {
      const before = new Uint8Array(SIZE);
      fillNoise(before, seed);
      const stride = 2 * pixels + toGap;
      const expected = before.slice();
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < pixels; x++) {
          expected[toAt + y * stride + 2 * x] = Math.floor(colour / 256);
          expected[toAt + y * stride + 2 * x + 1] = colour % 256;
        }
      }
      for (const { kernels, bytes, name } of sides) {
        bytes.set(before);
        kernels.fillRows(bytes, toAt, stride, pixels, rows, colour);
        t.is(Buffer.compare(bytes, expected), 0, name);
      }
    }),
  );
});
