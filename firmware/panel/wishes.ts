import type { Alignment } from '../geometry/align.js';
import type { PanelModel, Rotation } from './model.js';
import { alignmentOf, rotationOf } from './rotation.js';

/** What the owner of a panel wants it to be. Wishes the model cannot fulfil throw `RangeError`. */
export class Wishes {
  awake = true;
  on = true;
  readonly #model: PanelModel;
  #dcsIdle = false;
  #brightness: number;
  #teLine = -1;
  #rotation: Rotation;
  #alignment: Alignment;

  constructor(model: PanelModel) {
    this.#model = model;
    this.#brightness = model.brightness?.initial ?? 255;
    this.#rotation = rotationOf(model, 0);
    this.#alignment = alignmentOf(model, this.#rotation);
  }

  get dcsIdle(): boolean {
    return this.#dcsIdle;
  }

  set dcsIdle(on: boolean) {
    if (on && !this.#model.features.dcsIdle) throw new RangeError(`${this.#model.name} has no idle mode`);
    this.#dcsIdle = on;
  }

  get brightness(): number {
    return this.#brightness;
  }

  set brightness(level: number) {
    if (!Number.isInteger(level) || level < 0 || level > 255) throw new RangeError('brightness is 0..255');
    this.#brightness = level;
  }

  /** -1: as `init` left it. */
  get teLine(): number {
    return this.#teLine;
  }

  set teLine(line: number) {
    if (!Number.isInteger(line) || line < 0 || line >= this.#model.scan.lines) throw new RangeError(`no line ${line}`);
    this.#teLine = line;
  }

  get rotation(): Rotation {
    return this.#rotation;
  }

  turn(degrees: number): void {
    this.#rotation = rotationOf(this.#model, degrees);
    this.#alignment = alignmentOf(this.#model, this.#rotation);
  }

  /** What windows keep to in this rotation. */
  get alignment(): Alignment {
    return this.#alignment;
  }
}
