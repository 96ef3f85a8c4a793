import test from 'ava';
import { commandCycles } from '../../firmware/bus/framing.js';
import { framingOf } from '../../firmware/bus/framings.js';

const header = (kind: 'qspi' | 'spi', what: 'commandHeader' | 'pixelHeader', code: number) => {
  const framing = framingOf(kind);
  const bytes = new Uint8Array(framing.headerBytes);
  framing[what](bytes, code);
  return [...bytes];
};

test('on QSPI a command is opcode 02 and its code in the middle of three address bytes', (t) => {
  t.deepEqual(header('qspi', 'commandHeader', 0x2a), [0x02, 0x00, 0x2a, 0x00]);
  t.deepEqual(header('qspi', 'commandHeader', 0xff), [0x02, 0x00, 0xff, 0x00]);
});

test('on QSPI pixels follow opcode 32 with 2C, or 3C to go on', (t) => {
  t.deepEqual(header('qspi', 'pixelHeader', 0x2c), [0x32, 0x00, 0x2c, 0x00]);
  t.deepEqual(header('qspi', 'pixelHeader', 0x3c), [0x32, 0x00, 0x3c, 0x00]);
});

test('on 4-wire SPI a command is its code alone', (t) => {
  t.deepEqual(header('spi', 'commandHeader', 0x2a), [0x2a]);
  t.deepEqual(header('spi', 'pixelHeader', 0x2c), [0x2c]);
});

test('a window costs 160 cycles on QSPI and 88 on SPI; a pixel 4 and 16', (t) => {
  for (const [kind, window, pixel] of [
    ['qspi', 160, 4],
    ['spi', 88, 16],
  ] as const) {
    const framing = framingOf(kind);
    t.is(framing.windowCycles, window);
    t.is(framing.pixelCycles, pixel);
    t.is(2 * commandCycles(framing, 4) + framing.headerBytes * 8, window, 'two addresses and a header');
  }
});

test('a 410 x 502 frame is 823,440 cycles', (t) => {
  const { windowCycles, pixelCycles } = framingOf('qspi');
  t.is(windowCycles + 410 * 502 * pixelCycles, 823_440);
});
