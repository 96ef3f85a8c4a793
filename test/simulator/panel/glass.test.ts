import test from 'ava';
import { co5300, Wire } from './wire.js';

const WHITE = 0xffff;
const RED = 0xf800;

/** A CO5300 that shows one colour; a scan (16.7 ms) has passed. */
const lit = (colour: number) => co5300().co5300Awake().co5300Fill(colour).command(0x29).millis(20);

test('the glass is visible only awake, after DISPON, not all-off, at brightness above 0', (t) => {
  const wire = lit(WHITE);
  t.is(wire.glass(5, 5), WHITE);
  t.is(wire.command(0x28).glass(5, 5), 0, 'DISPOFF');
  t.is(wire.command(0x29).glass(5, 5), WHITE);
  t.is(wire.command(0x22).glass(5, 5), 0, 'all pixels off');
  t.is(wire.command(0x13).glass(5, 5), WHITE, 'normal mode');
  t.is(wire.command(0x51, 0).glass(5, 5), 0, 'brightness 0');
  t.is(wire.panel.lookFullBrightness(wire.time)[0], WHITE, 'but still lit');
  t.is(wire.command(0x51, 1).glass(5, 5), WHITE);
  t.is(wire.command(0x53, 0x00).glass(5, 5), 0, 'brightness control off');
  wire.command(0x53, 0x20).millis(120).command(0x10);
  t.is(wire.glass(5, 5), 0, 'asleep');
  t.is(wire.panel.lookFullBrightness(wire.time)[0], 0);
});

test('what was never written is on the glass as the noise it is in GRAM', (t) => {
  const wire = co5300().co5300Awake().command(0x29).millis(20);
  t.deepEqual(wire.panel.look(wire.time), wire.panel.gramPixels(wire.time));
  t.true(new Set(wire.panel.look(wire.time)).size > 50_000);
});

test('all pixels on is white, inversion turns every bit over', (t) => {
  const wire = lit(RED);
  t.is(wire.command(0x23).glass(0, 0), WHITE);
  t.is(wire.command(0x13).command(0x21).glass(0, 0), RED ^ WHITE);
  t.is(wire.command(0x20).glass(0, 0), RED);
});

test('a panel of inverted glass shows true colours with INVON', (t) => {
  const wire = new Wire('st7789-240x280', { framing: 'spi' }).command(0x11).millis(120).command(0x3a, 0x55);
  wire
    .window(0, 20, 239, 299)
    .pixels(new Array<number>(240 * 280).fill(RED))
    .command(0x29)
    .millis(20);
  t.is(wire.glass(0, 0), RED ^ WHITE);
  t.is(wire.command(0x21).glass(0, 0), RED);
});

test('in the idle mode of the DCS each component is full or dark by its highest bit', (t) => {
  const wire = lit((15 << 11) | (32 << 5) | 16).command(0x39);
  t.is(wire.glass(9, 9), (63 << 5) | 31);
  t.is(wire.command(0x38).glass(9, 9), (15 << 11) | (32 << 5) | 16);
});

test('the partial area alone is shown in partial mode', (t) => {
  const wire = lit(WHITE).command(0x30, 0, 10, 0, 19).command(0x31, 0, 22, 0, 41).command(0x12);
  t.deepEqual(
    [wire.glass(0, 9), wire.glass(0, 10), wire.glass(19, 19), wire.glass(20, 19), wire.glass(0, 20)],
    [0, WHITE, WHITE, 0, 0],
  );
  t.is(wire.command(0x13).glass(0, 9), WHITE);
});

test('brightness dims what a camera sees, linearly', (t) => {
  const wire = lit(WHITE).command(0x51, 51);
  t.deepEqual([...wire.panel.lookRgb(wire.time).subarray(0, 3)], [51, 51, 51]);
  t.is(wire.panel.brightnessAt(wire.time), 51);
});

test('with dimming on, brightness changes gradually and arrives', (t) => {
  const wire = lit(WHITE).command(0x53, 0x28).command(0x51, 0);
  const levels = [0, 100, 200, 300, 600].map((millis) => wire.panel.brightnessAt(wire.time + millis * 1000));
  t.is(levels[0], 255);
  t.is(levels.at(-1), 0);
  for (let i = 1; i < levels.length; i += 1) t.true(levels[i]! < levels[i - 1]!);
});

