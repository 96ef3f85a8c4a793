import type { Natives } from '../../../firmware/device/mcu/device-natives.js';
import { ALARM } from '../../../firmware/device/mcu/mcu-clock.js';
import { boardNamed } from '../../../firmware/panel/boards.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import { EventKind } from '../../../firmware/platform/events.js';
import { VirtualBus } from '../../../simulator/bus/virtual-bus.js';
import { type Scheduled, VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { VirtualPanel } from '../../../simulator/panel/virtual-panel.js';
import { VirtualPort } from '../../../simulator/serial/virtual-port.js';

/** The natives of an MCU in virtual time: a real event box before the simulator's bus, panel and port, and pins one can read. */
export function virtualNatives(boardName: string) {
  const board = boardNamed(boardName);
  const model = panelModel(board.panel);
  const clock = new VirtualClock();
  const panel = new VirtualPanel({ model, framing: board.framing, clockHz: board.clockHz });
  const bus = new VirtualBus({ clock, board, panel });
  const port = new VirtualPort();
  const pins = new Map<number, number>();
  const registers = new Map<number, number>();
  /** Every call of a native but those that only read, by name and numbers. */
  const calls: string[] = [];
  const box = new Map<number, number>();
  let wake: (() => void) | null = null;
  let isRung = false;
  let takenAt = 0;
  let alarm: Scheduled | null = null;
  /** How often the engine was called. */
  const counts = { wakes: 0, alarms: 0 };

  const ring = (): void => {
    if (isRung || wake === null) return;
    isRung = true;
    clock.schedule(clock.time, () => {
      isRung = false;
      counts.wakes += 1;
      wake?.();
    });
  };
  const put = (kind: number, when: number): void => {
    if (!box.has(kind)) box.set(kind, when);
    ring();
  };
  const now = (): number => Math.floor(clock.time);
  bus.attach({ note: (kind, when) => put(kind, when), step: () => {} });
  port.listen((kind) => put(kind, Math.ceil(clock.time)));

  const natives: Natives = {
    listen(called) {
      wake = called;
      ring();
    },
    take() {
      const first = [...box.keys()].sort((a, b) => a - b)[0];
      if (first === undefined) return -1;
      takenAt = box.get(first)!;
      box.delete(first);
      return first;
    },
    takenAt: () => takenAt,
    now,
    alarm(at) {
      counts.alarms += 1;
      alarm?.cancel();
      alarm = at === Number.POSITIVE_INFINITY ? null : clock.schedule(at, () => put(ALARM, now()));
    },
    deviceId: (into) => into.set([1, 2, 3, 4, 5, 6, 7, 8]),
    busOpen(...numbers) {
      calls.push(`busOpen ${numbers.join(' ')}`);
      return board.clockHz;
    },
    busCommand: (code, parameters, length) => bus.command(code, parameters.slice(0, length)),
    busWrite(windows, count, bytes, width, height, stride, start) {
      const list = new Uint16Array(windows.slice().buffer);
      bus.write(list, count, { bytes, width, height, stride }, start);
    },
    busAwaitTe: () => bus.awaitTe(),
    busOrigin: (x, y) => bus.origin(x, y),
    busReset: (low) => bus.reset(low),
    linkOpen: () => {},
    linkRead: (into) => port.read(into),
    linkWrite: (from, at, length) => port.write(from, at, length),
    powerOpen: () => {},
    rest: (rest) => calls.push(`rest ${rest}`),
    processorClock: (megahertz) => calls.push(`processorClock ${megahertz}`),
    pinWrite(pin, high) {
      calls.push(`pinWrite ${pin} ${high}`);
      pins.set(pin, high);
    },
    pinListen: (pin) => pins.set(pin, 1),
    pinRead: (pin) => pins.get(pin) ?? 1,
    i2cOpen: (data, wire) => calls.push(`i2cOpen ${data} ${wire}`),
    i2cWrite(address, index, value) {
      calls.push(`i2cWrite ${address.toString(16)} ${index.toString(16)} ${value.toString(16)}`);
      if (!registers.has(address << 8)) return 0;
      registers.set((address << 8) | index, value);
      return 1;
    },
    i2cRead: (address, index) => (registers.has(address << 8) ? (registers.get((address << 8) | index) ?? 0) : -1),
  };

  return {
    ...{ natives, clock, panel, bus, port, pins, registers, calls, counts, model, board },
    /** The button's pin goes to `level`; it interrupts as the natives do. */
    pin(pin: number, level: number): void {
      pins.set(pin, level);
      put(EventKind.input, now());
    },
  };
}
