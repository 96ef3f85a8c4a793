import type { Board } from '../platform/board.js';
import type { Framing } from './framing.js';
import { framingOf } from './framings.js';

/** Rows are copied from frame memory into strips at this rate (octal PSRAM of an ESP32-S3, measured). */
export const PACK_BYTES_PER_SECOND = 84_000_000;
/** Size of each of the two strips, where one row is not longer. */
export const STRIP_BYTES = 4096;

/**
 * When each window of a `Bus.write` is where: walks the windows in order, in whole bus cycles since the write's start.
 * The virtual bus and the pacer both take their times from here. One strip is packed while the other is sent; the first
 * one before the start. Packing is faster than any bus, so only a big strip behind a small window is ever waited for.
 */
export class WindowTiming {
  readonly framing: Framing;
  readonly clockHz: number;
  /** Cycles a window costs before its first pixel. */
  readonly windowCycles: number;
  /** Start of the window's commands, of its first pixel, and end of its last pixel: cycles since the start. */
  begin = 0;
  firstPixel = 0;
  end = 0;
  /** Cycles and rows of one strip of the current window (the last one may have fewer rows), and cycles of one row. */
  rowCycles = 0;
  stripRows = 0;
  readonly #stripBytes: number;
  /** Cycles to pack one byte, and to send one. */
  readonly #packCycles: number;
  readonly #byteCycles: number;
  #packedAt = 0;
  /** When the strip to be packed next has been sent. */
  #freeAt = 0;

  /** Throws `RangeError` where the board's bus is faster than packing, or its window cost below the framing's. */
  constructor(board: Board, stripBytes: number = STRIP_BYTES) {
    this.framing = framingOf(board.framing);
    this.clockHz = board.clockHz;
    this.windowCycles = board.windowCycles;
    this.#stripBytes = stripBytes;
    this.#packCycles = board.clockHz / PACK_BYTES_PER_SECOND;
    this.#byteCycles = this.framing.pixelCycles / 2;
    if (board.windowCycles < this.framing.windowCycles) throw new RangeError('a window costs at least its commands');
    if (this.#packCycles > this.#byteCycles) throw new RangeError('the bus would be faster than strips are packed');
  }

  /** Back to the start of a write. */
  restart(): void {
    this.begin = 0;
    this.firstPixel = 0;
    this.end = 0;
    this.#packedAt = Number.NEGATIVE_INFINITY;
    this.#freeAt = 0;
  }

  /** The next window: sets `begin`, `firstPixel`, `end`, `rowCycles`, `stripRows`. */
  next(width: number, height: number): void {
    const rowBytes = width * 2;
    const stripRows = Math.min(Math.max(1, Math.floor(this.#stripBytes / rowBytes)), height);
    const strips = Math.ceil(height / stripRows);
    const lastBytes = (height - (strips - 1) * stripRows) * rowBytes;
    // The very first strip was packed before the start.
    const packed =
      this.#packedAt < 0
        ? 0
        : Math.max(this.#packedAt, this.#freeAt) + this.#pack(Math.min(stripRows, height) * rowBytes);
    const sent = this.end;
    this.begin = sent;
    this.firstPixel = Math.max(sent + this.windowCycles, packed);
    this.rowCycles = rowBytes * this.#byteCycles;
    this.stripRows = stripRows;
    this.end = this.firstPixel + height * this.rowCycles;
    // Inside the window packing keeps ahead. The next window's first strip takes the place of this one's last but one, or
    // of the window before.
    this.#packedAt = packed;
    this.#freeAt = strips === 1 ? sent : this.end - lastBytes * this.#byteCycles;
  }

  /** Microseconds, with a fraction, of a number of cycles. */
  micros(cycles: number): number {
    return (cycles * 1_000_000) / this.clockHz;
  }

  /** Nanoseconds, rounded down, of a number of cycles. */
  nanos(cycles: number): number {
    return Math.floor((cycles * 1_000_000) / (this.clockHz / 1000));
  }

  /** Microseconds from the call of `Bus.write` to its earliest start: the first strip of its first window is packed. */
  leadMicros(width: number, height: number): number {
    const rowBytes = width * 2;
    const stripRows = Math.min(Math.max(1, Math.floor(this.#stripBytes / rowBytes)), height);
    return Math.ceil((stripRows * rowBytes * 1_000_000) / PACK_BYTES_PER_SECOND);
  }

  #pack(bytes: number): number {
    return Math.ceil(bytes * this.#packCycles);
  }
}
