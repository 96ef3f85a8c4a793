import type { Framing } from './framing.js';

/**
 * QSPI as the RM690B0 and CO5300 module specifications have it: an opcode, three address bytes with the command in the
 * middle one, then data. 02 sends parameters on one line, 32 pixels on four, high nibble first.
 */
export const qspiFraming: Framing = Object.freeze({
  kind: 'qspi' as const,
  headerBytes: 4,
  pixelLines: 4,
  pixelCycles: 4,
  windowCycles: 160, // (8 + 8 + 4) bytes on one line
  commandHeader(into: Uint8Array, code: number): void {
    header(into, 0x02, code);
  },
  pixelHeader(into: Uint8Array, code: number): void {
    header(into, 0x32, code);
  },
});

function header(into: Uint8Array, opcode: number, code: number): void {
  into[0] = opcode;
  into[1] = 0x00;
  into[2] = code;
  into[3] = 0x00;
}
