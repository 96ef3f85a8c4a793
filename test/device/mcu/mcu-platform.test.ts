import test from 'ava';
import { Controller } from '../../../firmware/controller.js';
import { mcuPlatform } from '../../../firmware/device/mcu/mcu-platform.js';
import { InputKind, type InputReading } from '../../../firmware/platform/inputs.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { loadKernelsFile } from '../../../simulator/kernels/kernels-file.js';
import { virtualNatives } from './virtual-natives.js';
import { wiringOf } from './wiring-of.js';

/** A board as its manifest wires it, with the firmware on it, in virtual time. */
function device(manifest: string) {
  const wiring = wiringOf(manifest);
  const world = virtualNatives(wiring.board);
  if (wiring.i2c !== undefined) world.registers.set(0x34 << 8, 0).set((0x34 << 8) | 0x90, 0b1001);
  const { memory, kernels } = loadKernelsFile();
  const platform = mcuPlatform(world.natives, wiring, kernels, memory);
  return { ...world, wiring, platform, boot: () => new Controller(platform, world.model) };
}

test('the firmware on natives shows what it shows in the simulator', (t) => {
  for (const manifest of ['waveshare-amoled-2.06', 'waveshare-rp2350-lcd-1.69']) {
    const board = device(manifest);
    board.boot().start();
    const simulation = new Simulation({ panel: board.model.name, board: board.board, oscillatorError: 0 });
    for (const millis of [700, 1500, 3000]) {
      for (const { clock } of [board, simulation]) clock.runUntil(millis * 1000);
      const glass = board.panel.lookFullBrightness(board.clock.time);
      t.deepEqual(glass, simulation.glass(), `${manifest} at ${millis} ms`);
      if (millis > 1000) t.true(glass.filter((pixel) => pixel !== 0).length > 1000);
    }
    t.is(board.panel.warnings.count, simulation.panel.warnings.count);
  }
});

test('a button is reported once for each change, however it bounces', (t) => {
  const board = device('waveshare-amoled-2.06');
  const readings: string[] = [];
  const into: InputReading = { kind: -1, value: -1, when: -1 };
  board.platform.attach({
    note: () => {
      while (board.platform.inputs.take(into)) readings.push(`${into.kind} ${into.value}`);
    },
    step: () => {},
  });
  for (const level of [0, 1, 0, 1, 0]) board.pin(0, level);
  board.clock.runForMillis(1);
  board.pin(0, 0);
  board.clock.runForMillis(1);
  board.pin(0, 1);
  board.clock.runForMillis(1);
  t.deepEqual(readings, [`${InputKind.button} 1`, `${InputKind.button} 0`]);
});

test('the rail of an AXP2101 is one bit of register 90h, and the others stay', (t) => {
  const { platform, calls, registers } = device('waveshare-amoled-2.06');
  const written = () => calls.filter((call) => call.startsWith('i2cWrite'));
  // ALDO2 is bit 1; it is on from the start, with what was on before.
  t.deepEqual(written(), ['i2cWrite 34 90 b']);
  platform.power.panelRail(false);
  platform.power.panelRail(true);
  t.deepEqual(written().slice(1), ['i2cWrite 34 90 9', 'i2cWrite 34 90 b']);
  registers.clear();
  t.notThrows(() => platform.power.panelRail(false));
  t.true(platform.power.facts.rail);
});

test('a board whose supply is a pin switches the pin; one that has none says so', (t) => {
  const t4 = device('lilygo-t4-s3');
  t4.platform.power.panelRail(false);
  t.deepEqual(
    t4.calls.filter((call) => call.startsWith('pinWrite')),
    ['pinWrite 9 1', 'pinWrite 9 0'],
  );
  const rp2350 = device('waveshare-rp2350-lcd-1.69').platform.power;
  t.false(rp2350.facts.rail);
  t.throws(() => rp2350.panelRail(false), { message: 'this board cannot switch the rail' });
});

test('a backlight is lit when the panel shows, and not before', (t) => {
  const board = device('waveshare-rp2350-lcd-1.69');
  t.is(board.pins.get(25), 0);
  board.boot().start();
  board.clock.runForMillis(1000);
  t.is(board.pins.get(25), 1);
  board.platform.bus.command(0x28);
  t.is(board.pins.get(25), 0);
});

test('many events are one call of the engine, and the alarm is set once for each', (t) => {
  const board = device('waveshare-amoled-2.06');
  board.platform.attach({ note: () => {}, step: () => {} });
  board.clock.runForMillis(1);
  const { wakes, alarms } = board.counts;
  board.port.deliver(Uint8Array.of(1, 2, 3));
  board.port.deliver(Uint8Array.of(4));
  board.pin(0, 0);
  board.clock.runForMillis(1);
  t.is(board.counts.wakes, wakes + 1);
  t.is(board.counts.alarms, alarms + 1);
});

test('a still board asks for nothing: no call between one alarm and the next', (t) => {
  const board = device('waveshare-amoled-2.06');
  const controller = board.boot();
  controller.start();
  board.clock.runForMillis(60_000);
  const { wakes } = board.counts;
  const stepped = controller.wakes;
  board.clock.runForMillis(60_000);
  t.is(board.counts.wakes - wakes, controller.wakes - stepped);
});
