import { Dcs } from '../../panel/dcs.js';
import type { Surface } from '../../pixels/surface.js';
import type { Bus } from '../../platform/bus.js';
import type { Natives } from './device-natives.js';
import type { Wiring } from './wiring.js';

const NO_PIN = 255;
const MOST_PARAMETERS = 32;

/** The panel bus in C. A backlight that is a pin follows DISPON and DISPOFF. */
export class McuBus implements Bus {
  /** Rate it really runs at: what was asked for, divided as the chip can. */
  readonly clockHz: number;
  readonly #natives: Natives;
  readonly #backlight: number | undefined;
  readonly #parameters = new Uint8Array(MOST_PARAMETERS);
  #windows: Uint16Array | null = null;
  #windowBytes: Uint8Array = new Uint8Array(0);
  /** Kept from the collector while it is read. */
  surface: Surface | null = null;

  constructor(natives: Natives, { bus, backlight }: Wiring, hertz: number) {
    const { data, command = NO_PIN, reset = NO_PIN, te = NO_PIN } = bus;
    const [d0 = NO_PIN, d1 = NO_PIN, d2 = NO_PIN, d3 = NO_PIN] = data;
    this.#natives = natives;
    this.#backlight = backlight;
    if (backlight !== undefined) natives.pinWrite(backlight, 0);
    const { port, select, clock } = bus;
    this.clockHz = natives.busOpen(port, hertz, data.length, select, clock, d0, d1, d2, d3, command, reset, te);
  }

  command(code: number, params: Uint8Array | readonly number[] = []): void {
    const { length } = params;
    if (length > MOST_PARAMETERS) throw new RangeError(`${length} parameters`);
    for (let at = 0; at < length; at += 1) this.#parameters[at] = params[at]!;
    this.#natives.busCommand(code, this.#parameters, length);
    if (this.#backlight === undefined) return;
    if (code === Dcs.displayOn) this.#natives.pinWrite(this.#backlight, 1);
    else if (code === Dcs.displayOff || code === Dcs.enterSleep) this.#natives.pinWrite(this.#backlight, 0);
  }

  write(windows: Uint16Array, count: number, surface: Surface, start: number): void {
    // The firmware's windows lie in one place for its whole life; the native reads bytes.
    if (windows !== this.#windows) {
      this.#windows = windows;
      this.#windowBytes = new Uint8Array(windows.buffer, windows.byteOffset, windows.byteLength);
    }
    const { bytes, width, height, stride } = surface;
    this.#natives.busWrite(this.#windowBytes, count, bytes, width, height, stride, start);
    this.surface = surface;
  }

  awaitTe(): void {
    this.#natives.busAwaitTe();
  }

  origin(x: number, y: number): void {
    this.#natives.busOrigin(x, y);
  }

  reset(low: boolean): void {
    this.#natives.busReset(low);
  }
}
