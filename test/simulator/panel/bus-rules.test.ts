import test from 'ava';
import { PanelError } from '../../../simulator/panel/rules.js';
import { co5300, Wire } from './wire.js';

const refused = (rule: string) => ({ instanceOf: PanelError, message: new RegExp(`\\(${rule}:`) });

test('opcodes 32 and 12 with another command than 2C and 3C throw', (t) => {
  t.throws(() => co5300().raw([1, false, 0x32, 0x00, 0x51, 0x00]), refused('pixel-command'));
  t.throws(() => co5300().raw([1, false, 0x12], [4, false, 0x00, 0x29, 0x00]), refused('pixel-command'));
});

test('parameters under 32 throw', (t) => {
  t.throws(() => co5300().raw([1, false, 0x32, 0x00, 0x51, 0x00], [4, true, 0xff]), refused('parameters-in-pixels'));
});

test('an unknown opcode throws; 3C is a command and no opcode', (t) => {
  t.throws(() => co5300().raw([1, false, 0x3c, 0x00, 0x2c, 0x00]), refused('opcode-unknown'));
  t.throws(() => co5300().raw([1, false, 0xff, 0x00, 0x2c, 0x00]), refused('opcode-unknown'));
});

test('outer address bytes that are not zero throw', (t) => {
  t.throws(() => co5300().raw([1, false, 0x02, 0x01, 0x36, 0x00, 0x00]), refused('address-bytes'));
  t.throws(() => co5300().raw([1, false, 0x02, 0x00, 0x36, 0x01, 0x00]), refused('address-bytes'));
});

test('every part must come on its number of lines', (t) => {
  t.throws(() => co5300().raw([4, false, 0x02, 0x00, 0x36, 0x00]), refused('lines'));
  t.throws(() => co5300().raw([1, false, 0x02, 0x00, 0x36, 0x00], [4, true, 0x00]), refused('lines'));
  const awake = () => co5300().co5300Awake().window(22, 0, 23, 1);
  t.throws(() => awake().raw([1, false, 0x32, 0x00, 0x2c, 0x00, 0x12, 0x34]), refused('lines'));
  t.throws(() => awake().raw([1, false, 0x12, 0x00, 0x2c, 0x00]), refused('lines'));
  t.throws(() => new Wire('st7789-240x280', { framing: 'spi' }).raw([4, false, 0x36]), refused('lines'));
});

test('opcode 12 takes its address on four lines, and then pixels', (t) => {
  const wire = co5300().co5300Awake().window(22, 0, 23, 1);
  wire.raw([1, false, 0x12], [4, true, 0x00, 0x2c, 0x00, 0x12, 0x34]);
  t.is(wire.gram(0, 0), 0x1234);
});

test('pixels may also come on one line, as parameters of 2C under 02', (t) => {
  const wire = co5300().co5300Awake().window(22, 0, 23, 1).command(0x2c, 0x12, 0x34, 0x56, 0x78);
  t.deepEqual([wire.gram(0, 0), wire.gram(1, 0)], [0x1234, 0x5678]);
});

test('bytes while chip select is high throw', (t) => {
  const { panel } = co5300();
  t.throws(() => panel.send(Uint8Array.of(0x02), 0, 1, 0, 0.2, 1, false), refused('unselected'));
});

test('chip select that rises inside a header loses that command', (t) => {
  const wire = co5300().co5300Awake();
  wire.raw([1, false, 0x02, 0x00, 0x10]);
  t.true(wire.panel.awake);
});

test('reading is heard and changes nothing', (t) => {
  const wire = co5300().raw([1, false, 0x03, 0x00, 0x11, 0x00, 0xff]);
  t.false(wire.panel.awake);
});

test('on 4-wire SPI a byte with D/C low is a command, the others are its parameters or pixels', (t) => {
  const wire = new Wire('st7789-240x280', { framing: 'spi' });
  wire.command(0x11).millis(120);
  wire.raw(
    [1, false, 0x3a],
    [1, true, 0x55],
    [1, false, 0x2a],
    [1, true, 0, 0, 0, 1],
    [1, false, 0x2b],
    [1, true, 0, 20, 0, 20],
  );
  wire.raw([1, false, 0x2c], [1, true, 0x12, 0x34]).raw([1, true, 0x56, 0x78]);
  t.deepEqual([wire.gram(0, 0), wire.gram(1, 0)], [0x1234, 0x5678]);
  t.is(wire.panel.warnings.count, 0);
});
