import { commandCycles } from '../../firmware/bus/framing.js';
import { STRIP_BYTES, WindowTiming } from '../../firmware/bus/timing.js';
import { Dcs } from '../../firmware/panel/dcs.js';
import type { Surface } from '../../firmware/pixels/surface.js';
import type { Board } from '../../firmware/platform/board.js';
import type { Bus } from '../../firmware/platform/bus.js';
import { EventKind, type EventSink } from '../../firmware/platform/events.js';
import type { Scheduled, VirtualClock } from '../clock/virtual-clock.js';
import type { VirtualPanel } from '../panel/virtual-panel.js';
import { WrittenWindows } from './written-windows.js';

export interface VirtualBusOptions {
  clock: VirtualClock;
  board: Board;
  panel: VirtualPanel;
  stripBytes?: number;
}

/**
 * The panel bus, modelled to the cycle: real bytes go to the virtual panel at the times the board's clock and window cost
 * give them. Of each window a strip at a time is read from the surface, when it begins to be sent. An interrupt is stamped
 * with the first whole microsecond at or after what it reports.
 */
export class VirtualBus implements Bus {
  /** Totals: bus cycles (commands, window cost, pixels), windows, bytes on the wires, microseconds not idle. */
  readonly counts = { cycles: 0, windows: 0, bytes: 0, busyMicros: 0 };
  /** Called at the end of each write, before `busDone`, with its exact times. The object is used again. */
  onWritten: ((written: WrittenWindows) => void) | null = null;
  /** Called before and after each command and reset, and after each write: the panel may be another one then. */
  onTouch: (() => void) | null = null;

  readonly #clock: VirtualClock;
  readonly #board: Board;
  readonly #panel: VirtualPanel;
  readonly #timing: WindowTiming;
  readonly #cycleMicros: number;
  readonly #written = new WrittenWindows();
  readonly #frame = new Uint8Array(64);
  readonly #params = new Uint8Array(4);
  readonly #stripBytes: number;
  readonly #strips: [Uint8Array, Uint8Array];
  #sink: EventSink | null = null;
  #originX = 0;
  #originY = 0;
  #freeAt = 0;
  #surface: Surface | null = null;
  #window = 0;
  #row = 0;
  #strip = 0;
  #teAwaited = false;
  #te: Scheduled | null = null;

  constructor({ clock, board, panel, stripBytes = STRIP_BYTES }: VirtualBusOptions) {
    this.#clock = clock;
    this.#board = board;
    this.#panel = panel;
    this.#stripBytes = stripBytes;
    this.#timing = new WindowTiming(board, stripBytes);
    this.#cycleMicros = 1_000_000 / board.clockHz;
    // A row that is longer than a strip is a strip of its own.
    const bytes = Math.max(stripBytes, Math.max(panel.model.gram.width, panel.model.gram.height) * 2);
    this.#strips = [new Uint8Array(bytes), new Uint8Array(bytes)];
    panel.onTeChange = () => this.#scheduleTe();
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
  }

  /** Whether a command or a write is queued or on the wires. */
  get busy(): boolean {
    return this.#surface !== null || this.#freeAt > this.#clock.time;
  }

