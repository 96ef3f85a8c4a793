import { AddressMode } from '../../firmware/panel/dcs.js';
import type { PanelModel } from '../../firmware/panel/model.js';
import type { Beam } from './beam.js';
import type { Glass } from './glass.js';
import type { Gram } from './gram.js';
import type { Registers } from './registers.js';
import { PanelError, type Warnings } from './rules.js';

/**
 * The write pointer: RAMWR's window, and the pixels that arrive. Pixels come in bursts that reach into the future and are
 * put into GRAM when time has passed them (`advance`); a pixel counts from the end of its last bit. Where the beam copies
 * a line in the middle of a burst, the line is copied with the pixels that were complete at that instant.
 */
export class MemoryWrite {
  /** RAMWR came, and no other command since. */
  open = false;
  readonly #model: PanelModel;
  readonly #gram: Gram;
  readonly #glass: Glass;
  readonly #beam: Beam;
  readonly #warnings: Warnings;

  #columns = 0;
  #rows = 0;
  #column = 0;
  #row = 0;
  #extra = false;
  /** GRAM cell of the window's first pixel, and steps to the next column and row. */
  #base = 0;
  #columnStep = 1;
  #rowStep = 0;
  #pixelBytes = 2;
  #swapped = false;

  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #pixels = 0;
  #done = 0;
  #start = 0;
  #pixelMicros = 0;
  #carry: number[] = [];

  constructor(model: PanelModel, gram: Gram, glass: Glass, beam: Beam, warnings: Warnings) {
    this.#model = model;
    this.#gram = gram;
    this.#glass = glass;
    this.#beam = beam;
    this.#warnings = warnings;
  }

  /** RAMWR: takes over the window and returns to its first pixel. */
  begin(registers: Registers): void {
    const { gram, align, name } = this.#model;
    const { madctl, columns, rows } = registers;
    const exchanged = (madctl & AddressMode.exchange) !== 0;
    const across = exchanged ? gram.height : gram.width;
    const down = exchanged ? gram.width : gram.height;
    checkSpan(name, 'columns', columns, exchanged ? align.y : align.x, across);
    checkSpan(name, 'rows', rows, exchanged ? align.x : align.y, down);
    const mirrorX = (madctl & AddressMode.mirrorX) !== 0;
    const mirrorY = (madctl & AddressMode.mirrorY) !== 0;
    const stepX = mirrorX ? -1 : 1;
    const stepY = mirrorY ? -gram.width : gram.width;
    const firstX = exchanged ? rows[0] : columns[0];
    const firstY = exchanged ? columns[0] : rows[0];
    const x = mirrorX ? gram.width - 1 - firstX : firstX;
    const y = mirrorY ? gram.height - 1 - firstY : firstY;
    this.#base = y * gram.width + x;
    this.#columnStep = exchanged ? stepY : stepX;
    this.#rowStep = exchanged ? stepX : stepY;
    this.#columns = columns[1] - columns[0] + 1;
    this.#rows = rows[1] - rows[0] + 1;
    this.#column = 0;
    this.#row = 0;
    this.#extra = false;
    this.#pixelBytes = registers.pixelBits === 16 ? 2 : 3;
    this.#swapped = (madctl & AddressMode.bgr) !== 0;
    this.open = true;
    this.#checkSeen();
  }

