import { devkit } from '../../firmware/panel/boards.js';
import { PanelDriver } from '../../firmware/panel/driver.js';
import type { InitStep } from '../../firmware/panel/init-step.js';
import type { PanelModel } from '../../firmware/panel/model.js';
import type { Surface } from '../../firmware/pixels/surface.js';
import type { Board } from '../../firmware/platform/board.js';
import { EventKind } from '../../firmware/platform/events.js';
import { VirtualBus } from '../../simulator/bus/virtual-bus.js';
import { type Scheduled, VirtualClock } from '../../simulator/clock/virtual-clock.js';
import { VirtualPanel } from '../../simulator/panel/virtual-panel.js';

export interface RigOptions {
  board?: Partial<Board>;
  seed?: number;
  oscillatorError?: number;
  stripBytes?: number;
}

/** A driver on the strict panel in virtual time, stepped as a scheduler would: at `wakeAt`, and when the bus reports. */
export function rig(model: PanelModel, options: RigOptions = {}) {
  const clock = new VirtualClock();
  const board: Board = { ...devkit(model), ...options.board };
  const { seed = 1, oscillatorError = 0, stripBytes } = options;
  const panel = new VirtualPanel({ model, framing: board.framing, clockHz: board.clockHz, seed, oscillatorError });
  const bus = new VirtualBus({ clock, board, panel, ...(stripBytes === undefined ? {} : { stripBytes }) });
  const driver = new PanelDriver({ model, bus });
  const events: { kind: EventKind; when: number }[] = [];
  const now = () => Math.floor(clock.time);
  let alarm: Scheduled | null = null;

  /** Reads `wakeAt` again; every call of the driver is followed by it. */
  const settle = () => {
    alarm?.cancel();
    alarm = null;
    if (driver.wakeAt === Number.POSITIVE_INFINITY) return;
    alarm = clock.schedule(driver.wakeAt, () => {
      alarm = null;
      driver.step(now());
      if (driver.wakeAt <= now()) throw new Error('wakeAt is not in the future');
      settle();
    });
  };
  const onEvent = (kind: EventKind, when: number) => {
    events.push({ kind, when });
    if (kind === EventKind.busDone) driver.hold(false, when);
    settle();
  };
  bus.attach({ note: onEvent, step: () => {} });

  return {
    clock,
    board,
    panel,
    bus,
    driver,
    events,
    now,
    /** Calls the driver, then sets the alarm anew. */
    ask(request: (driver: PanelDriver, now: number) => void): void {
      request(driver, now());
      settle();
    },
    /** Windows of `surface` onto the bus, the driver held meanwhile; returns when they are done. */
    write(windows: readonly number[], surface: Surface, start = 0): void {
      driver.hold(true, now());
      settle();
      bus.write(Uint16Array.from(windows), windows.length / 4, surface, start);
      const before = events.filter(({ kind }) => kind === EventKind.busDone).length;
      while (events.filter(({ kind }) => kind === EventKind.busDone).length === before) clock.runUntil(clock.next);
    },
    /** From power-on to a lit glass showing `surface`. */
    light(surface: Surface): void {
      this.ask((d, t) => d.start(t));
      this.untilReady();
      this.write([0, 0, surface.width, surface.height], surface);
      this.ask((d, t) => d.frameWritten(t));
      clock.runForMillis(300 + waitsMillis(model.lit));
    },
    untilReady(): void {
      for (let i = 0; i < 3000 && !driver.ready; i += 1) clock.runForMillis(1);
      if (!driver.ready) throw new Error('the driver never became ready');
    },
  };
}

/** How long a sequence waits by its own data, milliseconds. */
export function waitsMillis(steps: readonly InitStep[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === 'wait' ? step.millis : 0), 0);
}

/** A surface painted pixel by pixel. */
export function paint(width: number, height: number, colour: (x: number, y: number) => number): Surface {
  const bytes = new Uint8Array(width * height * 2);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pixel = colour(x, y) & 0xffff;
      bytes[(y * width + x) * 2] = pixel >> 8;
      bytes[(y * width + x) * 2 + 1] = pixel & 255;
    }
  }
  return { bytes, width, height, stride: width * 2 };
}

/** The colours of `paint` as the glass shows them. */
export function painted(width: number, height: number, colour: (x: number, y: number) => number): Uint16Array {
  return Uint16Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width)));
}