test('high brightness and AOD have levels of their own', (t) => {
  const wire = lit(WHITE).command(0x51, 10).command(0x63, 240).command(0x66, 0x02);
  t.is(wire.panel.brightnessAt(wire.time), 240);
  t.is(wire.command(0x66, 0x00).panel.brightnessAt(wire.time), 10);
  t.is(wire.command(0x4a, 3).command(0x49).panel.brightnessAt(wire.time), 3);
  t.is(wire.command(0x48).panel.brightnessAt(wire.time), 10);
});

test('a line shows what GRAM held when the beam passed it, and nothing newer', (t) => {
  const wire = lit(0);
  const { beam, model } = wire.panel;
  wire.time = beam.scanFrom(wire.time) + 100.5 * beam.lineMicros;
  const start = wire.time;
  // One colour over the whole glass in 0.1 us: faster than any bus, so that the cut is one line.
  wire.window(22, 0, 431, 501);
  wire.panel.select(wire.time);
  wire.panel.send(Uint8Array.of(0x32, 0, 0x2c, 0), 0, 4, wire.time, 0.001, 1, false);
  const bytes = new Uint8Array(410 * 502 * 2).fill(0xff);
  wire.panel.send(bytes, 0, bytes.length, wire.time, 1e-7, 4, true);
  wire.time += 1;
  const passed = Math.floor((wire.time - start) / beam.lineMicros + 100.5);
  const look = wire.panel.look(wire.time);
  for (let y = 0; y <= passed; y += 1) t.is(look[y * 410], 0, `line ${y} was copied before`);
  t.is(look[(passed + 1) * 410], 0, 'the line below waits for the beam');
  const next = wire.panel.look(wire.time + 200 * beam.lineMicros);
  t.deepEqual([next[passed * 410], next[(passed + 1) * 410], next[300 * 410]], [0, WHITE, WHITE]);
  t.is(next[310 * 410], 0);
  const after = wire.panel.look(wire.time + model.scan.lines * beam.lineMicros);
  t.true(after.every((pixel) => pixel === WHITE));
  t.true(wire.panel.settled);
});

test('TE rises at the start of the porch, or at the line of 44; not while off, not in sleep', (t) => {
  const wire = lit(0);
  const { panel } = wire;
  const { beam } = panel;
  t.is(panel.teAfter(wire.time), Number.POSITIVE_INFINITY, '34 and reset: off');
  wire.command(0x35, 0x00);
  const scan = beam.scanFrom(wire.time);
  const close = (actual: number, expected: number) =>
    t.true(Math.abs(actual - expected) < 1e-6, `${actual} ${expected}`);
  close(panel.teAfter(scan), scan + 502 * beam.lineMicros);
  wire.command(0x44, 0x01, 0xd1);
  close(panel.teAfter(scan), scan + 465 * beam.lineMicros);
  close(panel.teAfter(panel.teAfter(scan)), scan + (465 + 510) * beam.lineMicros);
  wire.command(0x35, 0x01);
  close(panel.teAfter(scan + 0.5 * beam.lineMicros), scan + beam.lineMicros);
  wire.command(0x34);
  t.is(panel.teAfter(wire.time), Number.POSITIVE_INFINITY);
  wire.command(0x35, 0x00).millis(120).command(0x10);
  t.is(panel.teAfter(wire.time), Number.POSITIVE_INFINITY);
});

test('the scan runs at the model’s rate, faster or slower by the oscillator’s error', (t) => {
  for (const oscillatorError of [-0.08, 0, 0.08]) {
    const { panel } = co5300({ oscillatorError }).co5300Awake();
    t.true(Math.abs(panel.beam.scanMicros - 1_000_000 / (60 * (1 + oscillatorError))) < 1e-6);
    t.true(Math.abs(panel.beam.scanMicros / panel.beam.lineMicros - 510) < 1e-6);
  }
  const phase = (seed: number) => {
    const { panel } = co5300({ seed }).co5300Awake();
    return panel.beam.scanFrom(0);
  };
  t.not(phase(1), phase(2), 'the phase differs by the seed');
});

test('a day without writes costs nothing', (t) => {
  const wire = lit(RED);
  t.is(wire.millis(20).glass(3, 3), RED);
  const version = wire.panel.version;
  wire.time += 86_400_000_000;
  t.is(wire.glass(3, 3), RED);
  t.is(wire.panel.version, version);
});
