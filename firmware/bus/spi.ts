import type { Framing } from './framing.js';

/** 4-wire SPI: the command byte is sent with D/C low, its parameters and pixels with D/C high, all on one line. */
export const spiFraming: Framing = Object.freeze({
  kind: 'spi' as const,
  headerBytes: 1,
  pixelLines: 1,
  pixelCycles: 16,
  windowCycles: 88, // (5 + 5 + 1) bytes
  commandHeader(into: Uint8Array, code: number): void {
    into[0] = code;
  },
  pixelHeader(into: Uint8Array, code: number): void {
    into[0] = code;
  },
});
