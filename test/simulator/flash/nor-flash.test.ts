import test from 'ava';
import { EventKind } from '../../../firmware/platform/events.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { NorFlash } from '../../../simulator/flash/nor-flash.js';
import { VirtualFlash } from '../../../simulator/flash/virtual-flash.js';
import { Random } from '../../../simulator/random.js';

function bytesOf(nor: NorFlash, at: number, count: number): number[] {
  const bytes = new Uint8Array(count);
  nor.read(at, bytes, 0, count);
  return [...bytes];
}

test('flash is FF until it is written, and a write only clears bits', (t) => {
  const nor = new NorFlash(65_536);
  t.deepEqual(bytesOf(nor, 65_530, 6), [255, 255, 255, 255, 255, 255]);
  nor.program(4094, Uint8Array.of(0xf0, 0x3c));
  nor.program(4094, Uint8Array.of(0x30, 0x3c));
  t.deepEqual(bytesOf(nor, 4093, 4), [255, 0x30, 0x3c, 255]);
  t.throws(() => nor.program(4094, Uint8Array.of(0x31)), { message: /would raise bits/ });
  nor.erase(0);
  t.deepEqual(bytesOf(nor, 4093, 4), [255, 255, 255, 255]);
});

test('a page program stays in its page, and all of it in the flash', (t) => {
  const nor = new NorFlash(65_536);
  t.throws(() => nor.program(255, Uint8Array.of(1, 2)), { message: /end of its page/ });
  t.throws(() => nor.program(65_536, Uint8Array.of(1)), { instanceOf: RangeError });
  t.throws(() => bytesOf(nor, 65_535, 2), { instanceOf: RangeError });
  t.throws(() => new NorFlash(4096), { instanceOf: RangeError });
});

test('what is torn lies between old and new in every bit', (t) => {
  for (const share of [0.1, 0.5, 0.9]) {
    const nor = new NorFlash(65_536);
    const before = Uint8Array.from({ length: 200 }, (_, at) => at | 0xc0);
    const after = before.map((byte) => byte & 0xa5);
    nor.program(0, before);
    nor.program(0, after, { random: new Random(1), share });
    const written = bytesOf(nor, 0, 200);
    t.true(written.every((byte, at) => (byte & ~before[at]!) === 0 && (after[at]! & ~byte) === 0));
    t.true(written.some((byte, at) => byte !== before[at]) && written.some((byte, at) => byte !== after[at]));
    nor.erase(0, { random: new Random(2), share });
    const erased = bytesOf(nor, 0, 200);
    t.true(erased.every((byte, at) => (written[at]! & ~byte) === 0));
    t.true(erased.some((byte, at) => byte !== written[at]) && erased.some((byte) => byte !== 255));
  }
});

function rig(cut?: { step: number; share: number; seed: number }) {
  const clock = new VirtualClock();
  const flash = new VirtualFlash(clock, new NorFlash(4 * 65_536));
  flash.cut = cut;
  const done: number[] = [];
  flash.attach({
    note: (kind, when) => {
      if (kind === EventKind.flashDone) done.push(when);
    },
    step: () => {},
  });
  return { clock, flash, done };
}

test('a sector takes 45 ms to erase, a block 150, a page 0.7 to write; their end is reported once', (t) => {
  const { clock, flash, done } = rig();
  flash.erase(0, 4096);
  clock.runForMillis(1000);
  flash.erase(65_536, 65_536 + 4096);
  clock.runForMillis(1000);
  flash.write(300, new Uint8Array(600), 0, 600);
  clock.runForMillis(1000);
  // 300 to 900 lies in three pages.
  t.deepEqual(done, [45_000, 1_000_000 + 195_000, 2_000_000 + 3 * 700]);
  t.is(flash.steps, 1 + 2 + 3);
});

test('one change at a time, and nobody reads what is being changed', (t) => {
  const { clock, flash } = rig();
  flash.erase(4096, 4096);
  t.throws(() => flash.erase(0, 4096), { message: /under way/ });
  t.throws(() => flash.write(0, new Uint8Array(1), 0, 1), { message: /under way/ });
  t.throws(() => flash.read(8000, new Uint8Array(200), 0, 200), { message: /being changed/ });
  t.notThrows(() => flash.read(8192, new Uint8Array(200), 0, 200));
  clock.runForMillis(50);
  t.notThrows(() => flash.read(8000, new Uint8Array(200), 0, 200));
  t.throws(() => flash.erase(100, 4096), { instanceOf: RangeError });
});

test('after a power cut nothing is changed or reported any more', (t) => {
  const { clock, flash, done } = rig({ step: 1, share: 0.5, seed: 3 });
  flash.write(0, new Uint8Array(1024), 0, 1024);
  clock.runForMillis(100);
  t.true(flash.isDead);
  t.deepEqual(done, []);
  const zeros = (at: number): number => bytesOf(flash.nor, at, 256).filter((byte) => byte === 0).length;
  t.deepEqual([zeros(0), zeros(512), zeros(768)], [256, 0, 0]);
  t.true(bytesOf(flash.nor, 256, 256).some((byte) => byte !== 0 && byte !== 255));
});
