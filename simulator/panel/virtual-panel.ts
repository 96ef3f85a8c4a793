import type { PanelModel } from '../../firmware/panel/model.js';
import { blueOf, greenOf, redOf } from '../../firmware/pixels/rgb565.js';
import type { Board } from '../../firmware/platform/board.js';
import { Random } from '../random.js';
import type { Beam } from './beam.js';
import { PanelController } from './controller.js';
import { type Decoder, decoderOf } from './decoder.js';
import type { Glass } from './glass.js';
import { PanelError, Warnings } from './rules.js';
import { showPixels } from './shown.js';
import { teAfter } from './te.js';

export interface VirtualPanelOptions {
  model: PanelModel;
  framing: Board['framing'];
  clockHz: number;
  /** For the noise in GRAM and the phase of the scan. */
  seed?: number;
  /** How much faster the panel's oscillator runs than it should: -0.08..0.08. */
  oscillatorError?: number;
}

/**
 * A panel as strict as a real one: it decodes the bytes on its wires, throws `PanelError` where a real one would not forgive,
 * counts `warnings` where it might, and shows on its glass what the beam copied from GRAM. Time is an argument of every
 * call (microseconds with a fraction) and never runs back; between calls nothing happens, so a day without calls is free.
 */
export class VirtualPanel {
  readonly model: PanelModel;
  readonly warnings = new Warnings();
  readonly #controller: PanelController;
  readonly #decoder: Decoder;
  #selected = false;

  constructor({ model, framing, clockHz, seed = 1, oscillatorError = 0 }: VirtualPanelOptions) {
    const { ratedHz, hardHz } = model.clock;
    if (clockHz > hardHz) throw new PanelError('clock-hard', `${model.name}: ${clockHz} Hz, at most ${hardHz}`);
    if (clockHz > ratedHz) this.warnings.add('clock-rated', `${model.name}: ${clockHz} Hz, rated ${ratedHz}`);
    this.model = model;
    const hz = model.scan.hz * (1 + oscillatorError);
    this.#controller = new PanelController(model, hz, new Random(seed), this.warnings);
    this.#decoder = decoderOf(framing, this.#controller);
  }

  /** Chip select falls. */
  select(time: number): void {
    this.#selected = true;
    this.#decoder.select(time);
  }

  /**
   * Bytes while chip select is low: the first begins at `start`, each takes `byteMicros` on `lines` wires; `data` is D/C.
   * `bytes` must stay as they are until the next call that speaks of a later time.
   */
  send(
    bytes: Uint8Array,
    at: number,
    length: number,
    start: number,
    byteMicros: number,
    lines: number,
    data: boolean,
  ): void {
    if (!this.#selected) throw new PanelError('unselected', `${this.model.name}: ${length} bytes`);
    this.#decoder.take(bytes, at, length, start, byteMicros, lines, data);
  }

  /** Chip select rises. */
  deselect(time: number): void {
    this.#selected = false;
    this.#decoder.deselect(time);
  }

  /** The RESX pin. */
  reset(low: boolean, time: number): void {
    this.#controller.reset(low, time);
  }

  /** The supply goes. */
  cutPower(time: number): void {
    this.#controller.cutPower(time);
  }

  /** The supply comes. */
  applyPower(time: number): void {
    this.#controller.applyPower(time);
  }

  /** Called when the time of the next TE edge may have changed. */
  set onTeChange(listener: (() => void) | null) {
    this.#controller.onTeChange = listener;
  }

  /** The next edge of the TE pin after `time`; `Infinity` in sleep and while TE is off. */
  teAfter(time: number): number {
    return teAfter(this.beam, this.#controller.registers, this.model.height, time);
  }

  get beam(): Beam {
    return this.#controller.beam;
  }

  get awake(): boolean {
    return this.#controller.awake;
  }

  get powered(): boolean {
    return this.#controller.powered;
  }

  /** Scans a second; 0 while it does not scan. */
  get scanHz(): number {
    return this.beam.scanning ? 1_000_000 / this.beam.scanMicros : 0;
  }

  get dcsIdle(): boolean {
    return this.#controller.registers.dcsIdle;
  }

  /** Whether the glass shows something else than the lines as the beam copied them: all one colour, or a part. */
  get isOverruled(): boolean {
    const { allPixels, partial } = this.#controller.registers;
    return allPixels !== null || partial;
  }

  /** Whether colours are shown turned round. */
  get isInverted(): boolean {
    return this.#controller.registers.inverted !== this.model.inverted;
  }

  /** The lines as the beam has copied them by `time`, and the version each was copied at. */
  glassAt(time: number): Pick<Glass, 'pixels' | 'lineVersions'> {
    this.#controller.advance(time);
    return this.#controller.glass;
  }

  get madctl(): number {
    return this.#controller.registers.madctl;
  }

  /** Whether anything is visible at full brightness. */
  get on(): boolean {
    const { powered, awake, registers } = this.#controller;
    return powered && awake && registers.displayOn && registers.allPixels !== 'off';
  }

  /** Brightness of the glass, 0..255; 0 where it is dark. */
  brightnessAt(time: number): number {
    return this.on ? this.#controller.light.level(time) : 0;
  }

  /** The lit glass: one RGB565 value a pixel in panel orientation, as the beam copied it; black where nothing is visible. */
  look(time: number, into: Uint16Array = this.#picture()): Uint16Array {
    if (this.brightnessAt(time) > 0) return this.lookFullBrightness(time, into);
    this.#controller.advance(time);
    return into.fill(0);
  }

  /** The same at full brightness: dark only where the display is off or asleep. */
  lookFullBrightness(time: number, into: Uint16Array = this.#picture()): Uint16Array {
    const { glass, registers } = this.#controller;
    this.#controller.advance(time);
    if (!this.on) return into.fill(0);
    showPixels(this.model, registers, glass.pixels, into);
    return into;
  }

  /** What a camera sees: red, green and blue of each pixel, dimmed linearly. */
  lookRgb(time: number): Uint8Array {
    const pixels = this.look(time);
    const part = this.brightnessAt(time) / 255;
    const rgb = new Uint8Array(pixels.length * 3);
    for (let at = 0; at < pixels.length; at += 1) {
      rgb[at * 3] = Math.round(redOf(pixels[at]!) * part);
      rgb[at * 3 + 1] = Math.round(greenOf(pixels[at]!) * part);
      rgb[at * 3 + 2] = Math.round(blueOf(pixels[at]!) * part);
    }
    return rgb;
  }

  /** Rises whenever the beam copied something new, or the glass went dark. Up to date after a look. */
  get version(): number {
    return this.#controller.glass.version;
  }

  /** Whether the glass shows all of GRAM: no written line waits for the beam. Up to date after a look. */
  get settled(): boolean {
    return this.#controller.glass.settled;
  }

  /** The visible part of GRAM in panel orientation, for tests. */
  gramPixels(time: number): Uint16Array {
    const { width, height, origin, gram } = this.model;
    this.#controller.advance(time);
    const pixels = this.#picture();
    for (let y = 0; y < height; y += 1) {
      const from = (y + origin.y) * gram.width + origin.x;
      pixels.set(this.#controller.gram.cells.subarray(from, from + width), y * width);
    }
    return pixels;
  }

  #picture(): Uint16Array {
    return new Uint16Array(this.model.width * this.model.height);
  }
}
