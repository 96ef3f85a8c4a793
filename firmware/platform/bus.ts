import type { Surface } from '../pixels/surface.js';

/** The panel bus: ordered, asynchronous. Nothing given to it may change before it is sent. */
export interface Bus {
  /** Queues one DCS command; `params` is copied. */
  command(code: number, params?: Uint8Array | readonly number[]): void;
  /**
   * Walks `count` windows (left, top, right, bottom in glass pixels, the origin not yet added), back to back from `start`
   * (integer microseconds; at once where that is past): column address, row address, memory write, rows of `surface`.
   * Reports `busDone` once, stamped with the end of the last byte. Throws `RangeError` on an empty or outside window and
   * `Error` where a write is under way.
   */
  write(windows: Uint16Array, count: number, surface: Surface, start: number): void;
  /** Asks for one `te` event at the next edge of the TE pin. Never comes where the board wires none. */
  awaitTe(): void;
  /** GRAM position of the glass's (0,0) for every write from now on; a rotation moves it. */
  origin(x: number, y: number): void;
  /** Drives the panel's RESX pin. */
  reset(low: boolean): void;
}
