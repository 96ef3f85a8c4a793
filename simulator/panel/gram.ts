import type { PanelModel } from '../../firmware/panel/model.js';
import type { Random } from '../random.js';

/** Pixel memory, one RGB565 value a cell, `gram.width` cells a row. Random after power-on. */
export class Gram {
  readonly cells: Uint16Array;
  readonly #model: PanelModel;
  readonly #written: Uint8Array;
  #unwritten: number;

  constructor(model: PanelModel, random: Random) {
    this.#model = model;
    this.cells = new Uint16Array(model.gram.width * model.gram.height);
    this.#written = new Uint8Array(this.cells.length);
    this.#unwritten = 0;
    this.scramble(random);
  }

  /** Visible pixels that were not written since GRAM was random. */
  get unwritten(): number {
    return this.#unwritten;
  }

  /** What power-on and deep standby leave behind. */
  scramble(random: Random): void {
    const { width, height, origin, gram } = this.#model;
    for (let at = 0; at < this.cells.length; at += 1) this.cells[at] = random.uint32() >>> 16;
    this.#written.fill(1);
    for (let row = origin.y; row < origin.y + height; row += 1) {
      const at = row * gram.width + origin.x;
      this.#written.fill(0, at, at + width);
    }
    this.#unwritten = width * height;
  }

  set(at: number, pixel: number): void {
    this.cells[at] = pixel;
    if (this.#unwritten > 0 && this.#written[at] === 0) {
      this.#written[at] = 1;
      this.#unwritten -= 1;
    }
  }
}
