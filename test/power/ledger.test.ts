import test from 'ava';
import { MessageType } from '../../firmware/link/messages.js';
import { Counter, Ledger } from '../../firmware/power/ledger.js';
import { Session } from '../support/session.js';

test('time goes to how the processor spends it, and to the mode and source in force', (t) => {
  const ledger = new Ledger(1000);
  ledger.attribute(1, 'clock', 1000);
  ledger.rest(Counter.wait80, 1300); // 300 us awake at 240
  ledger.wake(2300); // 1,000 us waiting at 80
  ledger.runs = 150;
  ledger.rest(Counter.lightSleep, 2700); // 400 us awake at 150
  ledger.attribute(2, 'clock', 5700); // 3,000 us asleep, for the mode before
  ledger.wake(9700); // 4,000 us asleep, for the mode after
  ledger.rest(Counter.deepSleep, 9700);
  ledger.wake(29_700);
  ledger.settle(29_700);
  t.is(ledger.total(Counter.awake240), 300);
  t.is(ledger.total(Counter.awake160), 400);
  t.is(ledger.total(Counter.wait80), 1000);
  t.is(ledger.total(Counter.lightSleep), 7000);
  t.is(ledger.total(Counter.deepSleep), 20_000);
  t.is(ledger.residency(0), 0);
  t.is(ledger.residency(1), 4700);
  t.is(ledger.residency(2), 24_000);
  t.deepEqual(
    [Counter.interrupts, Counter.lightWakes, Counter.deepWakes].map((counter) => ledger.total(counter)),
    [1, 1, 1],
  );
});

test('a step that finds the processor awake is no wake, and books closed twice are closed once', (t) => {
  const ledger = new Ledger(0);
  ledger.wake(10);
  ledger.wake(20);
  ledger.settle(30);
  ledger.settle(30);
  ledger.settle(25);
  t.is(ledger.total(Counter.interrupts), 0);
  t.is(ledger.total(Counter.awake240), 30);
});

test('a counter that somebody else keeps is booked by what it has grown', (t) => {
  const ledger = new Ledger(0);
  ledger.reach(Counter.packets, 7);
  ledger.attribute(1, 'host', 0);
  ledger.reach(Counter.packets, 9);
  t.is(ledger.total(Counter.packets), 9);
  t.is(ledger.counts[ledger.cell * 19 + Counter.packets], 2);
});

test('more sources than a ledger tells apart count with its last one', (t) => {
  const ledger = new Ledger(0);
  for (let number = 0; number < 20; number += 1) ledger.attribute(0, `face ${number}`, number * 10);
  ledger.settle(200);
  t.is(ledger.residency(0), 200);
  t.is(ledger.sources.length, 8);
  t.throws(() => ledger.attribute(4, 'none', 200), { instanceOf: RangeError });
});

test('the ledger’s bytes are those the bus counts on its wires, and its time is the time that passed', (t) => {
  for (const panel of ['co5300-410x502', 'st7789-240x280']) {
    const session = new Session({ panel });
    const { simulation } = session;
    const fill = { left: 10, top: 10, right: 90, bottom: 110 };
    session.send([{ kind: 'fill', region: fill, colour: 0xf800 }]);
    simulation.clock.runForMillis(2000);
    const { ledger, presenter, link } = simulation.controller;
    ledger.settle(simulation.clock.time);
    const { bytes, windows } = simulation.bus.counts;
    t.is(ledger.total(Counter.busBytes), bytes);
    t.is(ledger.total(Counter.windows), windows);
    t.is(ledger.total(Counter.pixels), presenter.counts.pixels);
    t.is(ledger.total(Counter.packets), link.counters.packetsGood);
    let time = 0;
    for (let mode = 0; mode < 4; mode += 1) time += ledger.residency(mode);
    t.true(Math.abs(time - simulation.clock.time) < 1e-6 * time);
    t.true(ledger.sources.includes('host') && ledger.sources.includes('start'));
  }
});

test('a host that asks for statistics gets the ledger’s times and wakes, and the times add up', (t) => {
  const session = new Session();
  const { clock } = session.simulation;
  session.host.bye(false);
  clock.runForMillis(200_000);
  const host = session.another();
  host.greet();
  clock.runForMillis(1000);
  let entries = new Map<number, number>();
  host.ask(MessageType.statistics, new Uint8Array(0), (_, payload) => {
    const view = new DataView(payload!.buffer, payload!.byteOffset, payload!.length);
    for (let at = 0; at < payload!.length; at += 8) {
      entries = entries.set(
        view.getUint16(at, true),
        view.getUint32(at + 2, true) + view.getUint16(at + 6, true) * 2 ** 32,
      );
    }
  });
  clock.runForMillis(500);
  const sum = (...keys: number[]): number => keys.reduce((all, key) => all + entries.get(key)!, 0);
  // Keys as docs/PROTOCOL.md has them: 51 is the time since start.
  t.is(sum(64, 65, 66, 67), entries.get(51)!);
  t.is(sum(72, 73, 74, 75), entries.get(51)!);
  t.true(entries.get(66)! > 150_000_000);
  t.true(entries.get(68)! > 0 && entries.get(69) === 0);
});