  command(code: number, params: Uint8Array | readonly number[] = []): void {
    const { framing } = this.#timing;
    const cycles = commandCycles(framing, params.length);
    const start = Math.max(this.#clock.time, this.#freeAt);
    const end = start + cycles * this.#cycleMicros;
    this.#count(cycles, framing.headerBytes + params.length);
    this.#freeAt = end;
    const copy = Uint8Array.from(params);
    this.#clock.schedule(end, () => {
      this.onTouch?.();
      this.#sendCommand(code, copy, copy.length, start);
      this.onTouch?.();
    });
  }

  origin(x: number, y: number): void {
    this.#originX = x;
    this.#originY = y;
  }

  write(windows: Uint16Array, count: number, surface: Surface, start: number): void {
    if (this.#surface !== null) throw new Error('a write is under way');
    checkWindows(windows, count, surface);
    const timing = this.#timing;
    const written = this.#written;
    const { framing } = timing;
    const lead = timing.leadMicros(windows[2]! - windows[0]!, windows[3]! - windows[1]!);
    const begin = Math.max(start, this.#clock.time + lead, this.#freeAt);
    written.restart(begin, windows, count, framing.pixelCycles * this.#cycleMicros);
    timing.restart();
    let pixels = 0;
    for (let i = 0; i < count; i += 1) {
      const width = windows[i * 4 + 2]! - windows[i * 4]!;
      const height = windows[i * 4 + 3]! - windows[i * 4 + 1]!;
      timing.next(width, height);
      written.add(
        begin + timing.micros(timing.firstPixel - framing.windowCycles),
        begin + timing.micros(timing.firstPixel),
        begin + timing.micros(timing.end),
      );
      pixels += width * height;
    }
    written.end = begin + timing.micros(timing.end);
    const headers = 3 * framing.headerBytes + 8;
    this.#count(count * this.#board.windowCycles + pixels * framing.pixelCycles, count * headers + pixels * 2);
    this.counts.windows += count;
    this.#surface = surface;
    this.#freeAt = written.end;
    this.#window = 0;
    this.#row = 0;
    this.#clock.schedule(written.begin[0]!, this.#sendStrip);
  }

  awaitTe(): void {
    if (!this.#board.te) return;
    this.#teAwaited = true;
    this.#scheduleTe();
  }

  reset(low: boolean): void {
    this.onTouch?.();
    this.#panel.reset(low, this.#clock.time);
    this.onTouch?.();
  }

  /** One strip begins: a window's first one brings its commands along. Runs when they begin, then at each strip's start. */
  readonly #sendStrip = (): void => {
    const written = this.#written;
    const surface = this.#surface!;
    const { framing } = this.#timing;
    const { windows } = written;
    const at = this.#window * 4;
    const left = windows[at]!;
    const top = windows[at + 1]!;
    const width = windows[at + 2]! - left;
    const height = windows[at + 3]! - top;
    const rowMicros = width * written.pixelMicros;
    const rows = Math.min(Math.max(1, Math.floor(this.#stripBytes / (width * 2))), height - this.#row);
    const start = written.firstPixel[this.#window]! + this.#row * rowMicros;
    if (this.#row === 0) {
      if (this.#window > 0) this.#panel.deselect(written.windowEnd[this.#window - 1]!);
      this.#sendHeader(left, top, width, height, start);
    }
    const strip = this.#strips[this.#strip]!;
    this.#strip = 1 - this.#strip;
    packRows(strip, surface, left, top + this.#row, width, rows);
    this.#panel.send(strip, 0, rows * width * 2, start, written.pixelMicros / 2, framing.pixelLines, true);
    this.#row += rows;
    if (this.#row < height) {
      this.#clock.schedule(start + rows * rowMicros, this.#sendStrip);
      return;
    }
    this.#row = 0;
    this.#window += 1;
    const more = this.#window < written.count;
    this.#clock.schedule(
      more ? written.begin[this.#window]! : Math.ceil(written.end),
      more ? this.#sendStrip : this.#finish,
    );
  };

  readonly #finish = (): void => {
    this.#surface = null;
    this.#panel.deselect(this.#written.end);
    this.onWritten?.(this.#written);
    this.onTouch?.();
    this.#sink?.note(EventKind.busDone, Math.ceil(this.#written.end));
  };

  /** Column address, row address and the header of the memory write, the last of which ends where the pixels begin. */
  #sendHeader(left: number, top: number, width: number, height: number, end: number): void {
    const { framing } = this.#timing;
    const start = end - framing.windowCycles * this.#cycleMicros;
    const address = commandCycles(framing, 4) * this.#cycleMicros;
    this.#sendSpan(Dcs.columnAddress, this.#originX + left, width, start);
    this.#sendSpan(Dcs.rowAddress, this.#originY + top, height, start + address);
    const header = start + 2 * address;
    this.#panel.select(header);
    framing.pixelHeader(this.#frame, Dcs.writeMemory);
    this.#panel.send(this.#frame, 0, framing.headerBytes, header, 8 * this.#cycleMicros, 1, false);
  }

  #sendSpan(code: number, from: number, size: number, start: number): void {
    const to = from + size - 1;
    this.#params[0] = from >> 8;
    this.#params[1] = from & 255;
    this.#params[2] = to >> 8;
    this.#params[3] = to & 255;
    this.#sendCommand(code, this.#params, 4, start);
  }

  #sendCommand(code: number, params: Uint8Array, length: number, start: number): void {
    const { framing } = this.#timing;
    const byteMicros = 8 * this.#cycleMicros;
    const header = framing.headerBytes;
    framing.commandHeader(this.#frame, code);
    this.#panel.select(start);
    this.#panel.send(this.#frame, 0, header, start, byteMicros, 1, false);
    if (length > 0) this.#panel.send(params, 0, length, start + header * byteMicros, byteMicros, 1, true);
    this.#panel.deselect(start + (header + length) * byteMicros);
  }

  #scheduleTe(): void {
    this.#te?.cancel();
    this.#te = null;
    if (!this.#teAwaited) return;
    const edge = this.#panel.teAfter(this.#clock.time);
    if (edge === Number.POSITIVE_INFINITY) return;
    const when = Math.ceil(edge);
    this.#te = this.#clock.schedule(when, () => {
      this.#te = null;
      this.#teAwaited = false;
      this.#sink?.note(EventKind.te, when);
    });
  }

  #count(cycles: number, bytes: number): void {
    this.counts.cycles += cycles;
    this.counts.bytes += bytes;
    this.counts.busyMicros += cycles * this.#cycleMicros;
  }
}

function checkWindows(windows: Uint16Array, count: number, surface: Surface): void {
  if (count < 1 || count * 4 > windows.length) throw new RangeError(`${count} windows`);
  for (let at = 0; at < count * 4; at += 4) {
    const [left, top, right, bottom] = [windows[at]!, windows[at + 1]!, windows[at + 2]!, windows[at + 3]!];
    if (left >= right || top >= bottom || right > surface.width || bottom > surface.height) {
      throw new RangeError(`window ${left}, ${top}, ${right}, ${bottom} on ${surface.width} x ${surface.height}`);
    }
  }
}

/** Copies rows of a window into a strip without gaps. */
function packRows(strip: Uint8Array, surface: Surface, left: number, top: number, width: number, rows: number): void {
  const { bytes, stride } = surface;
  const rowBytes = width * 2;
  let from = top * stride + left * 2;
  for (let row = 0; row < rows; row += 1, from += stride) {
    if (rowBytes >= 64) strip.set(bytes.subarray(from, from + rowBytes), row * rowBytes);
    else for (let at = 0, to = row * rowBytes; at < rowBytes; at += 1) strip[to + at] = bytes[from + at]!;
  }
}
