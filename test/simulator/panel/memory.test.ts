import test from 'ava';
import { PanelError } from '../../../simulator/panel/rules.js';
import { co5300, Wire } from './wire.js';

const refused = (rule: string) => ({ instanceOf: PanelError, message: new RegExp(`\\(${rule}:`) });

test('GRAM is noise at power-on, the same for the same seed, and random again when power returns', (t) => {
  const one = co5300({ seed: 7 }).panel.gramPixels(0);
  t.deepEqual(co5300({ seed: 7 }).panel.gramPixels(0), one);
  t.notDeepEqual(co5300({ seed: 8 }).panel.gramPixels(0), one);
  t.true(new Set(one).size > 50_000, 'values of all kinds');
  const { panel } = co5300({ seed: 7 });
  panel.cutPower(1);
  panel.applyPower(2);
  t.notDeepEqual(panel.gramPixels(3), one);
});

test('GRAM survives both resets, and sleep', (t) => {
  const wire = co5300().co5300Awake().window(22, 0, 23, 1).pixels([0x1234, 0x5678, 0x9abc, 0xdef0]);
  wire.reset(20).millis(150);
  t.is(wire.gram(1, 1), 0xdef0);
  wire.command(0x01).millis(150);
  t.is(wire.gram(1, 0), 0x5678);
  wire.command(0x11).millis(120).command(0x10).millis(1000);
  t.is(wire.gram(0, 1), 0x9abc);
});

test('DISPON before every visible pixel was written is counted; written once is enough', (t) => {
  const missing = co5300()
    .co5300Awake()
    .window(22, 0, 431, 499)
    .pixels(new Array<number>(410 * 500).fill(0))
    .command(0x29);
  t.is(missing.panel.warnings.byRule['display-on-unwritten'], 1);
  t.regex(missing.panel.warnings.last[0]!, /^820 pixels/);
  t.is(co5300().co5300Awake().co5300Fill(0).command(0x29).panel.warnings.count, 0);
});

test('writes in sleep are kept', (t) => {
  const wire = co5300().command(0xc4, 0x80).command(0x3a, 0x55).window(22, 0, 23, 1).pixels([0x1111, 0x2222]);
  t.is(wire.gram(1, 0), 0x2222);
});

test('pixels before GRAM writing is enabled throw, where the controller needs that', (t) => {
  t.throws(() => co5300().command(0x11).millis(120).window(22, 0, 23, 1).pixels([1]), refused('gram-access'));
  t.throws(
    () => co5300().command(0x11).millis(120).command(0xc4, 0x04).window(22, 0, 23, 1).pixels([1]),
    refused('gram-access'),
  );
  const rm690b0 = () => new Wire('rm690b0-450x600').command(0x11).millis(120).command(0x3a, 0x55);
  t.throws(() => rm690b0().window(16, 0, 17, 1).pixels([1]), refused('gram-access'));
  t.throws(() => rm690b0().command(0x24, 0x80).window(16, 0, 17, 1).pixels([1]), refused('gram-access'));
  const open = rm690b0()
    .command(0xfe, 0x20)
    .command(0x24, 0x80)
    .command(0xfe, 0x00)
    .window(16, 0, 17, 1)
    .pixels([1, 2]);
  t.is(open.gram(1, 0), 2);
  t.notThrows(() => new Wire('rm67162-240x536').command(0x11).millis(120).window(0, 0, 1, 1).pixels([1]));
});

test('a vendor page reuses DCS numbers: they do nothing there', (t) => {
  const wire = co5300().co5300Awake().command(0xfe, 0x20).command(0x10).command(0x28).command(0x3a, 0x77);
  t.true(wire.panel.awake);
  wire.command(0xfe, 0x00).window(22, 0, 23, 1).pixels([0xabcd]);
  t.is(wire.gram(0, 0), 0xabcd, 'the pixel format is still 16 bits');
});

test('COLMOD is 24 bits after reset, so RGB565 sent before 3A decodes wrongly', (t) => {
  const wire = co5300().command(0x11).millis(120).command(0xc4, 0x80).window(22, 0, 23, 1);
  wire.bytes([0xff, 0x00, 0x80, 0x12, 0x34, 0x56]);
  // FF 00 80 is red 31, green 0, blue 16.
  t.is(wire.gram(0, 0), (31 << 11) | 16);
  t.is(wire.gram(1, 0), ((0x12 >> 3) << 11) | ((0x34 >> 2) << 5) | (0x56 >> 3));
  wire.command(0x3a, 0x66).bytes([0xfc, 0xfc, 0x00]);
  t.is(wire.gram(0, 0), (31 << 11) | (63 << 5), '666 is left-aligned in three bytes');
  wire.command(0x3a, 0x75).bytes([0x12, 0x34]);
  t.is(wire.gram(0, 0), 0x1234, '75 is 16 bits on the serial side, as some SPI modules use');
});

