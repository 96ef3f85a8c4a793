import type { PanelModel } from '../../firmware/panel/model.js';
import type { Beam } from './beam.js';
import type { Gram } from './gram.js';

const CLEAN = Number.POSITIVE_INFINITY;

/** What the eye sees, as the beam copied it from GRAM: worked out at writes and when looked at, never in between. */
export class Glass {
  /** One RGB565 value a pixel, in panel orientation, as last copied. */
  readonly pixels: Uint16Array;
  /** Rises whenever a line was copied that had been written. */
  version = 0;
  /** The version each line was copied at last. */
  readonly lineVersions: Float64Array;
  readonly #model: PanelModel;
  readonly #gram: Gram;
  readonly #beam: Beam;
  /** End of the last write to a line that was not copied yet. */
  readonly #writtenAt: Float64Array;
  #pending: number;

  constructor(model: PanelModel, gram: Gram, beam: Beam) {
    this.#model = model;
    this.#gram = gram;
    this.#beam = beam;
    this.pixels = new Uint16Array(model.width * model.height);
    this.lineVersions = new Float64Array(model.height);
    this.#writtenAt = new Float64Array(model.height).fill(CLEAN);
    this.#pending = 0;
  }

  /** Whether no written line waits for the beam. */
  get settled(): boolean {
    return this.#pending === 0;
  }

  /** The line was written up to `time`. Lines beyond the glass are ignored. */
  written(line: number, time: number): void {
    if (line < 0 || line >= this.#model.height) return;
    if (this.#writtenAt[line] === CLEAN) this.#pending += 1;
    this.#writtenAt[line] = time;
  }

  /** Copies the line if the beam passed it since it was written, and before `time`. */
  copyBefore(line: number, time: number): void {
    if (line < 0 || line >= this.#model.height) return;
    const since = this.#writtenAt[line]!;
    if (since !== CLEAN && this.#beam.at(line, since) < time) this.copy(line);
  }

  /** Copies all lines the beam passed since they were written, up to and including `time`. */
  copyUntil(time: number): void {
    if (this.#pending === 0) return;
    const writtenAt = this.#writtenAt;
    for (let line = 0; line < writtenAt.length; line += 1) {
      if (writtenAt[line] !== CLEAN && this.#beam.at(line, writtenAt[line]!) <= time) this.copy(line);
    }
  }

  /** The beam is on this line now. */
  copy(line: number): void {
    const { width, origin, gram } = this.#model;
    const from = (line + origin.y) * gram.width + origin.x;
    this.pixels.set(this.#gram.cells.subarray(from, from + width), line * width);
    if (this.#writtenAt[line] !== CLEAN) this.#pending -= 1;
    this.#writtenAt[line] = CLEAN;
    this.version += 1;
    this.lineVersions[line] = this.version;
  }

  /** The glass is dark, and the next scan will copy everything anew. */
  darken(time: number): void {
    this.pixels.fill(0);
    for (let line = 0; line < this.#model.height; line += 1) this.written(line, time);
    this.version += 1;
    this.lineVersions.fill(this.version);
  }
}
