import test from 'ava';
import { PanelError } from '../../../simulator/panel/rules.js';
import { co5300, Wire } from './wire.js';

const refused = (rule: string) => ({ instanceOf: PanelError, message: new RegExp(`\\(${rule}:`) });
const RED = 0xf800;
const BLUE = 0x001f;

test('an odd edge or size in GRAM throws, when the memory write comes and not before', (t) => {
  const windows: [number, number, number, number][] = [
    [23, 0, 24, 1],
    [22, 0, 24, 1],
    [22, 1, 23, 2],
    [22, 0, 23, 0],
  ];
  for (const window of windows) {
    const wire = co5300()
      .co5300Awake()
      .window(...window);
    t.throws(() => wire.pixels([RED]), refused('window-odd'), window.join());
  }
  t.notThrows(() => co5300().co5300Awake().window(22, 0, 23, 1).pixels([RED]));
  t.notThrows(() =>
    new Wire('st7789-240x280', { framing: 'spi' }).command(0x11).millis(5).window(1, 21, 1, 21).pixels([1]),
  );
});

test('a window that ends before it starts throws', (t) => {
  t.throws(() => co5300().co5300Awake().window(30, 0, 29, 1).pixels([RED]), refused('window-reversed'));
  t.throws(() => co5300().co5300Awake().window(22, 4, 23, 3).pixels([RED]), refused('window-reversed'));
});

test('a window beyond GRAM throws, one beyond the glass is counted', (t) => {
  t.throws(() => co5300().co5300Awake().window(470, 0, 481, 1).pixels([RED]), refused('window-beyond-gram'));
  t.throws(() => co5300().co5300Awake().window(22, 500, 23, 503).pixels([RED]), refused('window-beyond-gram'));
  const unseen = co5300().co5300Awake().window(20, 0, 23, 1).pixels([RED, RED, BLUE, RED]);
  t.is(unseen.panel.warnings.byRule['window-unseen'], 1);
  t.is(unseen.gram(0, 0), BLUE, 'column 22 is the first of the glass');
});

test('RAMWR returns to the first pixel, RAMWRC goes on behind the last one', (t) => {
  const wire = co5300().co5300Awake().window(22, 0, 25, 1);
  wire.pixels([1, 2, 3]).pixels([4, 5], 0x3c);
  t.deepEqual([wire.gram(0, 0), wire.gram(1, 0), wire.gram(2, 0), wire.gram(3, 0), wire.gram(0, 1)], [1, 2, 3, 4, 5]);
  wire.pixels([6]);
  t.deepEqual([wire.gram(0, 0), wire.gram(1, 0)], [6, 2]);
  t.is(wire.panel.warnings.count, 0);
});

test('RAMWRC without a write before it is counted, also where another command ended the write', (t) => {
  const wire = co5300().co5300Awake().window(22, 0, 25, 1).pixels([1], 0x3c);
  t.is(wire.panel.warnings.byRule['continue-without-write'], 1);
  wire.pixels([1]).command(0x51, 0x80).pixels([2], 0x3c);
  t.is(wire.panel.warnings.byRule['continue-without-write'], 2);
});

test('pixels beyond the window are ignored and counted', (t) => {
  const wire = co5300().co5300Awake().co5300Fill(0).window(22, 0, 23, 1).pixels([1, 2, 3, 4, 5, 6, 7]);
  t.deepEqual([wire.gram(0, 0), wire.gram(1, 0), wire.gram(0, 1), wire.gram(1, 1)], [1, 2, 3, 4]);
  t.is(wire.gram(2, 0), 0);
  t.is(wire.panel.warnings.byRule['extra-pixels'], 1);
});

test('part of a pixel at the end is counted; a pixel in two transfers is not', (t) => {
  const cut = co5300().co5300Awake().window(22, 0, 23, 1).bytes([0xf8, 0x00, 0x12]).command(0x51, 1);
  t.is(cut.panel.warnings.byRule['part-pixel'], 1);
  const whole = co5300()
    .co5300Awake()
    .window(22, 0, 23, 1)
    .bytes([0xf8, 0x00, 0x12])
    .bytes([0x34], 0x3c)
    .command(0x51, 1);
  t.deepEqual([whole.gram(0, 0), whole.gram(1, 0)], [RED, 0x1234]);
  t.is(whole.panel.warnings.count, 0);
});

test('a command without all its parameters throws', (t) => {
  t.throws(() => co5300().command(0x2a, 0, 22, 0), refused('parameters'));
});
