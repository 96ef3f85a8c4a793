import { Dcs } from '../../firmware/panel/dcs.js';
import type { PanelModel } from '../../firmware/panel/model.js';
import type { Random } from '../random.js';
import { Beam } from './beam.js';
import { type Decoded, hex } from './decoder.js';
import { Glass } from './glass.js';
import { Gram } from './gram.js';
import { Light } from './light.js';
import { MemoryWrite } from './memory-write.js';
import { obey } from './obey.js';
import { Registers } from './registers.js';
import { PanelError, type Warnings } from './rules.js';
import { Settling } from './settling.js';

/** RESX low for longer than this wakes a panel from deep standby. */
const DEEP_STANDBY_RESET_MICROS = 3000;

/** What the panel's controller does with what the decoder understood, with its RESX pin and with its supply. */
export class PanelController implements Decoded {
  readonly beam = new Beam();
  readonly gram: Gram;
  readonly glass: Glass;
  registers: Registers;
  light: Light;
  awake = false;
  powered = true;
  /** Called when the time of the next TE edge may have changed. */
  onTeChange: (() => void) | null = null;
  readonly #model: PanelModel;
  readonly #hz: number;
  readonly #random: Random;
  readonly #warnings: Warnings;
  readonly #write: MemoryWrite;
  readonly #settling: Settling;
  #resetLow = false;
  #deepStandby = false;
  #displayOffAt = Number.NEGATIVE_INFINITY;

  /** `hz` is the true rate of its scan. */
  constructor(model: PanelModel, hz: number, random: Random, warnings: Warnings) {
    this.#model = model;
    this.#hz = hz;
    this.#random = random;
    this.#warnings = warnings;
    this.gram = new Gram(model, random);
    this.glass = new Glass(model, this.gram, this.beam);
    this.registers = new Registers(model);
    this.light = new Light(model, this.registers);
    this.#write = new MemoryWrite(model, this.gram, this.glass, this.beam, warnings);
    this.#settling = new Settling(model);
  }

  /** Brings GRAM and glass up to `time`. */
  advance(time: number): void {
    this.#write.advance(time);
    this.glass.copyUntil(time);
  }

