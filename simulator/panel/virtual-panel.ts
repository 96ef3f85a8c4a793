import { Dcs } from '../../firmware/panel/dcs.js';
import type { PanelModel } from '../../firmware/panel/model.js';
import { blueOf, greenOf, redOf } from '../../firmware/pixels/rgb565.js';
import type { Board } from '../../firmware/platform/board.js';
import { Beam } from './beam.js';
import { type Decoder, decoderOf, hex } from './decoder.js';
import { Glass } from './glass.js';
import { Gram } from './gram.js';
import { Light } from './light.js';
import { MemoryWrite } from './memory-write.js';
import { noise } from './noise.js';
import { obey } from './obey.js';
import { Registers } from './registers.js';
import { PanelError, Warnings } from './rules.js';
import { Settling } from './settling.js';
import { showPixels } from './shown.js';

/** RESX low for longer than this wakes a panel from deep standby. */
const DEEP_STANDBY_RESET_MICROS = 3000;

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
  readonly beam = new Beam();
  /** Called when the time of the next TE edge may have changed. */
  onTeChange: (() => void) | null = null;

  readonly #random: () => number;
  readonly #hz: number;
  readonly #gram: Gram;
  readonly #glass: Glass;
  readonly #write: MemoryWrite;
  readonly #settling: Settling;
  readonly #decoder: Decoder;
  #registers: Registers;
  #light: Light;
  #powered = true;
  #resetLow = false;
  #awake = false;
  #deepStandby = false;
  #selected = false;
  #displayOffAt = Number.NEGATIVE_INFINITY;

  constructor({ model, framing, clockHz, seed = 1, oscillatorError = 0 }: VirtualPanelOptions) {
    const { ratedHz, hardHz } = model.clock;
    if (clockHz > hardHz) throw new PanelError('clock-hard', `${model.name}: ${clockHz} Hz, at most ${hardHz}`);
    if (clockHz > ratedHz) this.warnings.add('clock-rated', `${model.name}: ${clockHz} Hz, rated ${ratedHz}`);
    this.model = model;
    this.#random = noise(seed);
    this.#hz = model.scan.hz * (1 + oscillatorError);
    this.#gram = new Gram(model, this.#random);
    this.#glass = new Glass(model, this.#gram, this.beam);
    this.#write = new MemoryWrite(model, this.#gram, this.#glass, this.beam, this.warnings);
    this.#settling = new Settling(model);
    this.#registers = new Registers(model);
    this.#light = new Light(model, this.#registers);
    this.#decoder = decoderOf(framing, {
      command: (code, params, start, end) => this.#command(code, params, start, end),
      memoryWrite: (code, start) => this.#memoryWrite(code, start),
      pixels: (bytes, at, length, start, byteMicros) => this.#pixels(bytes, at, length, start, byteMicros),
    });
  }

  // The wires.

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
    if (low === this.#resetLow) return;
    this.#resetLow = low;
    this.#advance(time);
    if (low) {
      this.#write.abort();
      this.#settling.resetLow(time);
      return;
    }
    const lowMicros = this.#settling.resetHigh(time, this.#awake);
    if (this.#deepStandby && lowMicros > DEEP_STANDBY_RESET_MICROS) {
      this.#deepStandby = false;
      this.#gram.scramble(this.#random);
    }
    this.#restart(time);
  }

  /** The supply goes. */
  cutPower(time: number): void {
    this.#advance(time);
    const since = (time - this.#displayOffAt) / (1_000_000 / this.#hz);
    const { offFrames } = this.model.settle;
    if (this.#registers.displayOn) this.warnings.add('power-cut-early', 'power is cut while the glass is on');
    else if (since < offFrames)
      this.warnings.add('power-cut-early', `${since.toFixed(1)} of ${offFrames} scans of off`);
    this.#write.abort();
    this.#powered = false;
    this.#restart(time);
  }

  /** The supply comes: GRAM is random, registers are at their defaults. */
  applyPower(time: number): void {
    this.#powered = true;
    this.#deepStandby = false;
    this.#gram.scramble(this.#random);
    this.#restart(time);
  }

  // What can be seen and measured.

  /** Whether anything is visible at full brightness. */
  get on(): boolean {
    return this.#powered && this.#awake && this.#registers.displayOn && this.#registers.allPixels !== 'off';
  }

  get awake(): boolean {
    return this.#awake;
  }

  /** Brightness of the glass, 0..255; 0 where it is dark. */
  brightnessAt(time: number): number {
    return this.on ? this.#light.level(time) : 0;
  }

  /** The lit glass: one RGB565 value a pixel in panel orientation, as the beam copied it; black where nothing is visible. */
  look(time: number, into: Uint16Array = new Uint16Array(this.#glass.pixels.length)): Uint16Array {
    if (this.brightnessAt(time) > 0) return this.lookFullBrightness(time, into);
    this.#advance(time);
    return into.fill(0);
  }

  /** The same at full brightness: dark only where the display is off or asleep. */
  lookFullBrightness(time: number, into: Uint16Array = new Uint16Array(this.#glass.pixels.length)): Uint16Array {
    this.#advance(time);
    if (!this.on) return into.fill(0);
    showPixels(this.model, this.#registers, this.#glass.pixels, into);
    return into;
  }

  /** What a camera sees: red, green, blue of each pixel, dimmed linearly. */
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

  /** Rises whenever the beam copied something new, or the glass went dark; up to date after a look. */
  get version(): number {
    return this.#glass.version;
  }

  /** Whether the glass shows all of GRAM: no written line waits for the beam. Up to date after a look. */
  get settled(): boolean {
    return this.#glass.settled;
  }

  /** The visible part of GRAM in panel orientation, for tests. */
  gramPixels(time: number): Uint16Array {
    this.#advance(time);
    const { width, height, origin, gram } = this.model;
    const pixels = new Uint16Array(width * height);
    for (let y = 0; y < height; y += 1) {
      const from = (y + origin.y) * gram.width + origin.x;
      pixels.set(this.#gram.cells.subarray(from, from + width), y * width);
    }
    return pixels;
  }

  /** The next edge of the TE pin after `time`; `Infinity` in sleep and while TE is off. */
  teAfter(time: number): number {
    const { tearOn, tearLine, tearLines } = this.#registers;
    if (!tearOn || !this.beam.scanning) return Number.POSITIVE_INFINITY;
    if (tearLines) return this.#nextLine(time);
    const line = tearLine === 0 ? this.model.height : tearLine;
    const edge = this.beam.at(line, time);
    return edge > time ? edge : edge + this.beam.scanMicros;
  }

  #nextLine(time: number): number {
    const first = this.beam.scanFrom(time);
    const line = this.beam.lineMicros;
    const edge = first - Math.floor((first - time) / line) * line;
    return edge > time ? edge : edge + line;
  }

  // What the decoder understood.

  #command(code: number, params: readonly number[], start: number, end: number): void {
    if (!this.#hears(code)) return;
    this.#settling.check(code, start, this.#awake);
    this.#write.end();
    if (this.#registers.page !== 0 && code !== Dcs.page) {
      obey(this.#registers, 0, code, params);
      return;
    }
    const registers = this.#registers;
    const wasOn = registers.displayOn;
    this.#advance(end);
    if (code === Dcs.addressMode) this.#checkAddressMode(params[0] ?? 0);
    if (code === Dcs.displayOn && this.#gram.unwritten > 0) {
      this.warnings.add('display-on-unwritten', `${this.#gram.unwritten} pixels were never written`);
    }
    if (code === Dcs.exitSleep) this.#wake(end);
    else if (code === Dcs.enterSleep) this.#sleep(end);
    else if (code === Dcs.softReset) this.#softReset(end);
    else if (code === Dcs.deepStandby && params[0] === 1) this.#standBy(end);
    else obey(registers, this.model.addressMode.mask, code, params);
    if (wasOn && !registers.displayOn) this.#displayOffAt = end;
    this.#light.follow(this.#registers, end);
    if (code === Dcs.tearOn || code === Dcs.tearOff || code === Dcs.tearLine) this.onTeChange?.();
  }

  #memoryWrite(code: number, start: number): boolean {
    if (!this.#hears(code)) return true;
    this.#settling.check(code, start, this.#awake);
    if (code === Dcs.writeMemoryContinue && this.#write.open) return true;
    if (code === Dcs.writeMemoryContinue) this.warnings.add('continue-without-write', '3C without 2C');
    this.#write.end();
    this.#write.begin(this.#registers);
    return true;
  }

  #pixels(bytes: Uint8Array, at: number, length: number, start: number, byteMicros: number): void {
    if (!this.#powered || this.#deepStandby) return;
    if (!this.#registers.gramAccess(this.model)) {
      throw new PanelError('gram-access', `${this.model.name}: ${length} bytes of pixels`);
    }
    this.#write.data(bytes, at, length, start, byteMicros);
  }

  /** Whether a command reaches anybody. */
  #hears(code: number): boolean {
    if (this.#resetLow) throw new PanelError('reset-settle', `${this.model.name}: ${hex(code)} while RESX is low`);
    if (this.#powered && !this.#deepStandby) return true;
    this.warnings.add('asleep-deeply', `${hex(code)} is not heard`);
    return false;
  }

  #checkAddressMode(value: number): void {
    const disputed = value & this.model.addressMode.disputed;
    if (disputed !== 0) this.warnings.add('address-mode-disputed', `MADCTL ${hex(value)}, disputed ${hex(disputed)}`);
  }

  #wake(time: number): void {
    this.#settling.woke(time);
    if (this.#awake) return;
    this.#awake = true;
    if (this.model.features.wakeReloads) this.#registers = new Registers(this.model);
    const scanMicros = 1_000_000 / this.#hz;
    this.beam.begin(time + this.#random() * scanMicros, this.#hz, this.model.scan.lines);
    this.#glass.darken(time);
    this.onTeChange?.();
  }

  #sleep(time: number): void {
    this.#settling.slept(time);
    this.#awake = false;
    this.beam.stop();
    this.#glass.darken(time);
    this.onTeChange?.();
  }

  #softReset(time: number): void {
    this.#settling.restart(time, this.#awake);
    this.#restart(time);
  }

  #standBy(time: number): void {
    this.#restart(time);
    this.#deepStandby = true;
  }

  /** Registers at their defaults, asleep; GRAM is kept. */
  #restart(time: number): void {
    if (this.#registers.displayOn) this.#displayOffAt = time;
    this.#write.abort();
    this.#registers = new Registers(this.model);
    this.#light = new Light(this.model, this.#registers);
    this.#awake = false;
    this.beam.stop();
    this.#glass.darken(time);
    this.onTeChange?.();
  }

  /** Brings GRAM and glass up to `time`. */
  #advance(time: number): void {
    this.#write.advance(time);
    this.#glass.copyUntil(time);
  }
}
