import test from 'ava';
import fc from 'fast-check';
import { EventKind } from '../../../firmware/platform/events.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { Random } from '../../../simulator/random.js';
import { bitErrors, cutAfter, droppedBytes, insertedBytes, packetFaults } from '../../../simulator/serial/faults.js';
import { VirtualLine } from '../../../simulator/serial/virtual-line.js';
import { VirtualPort } from '../../../simulator/serial/virtual-port.js';
import { VirtualWire } from '../../../simulator/serial/virtual-wire.js';

test('bytes arrive in chunks at the line’s rate, each its latency later', (t) => {
  const clock = new VirtualClock();
  const wire = new VirtualWire(clock, { bytesPerSecond: 64_000, latencyMicros: 500, chunkBytes: 64 });
  const arrivals: [number, number][] = [];
  wire.deliver = (bytes) => arrivals.push([clock.time, bytes.length]);
  wire.send(new Uint8Array(150));
  t.is(wire.pending, 150);
  clock.runForMicros(1000);
  t.is(wire.pending, 86);
  clock.runForMillis(10);
  t.deepEqual(arrivals, [
    [1500, 64],
    [2500, 64],
    [2843.75, 22],
  ]);
});

test('a line hands over exactly what was sent, however it is cut', (t) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.integer({ min: 1, max: 200 }), (parts, chunkBytes) => {
      const clock = new VirtualClock();
      const wire = new VirtualWire(clock, { bytesPerSecond: 1e6, chunkBytes });
      const got: number[] = [];
      wire.deliver = (bytes) => {
        t.true(bytes.length <= chunkBytes);
        got.push(...bytes);
      };
      for (const part of parts) wire.send(part);
      clock.runForMillis(1000);
      t.deepEqual(
        got,
        parts.flatMap((part) => [...part]),
      );
    }),
  );
});

test('a port reports bytes, keeps them in order around the end of its ring, and counts what does not fit', (t) => {
  const port = new VirtualPort({ ringBytes: 10 });
  const reports: number[] = [];
  port.listen((kind) => reports.push(kind));
  const into = new Uint8Array(7);
  port.deliver(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  t.is(port.read(into), 7);
  port.deliver(Uint8Array.of(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19));
  t.is(port.overflowed, 2);
  t.is(port.read(into), 7);
  t.deepEqual([...into], [8, 9, 10, 11, 12, 13, 14]);
  t.is(port.read(into), 3);
  t.deepEqual([...into.subarray(0, 3)], [15, 16, 17]);
  t.is(port.read(into), 0);
  t.deepEqual(reports, [EventKind.readable, EventKind.readable]);
});

test('a write that falls short is reported when there is room again', (t) => {
  const clock = new VirtualClock();
  const port = new VirtualPort({ outputBytes: 100 });
  const reports: number[] = [];
  port.listen((kind) => reports.push(kind));
  const line = new VirtualLine(clock, port, { toHost: { bytesPerSecond: 1000, chunkBytes: 10 } });
  t.is(port.write(new Uint8Array(200), 0, 150), 100);
  t.is(port.write(new Uint8Array(200), 0, 150), 0);
  clock.runForMillis(9);
  t.deepEqual(reports, []);
  clock.runForMillis(1);
  t.deepEqual(reports, [EventKind.writable]);
  t.is(port.write(new Uint8Array(200), 0, 150), 10);
  line.close();
  t.is(port.write(new Uint8Array(200), 0, 150), 150);
});

test('faults come at their rate, and the same seed brings the same ones', (t) => {
  const bytes = () => new Uint8Array(200_000);
  const flipped = bitErrors(new Random(1), 1e-3)(bytes());
  let ones = 0;
  for (const byte of flipped) for (let bit = byte; bit > 0; bit >>= 1) ones += bit & 1;
  t.true(Math.abs(ones - 1600) < 160, `${ones} of 1,600,000`);
  t.deepEqual(bitErrors(new Random(1), 1e-3)(bytes()), flipped);
  const kept = droppedBytes(new Random(2), 1e-2)(bytes()).length;
  t.true(Math.abs(kept - 198_000) < 200, `${kept}`);
  const more = insertedBytes(new Random(3), 1e-2)(bytes()).length;
  t.true(Math.abs(more - 202_000) < 250, `${more}`);
});

test('packets are judged whole, wherever the line was cut', (t) => {
  const seen: string[] = [];
  const fault = packetFaults((packet) => {
    seen.push([...packet].join(' '));
    return packet[1] === 5 ? 'duplicate' : 'drop';
  });
  const out = [[0, 5], [6, 0, 0, 7, 7], [0]].flatMap((part) => [...fault(Uint8Array.from(part))]);
  t.deepEqual(seen, ['0 5 6 0', '0 7 7 0']);
  t.deepEqual(out, [0, 5, 6, 0, 0, 5, 6, 0]);
});

test('a cut lets so many bytes through and no more', (t) => {
  const cut = cutAfter(5);
  t.deepEqual(
    [3, 3, 3].map((length) => cut(new Uint8Array(length)).length),
    [3, 2, 0],
  );
});

test('a stalled wire sends nothing until it is over', (t) => {
  const clock = new VirtualClock();
  const wire = new VirtualWire(clock, { bytesPerSecond: 1e6 });
  const arrivals: number[] = [];
  wire.deliver = () => arrivals.push(clock.time);
  wire.stall(5000);
  wire.send(new Uint8Array(100));
  clock.runForMillis(10);
  t.deepEqual(arrivals, [5100]);
});
