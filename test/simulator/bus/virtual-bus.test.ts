import test from 'ava';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import { EventKind } from '../../../firmware/platform/events.js';
import { paint, painted, rig } from '../../panel/rig.js';

const model = panelModel('co5300-410x502');
const blank = () => paint(410, 502, () => 0);

/** A lit rig whose panel writes down what comes over its wires. */
function tapped(framing: 'qspi' | 'spi' = 'qspi') {
  const r = rig(framing === 'qspi' ? model : panelModel('st7789-240x280'));
  r.light(paint(r.panel.model.width, r.panel.model.height, () => 0));
  const log: string[] = [];
  const { panel } = r;
  const [select, send] = [panel.select.bind(panel), panel.send.bind(panel)];
  panel.select = (time) => {
    log.push('|');
    select(time);
  };
  panel.send = (bytes, at, length, start, byteMicros, lines, data) => {
    const hex = [...bytes.subarray(at, at + length)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    log.push(`${lines}${data ? 'd' : 'c'} ${hex} @${byteMicros * lines}`);
    send(bytes, at, length, start, byteMicros, lines, data);
  };
  return { ...r, log };
}

test('a window on QSPI is 2A, 2B, 32 002C00 and pixels on four lines, the origin added', (t) => {
  const r = tapped();
  const surface = paint(410, 502, (x, y) => 0x1000 + y * 16 + x);
  r.write([2, 4, 4, 6], surface);
  t.deepEqual(r.log, [
    '|',
    '1c 02 00 2a 00 @0.2',
    '1d 00 18 00 19 @0.2',
    '|',
    '1c 02 00 2b 00 @0.2',
    '1d 00 04 00 05 @0.2',
    '|',
    '1c 32 00 2c 00 @0.2',
    '4d 10 42 10 43 10 52 10 53 @0.2',
  ]);
});

test('a window on SPI is 2A, 2B, 2C by D/C, all on one line', (t) => {
  const r = tapped('spi');
  const surface = paint(240, 280, (x, y) => 0x1000 + y * 16 + x);
  r.write([1, 0, 2, 2], surface);
  t.deepEqual(r.log, [
    '|',
    '1c 2a @0.2',
    '1d 00 01 00 01 @0.2',
    '|',
    '1c 2b @0.2',
    '1d 00 14 00 15 @0.2',
    '|',
    '1c 2c @0.2',
    '1d 10 01 10 11 @0.2',
  ]);
});

test('counts are those of the datasheets: 160 cycles a window, 4 a pixel, 20 bytes of headers', (t) => {
  const r = rig(model);
  r.light(blank());
  const before = { ...r.bus.counts };
  r.write([0, 0, 410, 502], blank());
  r.write([0, 0, 2, 2, 10, 10, 20, 30], blank());
  t.is(r.bus.counts.windows - before.windows, 3);
  t.is(r.bus.counts.cycles - before.cycles, 3 * 160 + 4 * (410 * 502 + 4 + 200));
  t.is(r.bus.counts.bytes - before.bytes, 3 * 20 + 2 * (410 * 502 + 4 + 200));
  t.true(Math.abs(r.bus.counts.busyMicros - before.busyMicros - (480 + 4 * (410 * 502 + 204)) / 40) < 1e-3);
});

test('the window cost of the board is idle time before the commands', (t) => {
  const r = rig(model, { board: { windowCycles: 1240 } });
  r.light(blank());
  const before = r.bus.counts.cycles;
  const start = r.now() + 1000;
  let first = 0;
  let commands = 0;
  r.bus.onWritten = (written) => {
    first = written.firstPixel[0]!;
    commands = written.begin[0]!;
  };
  r.write([0, 0, 2, 2], blank(), start);
  t.is(first, start + 1240 / 40);
  t.is(commands, start + (1240 - 160) / 40);
  t.is(r.bus.counts.cycles - before, 1240 + 16);
});

test('a write starts at its time, or when its first strip is packed; busDone is the end rounded up', (t) => {
  const r = rig(model);
  r.light(blank());
  const start = r.now() + 5000;
  r.write([0, 0, 2, 2], blank(), start);
  t.deepEqual(r.events.at(-1), { kind: EventKind.busDone, when: start + 5 }, '176 cycles are 4.4 us');
  const now = r.now();
  r.write([0, 0, 410, 2], blank());
  // 1640 bytes at 84 MB/s are 19.5 us; then 160 + 3280 cycles.
  t.deepEqual(r.events.at(-1), { kind: EventKind.busDone, when: now + 20 + 86 });
});

test('commands and writes keep their order', (t) => {
  const r = tapped();
  const start = r.now() + 300;
  r.bus.command(0x51, [0x10]);
  r.bus.write(Uint16Array.of(0, 0, 2, 2), 1, blank(), start);
  r.bus.command(0x51, Uint8Array.of(0x20));
  r.clock.runForMillis(1);
  const commands = r.log.filter((line) => line.startsWith('1c')).map((line) => line.split(' @')[0]!.slice(3));
  t.deepEqual(commands, ['02 00 51 00', '02 00 2a 00', '02 00 2b 00', '32 00 2c 00', '02 00 51 00']);
  t.is(r.panel.brightnessAt(r.clock.time), 0x20);
});

test('parameters are copied: a caller may use its bytes again at once', (t) => {
  const r = rig(model);
  r.light(blank());
  const params = Uint8Array.of(0x44);
  r.bus.command(0x51, params);
  params[0] = 0x99;
  r.clock.runForMillis(1);
  t.is(r.panel.brightnessAt(r.clock.time), 0x44);
});

test('an empty or outside window throws RangeError, a second write while one is under way an Error', (t) => {
  const r = rig(model);
  r.light(blank());
  for (const window of [
    [4, 0, 4, 2],
    [0, 6, 2, 4],
    [0, 0, 412, 2],
    [0, 500, 2, 504],
  ]) {
    t.throws(() => r.bus.write(Uint16Array.from(window), 1, blank(), 0), { instanceOf: RangeError });
  }
  t.throws(() => r.bus.write(new Uint16Array(4), 0, blank(), 0), { instanceOf: RangeError });
  t.throws(() => r.bus.write(Uint16Array.of(0, 0, 2, 2), 2, blank(), 0), { instanceOf: RangeError });
  r.bus.write(Uint16Array.of(0, 0, 2, 2), 1, blank(), 0);
  t.throws(() => r.bus.write(Uint16Array.of(0, 0, 2, 2), 1, blank(), 0), { message: /under way/ });
});

test('one te event is reported for each request, at the first whole microsecond of the edge', (t) => {
  const r = rig(model);
  r.light(blank());
  r.clock.runForMillis(100);
  t.is(r.events.filter(({ kind }) => kind === EventKind.te).length, 0, 'none without a request');
  const edge = r.panel.teAfter(r.clock.time);
  r.bus.awaitTe();
  r.bus.awaitTe();
  r.clock.runForMillis(200);
  t.deepEqual(
    r.events.filter(({ kind }) => kind === EventKind.te),
    [{ kind: EventKind.te, when: Math.ceil(edge) }],
  );
});

test('a request for te made in sleep is answered after waking, and one under way follows the line of 44', (t) => {
  const r = rig(model);
  r.light(blank());
  r.ask((d, now) => d.sleep(now));
  r.clock.runForMillis(200);
  r.bus.awaitTe();
  r.clock.runForMillis(1000);
  t.is(r.events.at(-1)!.kind, EventKind.busDone);
  t.is(r.clock.next, Number.POSITIVE_INFINITY, 'nothing is scheduled meanwhile');
  r.ask((d, now) => d.wake(now));
  r.clock.runForMillis(400);
  t.is(r.events.at(-1)!.kind, EventKind.te);
  r.bus.awaitTe();
  r.ask((d, now) => d.setTeLine(100, now));
  r.clock.runForMicros(50);
  const edge = r.panel.teAfter(r.clock.time);
  r.clock.runForMillis(20);
  t.is(r.events.at(-1)!.when, Math.ceil(edge));
  const line = (edge - r.panel.beam.scanFrom(edge - r.panel.beam.scanMicros)) / r.panel.beam.lineMicros;
  t.is(Math.round(line) % 510, 100);
});

test('what a strip size does not change is the picture', (t) => {
  const colour = (x: number, y: number) => (x * 7919 + y * 104729) & 0xffff;
  for (const stripBytes of [100, 820, 4096, 30_000]) {
    const r = rig(model, { stripBytes });
    r.light(blank());
    r.write(
      [0, 0, 410, 10, 100, 10, 310, 400, 0, 400, 410, 502, 0, 10, 100, 400, 310, 10, 410, 400],
      paint(410, 502, colour),
    );
    r.clock.runForMillis(20);
    t.deepEqual(r.panel.look(r.clock.time), painted(410, 502, colour));
  }
});
