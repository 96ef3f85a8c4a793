import test from 'ava';
import { PanelError } from '../../../simulator/panel/rules.js';
import { co5300, Wire } from './wire.js';

const refused = (rule: string) => ({ instanceOf: PanelError, message: new RegExp(`\\(${rule}:`) });

test('a reset pulse below 10 us throws, one of 10 us does not; RM690B0 asks for 30', (t) => {
  t.throws(() => co5300().reset(9), refused('reset-pulse'));
  t.notThrows(() => co5300().reset(10));
  t.throws(() => new Wire('rm690b0-450x600').reset(29), refused('reset-pulse'));
  t.notThrows(() => new Wire('rm690b0-450x600').reset(30));
});

test('a command within 5 ms of reset throws; 150 ms where the panel was awake', (t) => {
  t.throws(() => co5300().reset(10).millis(4.9).command(0x36, 0), refused('reset-settle'));
  t.notThrows(() => co5300().reset(10).millis(5).command(0x36, 0));
  t.throws(() => co5300().co5300Awake().reset(10).millis(149).command(0x36, 0), refused('reset-settle'));
  t.notThrows(() => co5300().co5300Awake().reset(10).millis(150).command(0x36, 0));
});

test('a command while RESX is low throws', (t) => {
  const wire = co5300();
  wire.panel.reset(true, wire.time);
  t.throws(() => wire.millis(1).command(0x36, 0), refused('reset-settle'));
});

test('SLPOUT within 120 ms of reset throws on RM67162', (t) => {
  const wire = () => new Wire('rm67162-240x536').reset(10);
  t.throws(() => wire().millis(119).command(0x11), refused('reset-settle'));
  t.notThrows(() => wire().millis(119).command(0x36, 0));
  t.notThrows(() => wire().millis(120).command(0x11));
});

test('software reset settles as the pin does', (t) => {
  t.throws(() => co5300().command(0x01).millis(4).command(0x36, 0), refused('reset-settle'));
  t.notThrows(() => co5300().command(0x01).millis(5).command(0x36, 0));
});

test('any command within 5 ms of SLPOUT or SLPIN throws, pixels too', (t) => {
  t.throws(() => co5300().command(0x11).millis(4.9).command(0x36, 0), refused('command-settle'));
  t.notThrows(() => co5300().command(0x11).millis(5).command(0x36, 0));
  t.throws(() => co5300().co5300Awake().command(0x10).millis(4.9).command(0x36, 0), refused('command-settle'));
  t.notThrows(() => co5300().co5300Awake().command(0x10).millis(5).command(0x36, 0));
  t.throws(() => co5300().co5300Awake().command(0x10).millis(4).pixels([0, 0, 0, 0]), refused('command-settle'));
});

test('SLPIN and SLPOUT within 120 ms of each other throw, either way', (t) => {
  t.throws(() => co5300().command(0x11).millis(119).command(0x10), refused('sleep-settle'));
  t.notThrows(() => co5300().command(0x11).millis(120).command(0x10));
  t.throws(() => co5300().command(0x11).millis(120).command(0x10).millis(119).command(0x11), refused('sleep-settle'));
  t.notThrows(() => co5300().command(0x11).millis(120).command(0x10).millis(120).command(0x11));
});

test('DISPON within 50 ms of SLPOUT throws; 120 on RM67162', (t) => {
  t.throws(() => co5300().command(0x11).millis(49).command(0x29), refused('display-on-early'));
  t.notThrows(() => co5300().command(0x11).millis(50).command(0x29));
  const rm67162 = () => new Wire('rm67162-240x536').command(0x11);
  t.throws(() => rm67162().millis(119).command(0x29), refused('display-on-early'));
  t.notThrows(() => rm67162().millis(120).command(0x29));
});

test('cutting power before 5 scans of DISPOFF is counted, and so is cutting it while on', (t) => {
  const dark = (scans: number) => {
    const wire = co5300().co5300Awake().co5300Fill(0).command(0x29).command(0x28);
    wire.millis((scans * 1000) / 60);
    wire.panel.cutPower(wire.time);
    return wire.panel.warnings;
  };
  t.is(dark(4.9).byRule['power-cut-early'], 1);
  t.is(dark(5.1).count, 0);
  const lit = co5300().co5300Awake().co5300Fill(0).command(0x29);
  lit.panel.cutPower(lit.time);
  t.is(lit.panel.warnings.byRule['power-cut-early'], 1);
  t.regex(lit.panel.warnings.last[0]!, /while the glass is on/);
});

test('a bus above the rated clock is counted, one above the hard limit throws', (t) => {
  t.is(co5300({ clockHz: 50_000_000 }).panel.warnings.count, 0);
  t.is(co5300({ clockHz: 80_000_000 }).panel.warnings.byRule['clock-rated'], 1);
  t.throws(() => co5300({ clockHz: 80_000_001 }), refused('clock-hard'));
  t.notThrows(() => new Wire('phone-904x572', { clockHz: 160_000_000 }));
});
