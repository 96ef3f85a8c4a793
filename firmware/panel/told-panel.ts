import type { Bus } from '../platform/bus.js';
import { Dcs } from './dcs.js';
import type { InitStep } from './init-step.js';
import type { PanelModel } from './model.js';

/**
 * Added to every settle time: commands handed to the bus together leave one after the other, the longest such run in well
 * under this at 8 MHz on one line.
 */
const GUARD_MICROS = 250;

/**
 * What the panel has been told, when, and from when on each command is legal. Settle times are kept as moments, so that
 * only what remains of one is ever waited. Times are integer microseconds.
 */
export class ToldPanel {
  displayOn = false;
  awake = false;
  dcsIdle = false;
  /** MADCTL. */
  addressMode = 0;
  /** Registers 51 and 44; -1 where unknown. */
  brightness = -1;
  teLine = -1;
  /** How often it was told to leave sleep: each time its scan begins anew. */
  awakenings = 0;
  /** How often it was told to scan at another rate. */
  rateChanges = 0;
  /** Either of them. */
  scanChanges = 0;
  displayOffAt = Number.NEGATIVE_INFINITY;

  readonly #model: PanelModel;
  readonly #bus: Bus;
  readonly #byte = new Uint8Array(1);
  readonly #line = new Uint8Array(2);
  #resetLowAt = 0;
  #quietUntil = 0;
  #exitSleepFrom = 0;
  #enterSleepFrom = 0;
  #displayOnFrom = 0;

  constructor(model: PanelModel, bus: Bus) {
    this.#model = model;
    this.#bus = bus;
  }

  resetLow(now: number): void {
    this.#resetLowAt = now;
    this.#bus.reset(true);
  }

  get resetHighFrom(): number {
    return this.#resetLowAt + this.#model.settle.resetLowMicros + GUARD_MICROS;
  }

  /** Ends the pulse. Whether the panel was awake is not known after a restart of ours: the longer time holds. */
  resetHigh(now: number): void {
    const { resetMillis, resetAwakeMillis, resetToWakeMillis } = this.#model.settle;
    this.#bus.reset(false);
    this.quiet(now, Math.max(resetMillis, resetAwakeMillis));
    this.#exitSleepFrom = after(now, resetToWakeMillis);
    this.#forget();
    this.awake = false;
  }

  /** No command before `millis` are over. */
  quiet(now: number, millis: number): void {
    this.#quietUntil = Math.max(this.#quietUntil, after(now, millis));
  }

  /** The first moment at which a command may be sent. */
  legalFrom(code: number): number {
    const quiet = this.#quietUntil;
    if (code === Dcs.exitSleep) return Math.max(quiet, this.#exitSleepFrom);
    if (code === Dcs.enterSleep) return Math.max(quiet, this.#enterSleepFrom);
    if (code === Dcs.displayOn) return Math.max(quiet, this.#displayOnFrom);
    return quiet;
  }

  /** One step of a sequence. */
  take(step: InitStep, brightness: number, now: number): void {
    if (step.kind === 'wait') this.quiet(now, step.millis);
    else if (step.kind === 'brightness') this.sendByte(Dcs.brightness, brightness, now);
    else this.send(step.code, step.params, now);
  }

  /** With one parameter. */
  sendByte(code: number, param: number, now: number): void {
    this.#byte[0] = param;
    this.send(code, this.#byte, now);
  }

  /** With the parameters of a step, or none. */
  send(code: number, params: Uint8Array | readonly number[] | undefined, now: number): void {
    this.#bus.command(code, params);
    this.#note(code, params?.[0] ?? 0, now);
  }

  sendTeLine(line: number, now: number): void {
    this.#line[0] = line >> 8;
    this.#line[1] = line & 255;
    this.send(Dcs.tearLine, this.#line, now);
    this.teLine = line;
  }

  #note(code: number, param: number, now: number): void {
    const { settle, features } = this.#model;
    switch (code) {
      case Dcs.exitSleep:
        this.awake = true;
        this.awakenings += 1;
        this.scanChanges += 1;
        this.quiet(now, settle.commandMillis);
        this.#enterSleepFrom = after(now, settle.sleepMillis);
        this.#displayOnFrom = after(now, settle.displayOnMillis);
        if (features.wakeReloads) this.#forget();
        break;
      case Dcs.enterSleep:
        this.awake = false;
        this.quiet(now, settle.commandMillis);
        this.#exitSleepFrom = after(now, settle.sleepMillis);
        break;
      case Dcs.displayOn:
        this.displayOn = true;
        break;
      case Dcs.displayOff:
        this.displayOn = false;
        this.displayOffAt = now;
        break;
      case Dcs.enterIdle:
      case Dcs.exitIdle:
        this.dcsIdle = code === Dcs.enterIdle;
        this.#noteRate();
        break;
      case Dcs.addressMode:
        this.addressMode = param;
        break;
      case Dcs.brightness:
        this.brightness = param;
        break;
      case Dcs.tearLine:
        this.teLine = -1;
        break;
    }
  }

  /** DCS idle mode was entered or left. */
  #noteRate(): void {
    if (this.#model.scan.idleHz === undefined) return;
    this.rateChanges += 1;
    this.scanChanges += 1;
  }

  /** Registers are back at their defaults. */
  #forget(): void {
    if (this.dcsIdle) this.#noteRate();
    this.displayOn = false;
    this.dcsIdle = false;
    this.addressMode = 0;
    this.brightness = -1;
    this.teLine = -1;
  }
}

function after(now: number, millis: number): number {
  return now + millis * 1000 + GUARD_MICROS;
}
