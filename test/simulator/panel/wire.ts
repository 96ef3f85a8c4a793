import { panelModel } from '../../../firmware/panel/models/registry.js';
import { VirtualPanel, type VirtualPanelOptions } from '../../../simulator/panel/virtual-panel.js';

/** One byte on one line at 40 MHz, microseconds. */
const BYTE = 0.2;

/** Speaks to a panel byte by byte, without driver and bus. `time` is microseconds. */
export class Wire {
  readonly panel: VirtualPanel;
  time = 1000;
  readonly #spi: boolean;

  constructor(name: string, options: Partial<VirtualPanelOptions> = {}) {
    const model = options.model ?? panelModel(name);
    this.#spi = (options.framing ?? 'qspi') === 'spi';
    this.panel = new VirtualPanel({ model, framing: 'qspi', clockHz: 40_000_000, ...options });
  }

  millis(millis: number): this {
    this.time += millis * 1000;
    return this;
  }

  /** Bytes between chip select low and high; each part is [lines, data, ...bytes]. */
  raw(...parts: readonly (readonly [number, boolean, ...number[]])[]): this {
    this.panel.select(this.time);
    for (const [lines, data, ...bytes] of parts) {
      const micros = BYTE / lines;
      this.panel.send(Uint8Array.from(bytes), 0, bytes.length, this.time, micros, lines, data);
      this.time += bytes.length * micros;
    }
    this.panel.deselect(this.time);
    return this;
  }

  command(code: number, ...params: number[]): this {
    return this.#spi
      ? this.raw([1, false, code], [1, true, ...params])
      : this.raw([1, false, 0x02, 0x00, code, 0x00, ...params]);
  }

  /** Column and row address, first and last inclusive, in GRAM. */
  window(left: number, top: number, right: number, bottom: number): this {
    this.command(0x2a, left >> 8, left & 255, right >> 8, right & 255);
    return this.command(0x2b, top >> 8, top & 255, bottom >> 8, bottom & 255);
  }

  /** Pixel bytes behind RAMWR, or RAMWRC with `code` 3C. */
  bytes(bytes: readonly number[], code = 0x2c): this {
    return this.#spi
      ? this.raw([1, false, code], [1, true, ...bytes])
      : this.raw([1, false, 0x32, 0x00, code, 0x00], [4, true, ...bytes]);
  }

  /** Pixels behind RAMWR, or RAMWRC with `code` 3C. */
  pixels(pixels: readonly number[], code = 0x2c): this {
    return this.bytes(
      pixels.flatMap((pixel) => [pixel >> 8, pixel & 255]),
      code,
    );
  }

  /** RESX low for `micros`. */
  reset(micros: number): this {
    this.panel.reset(true, this.time);
    this.time += micros;
    this.panel.reset(false, this.time);
    return this;
  }

  /** The visible pixel in GRAM, and on the lit glass now. */
  gram(x: number, y: number): number {
    return this.panel.gramPixels(this.time)[y * this.panel.model.width + x]!;
  }

  glass(x: number, y: number): number {
    return this.panel.look(this.time)[y * this.panel.model.width + x]!;
  }

  /** A CO5300 awake, in 16 bits, GRAM open, brightness at full; not yet on. */
  co5300Awake(): this {
    return this.command(0x11)
      .millis(120)
      .command(0xc4, 0x80)
      .command(0x3a, 0x55)
      .command(0x53, 0x20)
      .command(0x51, 0xff);
  }

  /** Fills the whole glass of a CO5300 with one colour. */
  co5300Fill(colour: number): this {
    return this.window(22, 0, 431, 501).pixels(new Array<number>(410 * 502).fill(colour));
  }
}

/** A default CO5300 on the wire. */
export function co5300(options: Partial<VirtualPanelOptions> = {}): Wire {
  return new Wire('co5300-410x502', options);
}
