import type { Board } from '../platform/board.js';

/** How commands and pixels become bytes on the wires. */
export interface Framing {
  readonly kind: Board['framing'];
  /** Bytes of a command before its first parameter, or of a memory write before its first pixel. */
  readonly headerBytes: number;
  /** Wires that carry a pixel's bits at once; commands and parameters go on one. */
  readonly pixelLines: number;
  /** Bus cycles of one RGB565 pixel. */
  readonly pixelCycles: number;
  /** Bus cycles of a window before its first pixel: column address, row address, header of the memory write. */
  readonly windowCycles: number;
  /** Writes a command's header to `into`. */
  commandHeader(into: Uint8Array, code: number): void;
  /** Writes the header of a memory write (2C, or 3C to continue one) to `into`. */
  pixelHeader(into: Uint8Array, code: number): void;
}

/** Bus cycles of a command with `params` parameters: all its bytes go on one wire. */
export function commandCycles(framing: Framing, params: number): number {
  return (framing.headerBytes + params) * 8;
}