  /** Bytes whose first one begins at `start`; they must stay as they are until the panel is told of anything later. */
  data(bytes: Uint8Array, at: number, length: number, start: number, byteMicros: number): void {
    this.advance(Number.POSITIVE_INFINITY);
    if (this.#carry.length > 0) {
      const joined = Uint8Array.from([...this.#carry, ...bytes.subarray(at, at + length)]);
      this.#take(joined, 0, joined.length, start - this.#carry.length * byteMicros, byteMicros);
    } else {
      this.#take(bytes, at, length, start, byteMicros);
    }
  }

  /** Another command, or reset: what came is kept, the write is over. */
  end(): void {
    this.advance(Number.POSITIVE_INFINITY);
    if (this.#carry.length > 0) this.#warnings.add('part-pixel', `${this.#carry.length} bytes are no pixel`);
    this.#carry = [];
    this.open = false;
  }

  /** The panel lost its clock: what is not yet in GRAM never will be. */
  abort(): void {
    this.#done = this.#pixels;
    this.#carry = [];
    this.open = false;
  }

  /** Puts into GRAM what was complete at `time`. */
  advance(time: number): void {
    const until = this.#completeAt(time, this.#pixels);
    while (this.#done < until) {
      if (this.#row === this.#rows) {
        if (!this.#extra) this.#warnings.add('extra-pixels', `more than ${this.#columns} x ${this.#rows} pixels`);
        this.#extra = true;
        this.#done = until;
        return;
      }
      const alongLine = this.#columnStep === 1 || this.#columnStep === -1;
      const count = alongLine ? Math.min(until - this.#done, this.#columns - this.#column) : 1;
      this.#putSpan(count);
      this.#column += count;
      if (this.#column === this.#columns) {
        this.#column = 0;
        this.#row += 1;
      }
    }
  }

  #take(bytes: Uint8Array, at: number, length: number, start: number, byteMicros: number): void {
    this.#bytes = bytes;
    this.#at = at;
    this.#pixels = Math.floor(length / this.#pixelBytes);
    this.#done = 0;
    this.#start = start;
    this.#pixelMicros = byteMicros * this.#pixelBytes;
    this.#carry = Array.from(bytes.subarray(at + this.#pixels * this.#pixelBytes, at + length));
  }

  /** How many pixels of the burst, at most `limit`, are complete at `time`. */
  #completeAt(time: number, limit: number): number {
    if (time >= this.#endOf(limit - 1)) return limit;
    let count = Math.max(0, Math.floor((time - this.#start) / this.#pixelMicros));
    while (count < limit && this.#endOf(count) <= time) count += 1;
    while (count > 0 && this.#endOf(count - 1) > time) count -= 1;
    return count;
  }

  #endOf(pixel: number): number {
    return this.#start + (pixel + 1) * this.#pixelMicros;
  }

  /** The next `count` pixels, all on one line of the panel. */
  #putSpan(count: number): void {
    const { gram, origin } = this.#model;
    let cell = this.#base + this.#column * this.#columnStep + this.#row * this.#rowStep;
    const line = Math.floor(cell / gram.width) - origin.y;
    const last = this.#done + count;
    this.#glass.copyBefore(line, this.#endOf(this.#done));
    if (line >= 0 && line < this.#model.height) {
      for (;;) {
        const beam = this.#beam.at(line, this.#endOf(this.#done));
        if (beam >= this.#endOf(last - 1)) break;
        const passed = this.#completeAt(beam, last);
        this.#put(cell, passed);
        cell = this.#base + (this.#column + passed - (last - count)) * this.#columnStep + this.#row * this.#rowStep;
        this.#glass.copy(line);
      }
    }
    this.#put(cell, last);
    this.#glass.written(line, this.#endOf(last - 1));
  }

  #put(from: number, until: number): void {
    const bytes = this.#bytes;
    const gram = this.#gram;
    const step = this.#columnStep;
    let cell = from;
    let at = this.#at + this.#done * this.#pixelBytes;
    if (this.#pixelBytes === 2 && !this.#swapped && gram.unwritten === 0) {
      const cells = gram.cells;
      for (let pixel = this.#done; pixel < until; pixel += 1, at += 2, cell += step) {
        cells[cell] = (bytes[at]! << 8) | bytes[at + 1]!;
      }
    } else {
      for (let pixel = this.#done; pixel < until; pixel += 1, at += this.#pixelBytes, cell += step) {
        const value = this.#pixelBytes === 2 ? (bytes[at]! << 8) | bytes[at + 1]! : packed(bytes, at);
        gram.set(cell, this.#swapped ? ((value & 31) << 11) | (value & 0x07e0) | (value >> 11) : value);
      }
    }
    this.#done = until;
  }

  #checkSeen(): void {
    const { gram, origin, width, height } = this.#model;
    const last = this.#base + (this.#columns - 1) * this.#columnStep + (this.#rows - 1) * this.#rowStep;
    for (const cell of [this.#base, last]) {
      const x = (cell % gram.width) - origin.x;
      const y = Math.floor(cell / gram.width) - origin.y;
      if (x >= 0 && y >= 0 && x < width && y < height) continue;
      this.#warnings.add('window-unseen', `a corner of the window is at (${x}, ${y}) of the glass`);
      return;
    }
  }
}

/** 24 (or 18, left-aligned) bits as RGB565. */
function packed(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! >> 3) << 11) | ((bytes[at + 1]! >> 2) << 5) | (bytes[at + 2]! >> 3);
}

function checkSpan(name: string, what: string, span: readonly [number, number], align: number, end: number): void {
  const [from, to] = span;
  if (from > to) throw new PanelError('window-reversed', `${name}: ${what} ${from} to ${to}`);
  if (from % align !== 0 || (to + 1) % align !== 0) {
    throw new PanelError('window-odd', `${name}: ${what} ${from} to ${to}, alignment ${align}`);
  }
  if (to >= end) throw new PanelError('window-beyond-gram', `${name}: ${what} ${from} to ${to} of ${end}`);
}