test('the BGR bit exchanges red and blue', (t) => {
  const wire = co5300().co5300Awake().command(0x36, 0x08).window(22, 0, 23, 1).pixels([0xf81e]);
  t.is(wire.gram(0, 0), (0x1e << 11) | 0x1f);
});

test('MADCTL mirrors and exchanges writes as the data sheets draw it', (t) => {
  /** Where the first and the second pixel of GRAM address (0,0) land on a 240 x 536 panel. */
  const landing = (madctl: number) => {
    const wire = new Wire('rm67162-240x536').command(0x11).millis(120).command(0x3a, 0x55);
    wire
      .window(0, 0, 239, 535)
      .pixels(new Array<number>(240 * 536).fill(0))
      .command(0x36, madctl);
    wire.window(0, 0, 1, 1).pixels([0xfffe, 0xfffd]);
    const pixels = wire.panel.gramPixels(wire.time);
    return [0xfffe, 0xfffd].map((pixel) => [pixels.indexOf(pixel) % 240, Math.floor(pixels.indexOf(pixel) / 240)]);
  };
  t.deepEqual(landing(0x00), [
    [0, 0],
    [1, 0],
  ]);
  t.deepEqual(landing(0x40), [
    [239, 0],
    [238, 0],
  ]);
  t.deepEqual(landing(0x80), [
    [0, 535],
    [1, 535],
  ]);
  t.deepEqual(landing(0xc0), [
    [239, 535],
    [238, 535],
  ]);
  t.deepEqual(landing(0x20), [
    [0, 0],
    [0, 1],
  ]);
  t.deepEqual(landing(0x60), [
    [239, 0],
    [239, 1],
  ]);
  t.deepEqual(landing(0xa0), [
    [0, 535],
    [0, 534],
  ]);
  t.deepEqual(landing(0xe0), [
    [239, 535],
    [239, 534],
  ]);
});

test('MADCTL bits a controller lacks are ignored, and disputed ones are counted', (t) => {
  const sh8601 = new Wire('sh8601-368x448').command(0x11).millis(120).command(0x3a, 0x05).command(0x36, 0xe0);
  sh8601.window(0, 0, 1, 1).pixels([0x1234]);
  t.is(sh8601.gram(367, 0), 0x1234, 'it mirrors columns only');
  t.is(co5300().command(0x36, 0x20).panel.warnings.byRule['address-mode-disputed'], 1);
  t.is(co5300().command(0x36, 0xc0).panel.warnings.count, 0);
});

test('deep standby is left only by RESX low for more than 3 ms, and GRAM is then random', (t) => {
  const asleep = () => {
    const wire = co5300().co5300Awake().co5300Fill(0x1234).command(0x10).millis(5).command(0x4f, 0x01).millis(10);
    return wire;
  };
  const deaf = asleep().command(0x11).command(0xc4, 0x80);
  t.false(deaf.panel.awake);
  t.is(deaf.panel.warnings.byRule['asleep-deeply'], 2);
  const short = asleep().reset(2900).millis(150).command(0x11);
  t.false(short.panel.awake);
  t.is(short.gram(0, 0), 0x1234);
  const long = asleep().reset(3100).millis(150).command(0x11);
  t.true(long.panel.awake);
  t.not(new Set(long.panel.gramPixels(long.time)).size, 1);
});

test('SLPOUT reloads register defaults on RM67162, and nowhere else', (t) => {
  const sleeps = (wire: Wire) => wire.command(0x3a, 0x55).command(0x10).millis(120).command(0x11).millis(5);
  const rm67162 = sleeps(new Wire('rm67162-240x536').command(0x11).millis(120)).window(0, 0, 1, 1).bytes([0xff, 0, 0]);
  t.is(rm67162.gram(0, 0), 0xf800, 'back at 24 bits');
  const kept = sleeps(co5300().co5300Awake()).window(22, 0, 23, 1).bytes([0x12, 0x34]);
  t.is(kept.gram(0, 0), 0x1234);
});
