import { Dcs } from '../../firmware/panel/dcs.js';
import type { PanelModel, SettleTimes } from '../../firmware/panel/model.js';
import { hex } from './decoder.js';
import { PanelError } from './rules.js';

const NEVER = Number.NEGATIVE_INFINITY;
/** Times come from divisions: a settle time counts as kept when it is missed by less than this. */
const EPSILON_MICROS = 1e-3;

/** The moments from which on the panel may be spoken to. Throws `PanelError` where one is too early. */
export class Settling {
  readonly #name: string;
  readonly #times: SettleTimes;
  #resetLowAt = NEVER;
  #resetReadyAt = NEVER;
  #resetWakeAt = NEVER;
  #sleepChangedAt = NEVER;
  #wokeAt = NEVER;

  constructor(model: PanelModel) {
    this.#name = model.name;
    this.#times = model.settle;
  }

  resetLow(time: number): void {
    this.#resetLowAt = time;
  }

  /** RESX rises; answers for how long it was low, microseconds. */
  resetHigh(time: number, wasAwake: boolean): number {
    const low = time - this.#resetLowAt;
    if (low < this.#times.resetLowMicros - EPSILON_MICROS) {
      throw new PanelError('reset-pulse', `${this.#name}: RESX was low for ${low.toFixed(1)} us`);
    }
    this.restart(time, wasAwake);
    return low;
  }

  /** After hardware or software reset. */
  restart(time: number, wasAwake: boolean): void {
    const { resetMillis, resetAwakeMillis, resetToWakeMillis } = this.#times;
    this.#resetReadyAt = time + (wasAwake ? resetAwakeMillis : resetMillis) * 1000;
    this.#resetWakeAt = time + resetToWakeMillis * 1000;
    this.#sleepChangedAt = NEVER;
    this.#wokeAt = NEVER;
  }

  /** A command begins at `time`. `awake` is what the panel is before it. */
  check(code: number, time: number, awake: boolean): void {
    const { commandMillis, sleepMillis, displayOnMillis } = this.#times;
    this.#expect(time, this.#resetReadyAt, 'reset-settle', code);
    this.#expect(time, this.#sleepChangedAt + commandMillis * 1000, 'command-settle', code);
    const wakes = code === Dcs.exitSleep && !awake;
    if (wakes) this.#expect(time, this.#resetWakeAt, 'reset-settle', code);
    const sleeps = code === Dcs.enterSleep && awake;
    if (wakes || sleeps) this.#expect(time, this.#sleepChangedAt + sleepMillis * 1000, 'sleep-settle', code);
    if (code === Dcs.displayOn) this.#expect(time, this.#wokeAt + displayOnMillis * 1000, 'display-on-early', code);
  }

  woke(time: number): void {
    this.#wokeAt = time;
    this.#sleepChangedAt = time;
  }

  slept(time: number): void {
    this.#sleepChangedAt = time;
  }

  #expect(
    time: number,
    from: number,
    rule: 'reset-settle' | 'command-settle' | 'sleep-settle' | 'display-on-early',
    code: number,
  ): void {
    if (time >= from - EPSILON_MICROS) return;
    const early = ((from - time) / 1000).toFixed(3);
    throw new PanelError(rule, `${this.#name}: ${hex(code)} comes ${early} ms too early`);
  }
}
