import test from 'ava';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import { loadKernelsFile } from '../../../simulator/kernels/kernels-file.js';

test('allocations are zeroed, 8-aligned, apart from one another, and end where memory ends', (t) => {
  const { memory } = loadKernelsFile();
  const first = memory.allocate(13);
  const second = memory.allocate(1);
  t.is(first.length, 13);
  t.is(first.byteOffset % 8, 0);
  t.is(second.byteOffset % 8, 0);
  t.true(second.byteOffset >= first.byteOffset + 13);
  t.true(first.every((byte) => byte === 0));
  t.is(second.buffer, first.buffer);
  const left = 16 * 1024 * 1024 - second.byteOffset - 8;
  t.throws(() => memory.allocate(left + 1), { instanceOf: RangeError, message: /left/ });
  t.is(memory.allocate(left).length, left);
  t.throws(() => memory.allocate(1), { instanceOf: RangeError });
  t.throws(() => memory.allocate(-1), { instanceOf: RangeError });
});

test('two devices have memories of their own', (t) => {
  const [one, other] = [loadKernelsFile(), loadKernelsFile()];
  const bytes = one.memory.allocate(8);
  other.memory.allocate(8).fill(1);
  t.is(bytes[0], 0);
});

test('a buffer that is not from frame memory is thrown at once, by every kernel', (t) => {
  const { memory, kernels } = loadKernelsFile();
  const checked = new CheckedKernels(kernels);
  const good = memory.allocate(256);
  const other = memory.allocate(256);
  const alien = new Uint8Array(256);
  const calls = [
    () => checked.copyRows(alien, 0, 8, good, 0, 8, 8, 2),
    () => checked.copyRows(good, 0, 8, alien, 0, 8, 8, 2),
    () => checked.pourRows(good, 0, 8, 8, 0, alien, 0, 8),
    () => checked.moveRows(alien, 0, 8, 8, 8, 2),
    () => checked.fillRows(alien, 0, 8, 4, 2, 0),
    () => checked.blendRows(good, 0, 8, other, 0, 8, alien, 0, 4, 4, 2),
    () => checked.blendBits(good, 0, 8, other, 0, 8, alien, 0, 4, 0, 4, 4, 2),
    () => checked.strokeLine(alien, 0, 4, 4, 2, 0, 0, 8, 8, 16),
    () => checked.diffBox(good, 0, 8, alien, 0, 8, 4, 2, other, 0),
    () => checked.diffBox(good, 0, 8, good, 0, 8, 4, 2, alien, 0),
    () => checked.px565Begin(alien, 0, 4, 4, 0),
    () => checked.unstuff(good, 0, alien, 0, 8, other, 0, 8),
    () => checked.crc32(0, alien, 0, 8),
  ];
  for (const call of calls) t.throws(call, { instanceOf: TypeError, message: /frame memory/ }, String(call));
});
