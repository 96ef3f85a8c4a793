import { Dcs } from '../../firmware/panel/dcs.js';
import type { Board } from '../../firmware/platform/board.js';
import { PanelError } from './rules.js';

/** What a decoder makes of the bytes between chip select low and high. */
export interface Decoded {
  /** A command with its parameters; it began at `start` and took effect at `end`. */
  command(code: number, params: readonly number[], start: number, end: number): void;
  /** The header of a memory write, 2C or 3C. Answers whether pixels follow (on a vendor page 2C may be a register). */
  memoryWrite(code: number, start: number): boolean;
  pixels(bytes: Uint8Array, at: number, length: number, start: number, byteMicros: number): void;
}

/** Bytes on the wires, in the order of time. */
export interface Decoder {
  select(time: number): void;
  /** `lines` wires carry each byte; `data` is the D/C wire, where there is one. */
  take(
    bytes: Uint8Array,
    at: number,
    length: number,
    start: number,
    byteMicros: number,
    lines: number,
    data: boolean,
  ): void;
  deselect(time: number): void;
}

export function decoderOf(kind: Board['framing'], to: Decoded): Decoder {
  return kind === 'qspi' ? new QspiDecoder(to) : new SpiDecoder(to);
}

/** Opcode, three address bytes, data. */
class QspiDecoder implements Decoder {
  readonly #to: Decoded;
  #header: number[] = [];
  #params: number[] = [];
  #start = 0;
  #streams = false;

  constructor(to: Decoded) {
    this.#to = to;
  }

  select(time: number): void {
    this.#header = [];
    this.#params = [];
    this.#start = time;
    this.#streams = false;
  }

  take(bytes: Uint8Array, at: number, length: number, start: number, byteMicros: number, lines: number): void {
    let used = 0;
    while (this.#header.length < 4 && used < length) {
      const opcode = this.#header[0];
      expectLines(lines, opcode === 0x12 ? 4 : 1, opcode === undefined ? 'an opcode' : 'an address');
      this.#header.push(bytes[at + used]!);
      used += 1;
      if (this.#header.length === 4) this.#headed();
    }
    if (used === length) return;
    const begin = start + used * byteMicros;
    const [opcode, , code] = this.#header;
    if (opcode === 0x32 || opcode === 0x12) {
      if (!isWrite(code!))
        throw new PanelError('parameters-in-pixels', `${hex(code!)} has parameters under ${hex(opcode)}`);
      expectLines(lines, 4, 'pixels');
      this.#to.pixels(bytes, at + used, length - used, begin, byteMicros);
    } else {
      expectLines(lines, 1, 'parameters');
      if (this.#streams) this.#to.pixels(bytes, at + used, length - used, begin, byteMicros);
      else if (opcode === 0x02) for (let i = used; i < length; i += 1) this.#params.push(bytes[at + i]!);
    }
  }

  deselect(time: number): void {
    const [opcode, , code] = this.#header;
    // Chip select that rises inside a header leaves nothing behind.
    if (this.#header.length < 4) return;
    if (opcode === 0x02 && !this.#streams) this.#to.command(code!, this.#params, this.#start, time);
    if ((opcode === 0x32 || opcode === 0x12) && !isWrite(code!)) {
      throw new PanelError('pixel-command', `${hex(opcode)} carries ${hex(code!)}`);
    }
    this.#header = [];
  }

  #headed(): void {
    const [opcode, high, code, low] = this.#header;
    if (opcode !== 0x02 && opcode !== 0x03 && opcode !== 0x32 && opcode !== 0x12) {
      throw new PanelError('opcode-unknown', `opcode ${hex(opcode!)}`);
    }
    if (high !== 0 || low !== 0)
      throw new PanelError('address-bytes', `address ${hex(high!)} ${hex(code!)} ${hex(low!)}`);
    if (opcode !== 0x03 && isWrite(code!)) this.#streams = this.#to.memoryWrite(code!, this.#start);
  }
}

/** A byte with D/C low is a command, the others are its parameters or pixels. */
class SpiDecoder implements Decoder {
  readonly #to: Decoded;
  #code = -1;
  #params: number[] = [];
  #start = 0;
  #streams = false;

  constructor(to: Decoded) {
    this.#to = to;
  }

  select(): void {
    this.#code = -1;
  }

  take(
    bytes: Uint8Array,
    at: number,
    length: number,
    start: number,
    byteMicros: number,
    lines: number,
    data: boolean,
  ): void {
    expectLines(lines, 1, 'a byte');
    if (data && this.#streams) {
      this.#to.pixels(bytes, at, length, start, byteMicros);
      return;
    }
    for (let i = 0; i < length; i += 1) {
      if (data) this.#params.push(bytes[at + i]!);
      else this.#command(bytes[at + i]!, start + i * byteMicros);
    }
  }

  deselect(time: number): void {
    // A memory write stays open: D/C high after the next select goes on with it.
    if (!this.#streams) this.#finish(time);
  }

  #command(code: number, start: number): void {
    this.#finish(start);
    this.#code = code;
    this.#params = [];
    this.#start = start;
    this.#streams = isWrite(code) && this.#to.memoryWrite(code, start);
  }

  #finish(time: number): void {
    if (this.#code >= 0 && !this.#streams) this.#to.command(this.#code, this.#params, this.#start, time);
    this.#code = -1;
  }
}

function isWrite(code: number): boolean {
  return code === Dcs.writeMemory || code === Dcs.writeMemoryContinue;
}

function expectLines(lines: number, expected: number, what: string): void {
  if (lines !== expected) throw new PanelError('lines', `${what} on ${lines} lines instead of ${expected}`);
}

export function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
