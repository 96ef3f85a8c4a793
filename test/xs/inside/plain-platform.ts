import { WindowTiming } from '../../../firmware/bus/timing.js';
import { Dcs } from '../../../firmware/panel/dcs.js';
import type { PanelModel } from '../../../firmware/panel/model.js';
import type { Board } from '../../../firmware/platform/board.js';
import type { Bus } from '../../../firmware/platform/bus.js';
import type { BytePort } from '../../../firmware/platform/byte-port.js';
import type { Clock } from '../../../firmware/platform/clock.js';
import { EventKind, type EventSink } from '../../../firmware/platform/events.js';
import type { Inputs } from '../../../firmware/platform/inputs.js';
import type { Kernels } from '../../../firmware/platform/kernels.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import type { PowerControl } from '../../../firmware/platform/power.js';
import { plainMemory } from '../../support/memory.js';

const NEVER = Number.POSITIVE_INFINITY;

/** Stands between the firmware and what is not firmware, in both directions, so that steps can be counted. */
export interface Gate {
  begin(): void;
  end(): void;
  pause(): number;
  resume(steps: number): void;
}

/** Nothing is counted. */
export const openGate: Gate = { begin() {}, end() {}, pause: () => 0, resume() {} };

/** A line into the device: what is handed to it is read at once, what the device sends is counted by its type. */
class PlainPort implements BytePort {
  readonly #gate: Gate;
  #bytes: Uint8Array | null = null;
  #at = 0;
  /** Packets that were sent, by message type. */
  readonly sent = new Uint32Array(256);

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  put(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#at = 0;
  }

  read(into: Uint8Array): number {
    const steps = this.#gate.pause();
    const bytes = this.#bytes;
    let length = 0;
    if (bytes !== null) {
      length = Math.min(into.length, bytes.length - this.#at);
      for (let index = 0; index < length; index += 1) into[index] = bytes[this.#at + index]!;
      this.#at += length;
      if (this.#at === bytes.length) this.#bytes = null;
    }
    this.#gate.resume(steps);
    return length;
  }

  write(from: Uint8Array, at: number, length: number): number {
    const steps = this.#gate.pause();
    // A delimiter, a count, and neither the lead byte nor the type is ever 0: they are on the line as they are.
    this.sent[from[at + 3]!]! += 1;
    this.#gate.resume(steps);
    return length;
  }
}

/**
 * A platform in virtual time that any engine can run: a bus that takes as long as its clock says, a TE pin that rises when the
 * panel's scan is where it was told to, and no panel behind it. Allocates nothing while it runs.
 */
export class PlainPlatform implements Platform, Clock, Bus, PowerControl, Inputs {
  readonly board: Board;
  readonly kernels: Kernels;
  readonly memory = plainMemory;
  readonly deviceId = new Uint8Array(8);
  readonly address = '';
  readonly facts: PowerControl['facts'] = {
    clocks: [40, 80, 160, 240],
    lightExitMicros: 515,
    lightBreakEvenMicros: 3870,
    deepExitMicros: 150_000,
    deepBreakEvenMicros: 8_100_000,
    linkWakesDeep: false,
    rail: false,
  };
  readonly clock: Clock = this;
  readonly bus: Bus = this;
  readonly power: PowerControl = this;
  readonly inputs: Inputs = this;
  readonly port: PlainPort;
  readonly ports: readonly BytePort[];
  time = 0;
  /** Steps begun, windows and pixels written. */
  wakes = 0;
  windows = 0;
  pixels = 0;
  readonly #gate: Gate;
  readonly #timing: WindowTiming;
  readonly #periodMicros: number;
  readonly #lines: number;
  #teLine: number;
  #sink: EventSink | undefined;
  #alarmAt = NEVER;
  #busDoneAt = NEVER;
  #teAt = NEVER;

  constructor(board: Board, model: PanelModel, kernels: Kernels, gate: Gate) {
    this.board = board;
    this.kernels = kernels;
    this.#gate = gate;
    this.#timing = new WindowTiming(board);
    this.#periodMicros = 1_000_000 / model.scan.hz;
    this.#lines = model.scan.lines;
    this.#teLine = model.height;
    this.port = new PlainPort(gate);
    this.ports = [this.port];
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
  }

  now(): number {
    return this.time;
  }

  alarm(at: number): void {
    this.#alarmAt = at;
  }

  rest(): void {}

  processorClock(): void {}

  panelRail(): void {}

  take(): boolean {
    return false;
  }

  command(code: number, params?: Uint8Array | readonly number[]): void {
    const steps = this.#gate.pause();
    if (code === Dcs.tearLine) {
      const line = (params![0]! << 8) | params![1]!;
      this.#teLine = line === 0 ? this.#lines : line;
    }
    this.#gate.resume(steps);
  }

  write(windows: Uint16Array, count: number, _surface: unknown, start: number): void {
    const steps = this.#gate.pause();
    const timing = this.#timing;
    timing.restart();
    for (let at = 0; at < count * 4; at += 4) {
      const width = windows[at + 2]! - windows[at]!;
      const height = windows[at + 3]! - windows[at + 1]!;
      timing.next(width, height);
      this.pixels += width * height;
    }
    this.windows += count;
    this.#busDoneAt = Math.ceil(Math.max(this.time, start) + timing.micros(timing.end));
    this.#gate.resume(steps);
  }

  awaitTe(): void {
    const steps = this.#gate.pause();
    const phase = (this.#teLine / this.#lines) * this.#periodMicros;
    const scans = Math.floor((this.time - phase) / this.#periodMicros) + 1;
    this.#teAt = Math.round(phase + scans * this.#periodMicros);
    if (this.#teAt <= this.time) this.#teAt = this.time + 1;
    this.#gate.resume(steps);
  }

  origin(): void {}

  reset(): void {}

  /** Bytes come over the line, all at once. */
  receive(bytes: Uint8Array): void {
    this.port.put(bytes);
    this.#note(EventKind.readable);
  }

  /** Lets time pass: events and alarms in their order. */
  runUntil(until: number): void {
    for (;;) {
      const next = Math.min(this.#alarmAt, this.#busDoneAt, this.#teAt);
      if (next > until) break;
      if (next > this.time) this.time = next;
      if (this.#busDoneAt <= this.time) {
        this.#busDoneAt = NEVER;
        this.#note(EventKind.busDone);
      }
      if (this.#teAt <= this.time) {
        this.#teAt = NEVER;
        this.#note(EventKind.te);
      }
      if (this.#alarmAt <= this.time) {
        this.#alarmAt = NEVER;
        this.step();
      }
    }
    this.time = until;
  }

  step(): void {
    this.wakes += 1;
    this.#gate.begin();
    this.#sink!.step(this.time);
    this.#gate.end();
  }

  #note(kind: EventKind): void {
    this.#gate.begin();
    this.#sink!.note(kind, this.time);
    this.#gate.end();
  }
}