  reset(low: boolean, time: number): void {
    if (low === this.#resetLow) return;
    this.#resetLow = low;
    this.advance(time);
    if (low) {
      this.#write.abort();
      this.#settling.resetLow(time);
      return;
    }
    const lowMicros = this.#settling.resetHigh(time, this.awake);
    if (this.#deepStandby && lowMicros > DEEP_STANDBY_RESET_MICROS) {
      this.#deepStandby = false;
      this.gram.scramble(this.#random);
    }
    this.#restart(time);
  }

  cutPower(time: number): void {
    this.advance(time);
    const scans = (time - this.#displayOffAt) / (1_000_000 / this.#hz);
    const { offFrames } = this.#model.settle;
    if (this.registers.displayOn) this.#warnings.add('power-cut-early', 'power is cut while the glass is on');
    else if (scans < offFrames)
      this.#warnings.add('power-cut-early', `${scans.toFixed(1)} of ${offFrames} scans of off`);
    this.powered = false;
    this.#restart(time);
  }

  /** GRAM is random, registers are at their defaults. */
  applyPower(time: number): void {
    this.powered = true;
    this.#deepStandby = false;
    this.gram.scramble(this.#random);
    this.#restart(time);
  }

  command(code: number, params: readonly number[], start: number, end: number): void {
    if (!this.#hears(code)) return;
    this.#settling.check(code, start, this.awake);
    // Puts into GRAM whatever came before; the glass catches up when it is looked at, whatever registers say meanwhile.
    this.#write.end();
    const { displayOn, page } = this.registers;
    if (page === 0) this.#obey(code, params, end);
    else obey(this.registers, this.#model.addressMode.mask, code, params);
    if (displayOn && !this.registers.displayOn) this.#displayOffAt = end;
    this.light.follow(this.registers, end);
  }

  memoryWrite(code: number, start: number): boolean {
    if (!this.#hears(code)) return true;
    this.#settling.check(code, start, this.awake);
    if (code === Dcs.writeMemoryContinue) {
      if (this.#write.open) return true;
      this.#warnings.add('continue-without-write', '3C without 2C');
    }
    this.#write.end();
    this.#write.begin(this.registers);
    return true;
  }

  pixels(bytes: Uint8Array, at: number, length: number, start: number, byteMicros: number): void {
    if (!this.powered || this.#deepStandby) return;
    if (!this.registers.gramAccess(this.#model)) {
      throw new PanelError('gram-access', `${this.#model.name}: ${length} bytes of pixels`);
    }
    this.#write.data(bytes, at, length, start, byteMicros);
  }

  /** A command of page 0. */
  #obey(code: number, params: readonly number[], time: number): void {
    const { addressMode, name } = this.#model;
    switch (code) {
      case Dcs.exitSleep:
        this.#wake(time);
        return;
      case Dcs.enterSleep:
        this.#sleep(time);
        return;
      case Dcs.softReset:
        this.#settling.restart(time, this.awake);
        this.#restart(time);
        return;
      case Dcs.deepStandby:
        if (params[0] !== 1) return;
        this.#restart(time);
        this.#deepStandby = true;
        return;
      case Dcs.addressMode: {
        const disputed = (params[0] ?? 0) & addressMode.disputed;
        if (disputed !== 0) this.#warnings.add('address-mode-disputed', `${name}: MADCTL bits ${hex(disputed)}`);
        break;
      }
      case Dcs.displayOn:
        if (this.gram.unwritten > 0)
          this.#warnings.add('display-on-unwritten', `${this.gram.unwritten} pixels are random`);
        break;
    }
    const { dcsIdle } = this.registers;
    obey(this.registers, addressMode.mask, code, params);
    if (this.registers.dcsIdle !== dcsIdle) this.#followRate(time);
    if (code === Dcs.tearOn || code === Dcs.tearOff || code === Dcs.tearLine) this.onTeChange?.();
  }

  /** Whether a command reaches anybody. */
  #hears(code: number): boolean {
    if (this.#resetLow) throw new PanelError('reset-settle', `${this.#model.name}: ${hex(code)} while RESX is low`);
    if (this.powered && !this.#deepStandby) return true;
    this.#warnings.add('asleep-deeply', `${hex(code)} is not heard`);
    return false;
  }

  /** DCS idle mode slows the scan from the next one on, where the model has a rate for it. */
  #followRate(time: number): void {
    const { hz, idleHz, lines } = this.#model.scan;
    if (idleHz === undefined || !this.beam.scanning) return;
    this.glass.copyUntil(time);
    this.beam.begin(this.beam.scanFrom(time), this.#hz * (this.registers.dcsIdle ? idleHz / hz : 1), lines);
    this.onTeChange?.();
  }

  #wake(time: number): void {
    this.#settling.woke(time);
    if (this.awake) return;
    this.awake = true;
    if (this.#model.features.wakeReloads) this.registers = new Registers(this.#model);
    const { lines } = this.#model.scan;
    this.beam.begin(time + this.#random.fraction() * (1_000_000 / this.#hz), this.#hz, lines);
    if (this.registers.dcsIdle) this.#followRate(time);
    this.glass.darken(time);
    this.onTeChange?.();
  }

  #sleep(time: number): void {
    this.#settling.slept(time);
    this.#stop(time);
  }

  /** Registers at their defaults, asleep; GRAM is kept. */
  #restart(time: number): void {
    this.#write.abort();
    if (this.registers.displayOn) this.#displayOffAt = time;
    this.registers = new Registers(this.#model);
    this.light = new Light(this.#model, this.registers);
    this.#stop(time);
  }

  #stop(time: number): void {
    this.awake = false;
    this.beam.stop();
    this.glass.darken(time);
    this.onTeChange?.();
  }
}
