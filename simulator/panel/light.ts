import type { PanelModel } from '../../firmware/panel/model.js';
import type { Registers } from './registers.js';

/** Bit 5 of register 53: register 51 rules. Bit 3: brightness changes gradually. */
const CONTROL_ON = 0x20;
const DIMMING = 0x08;
/** How long a gradual change takes (assumed). */
const DIM_MICROS = 500_000;

/** How bright the glass is: registers 51, 53, 63, 66 and 4A, and the ramp between two levels. */
export class Light {
  readonly #model: PanelModel;
  #from = 0;
  #to = 0;
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(model: PanelModel, registers: Registers) {
    this.#model = model;
    this.#to = this.#aim(registers);
    this.#from = this.#to;
  }

  /** Registers changed at `time`. */
  follow(registers: Registers, time: number): void {
    const aim = this.#aim(registers);
    if (aim === this.#to) return;
    const dims = (registers.brightnessControl & DIMMING) !== 0;
    this.#from = dims ? this.level(time) : aim;
    this.#to = aim;
    this.#changedAt = time;
  }

  /** 0..255. */
  level(time: number): number {
    const part = Math.min(1, (time - this.#changedAt) / DIM_MICROS);
    return this.#from + (this.#to - this.#from) * part;
  }

  #aim(registers: Registers): number {
    if (this.#model.brightness === null) return 255;
    if (registers.aod) return registers.aodBrightness;
    if ((registers.highBrightnessControl & 0x02) !== 0) return registers.highBrightness;
    return (registers.brightnessControl & CONTROL_ON) !== 0 ? registers.brightness : 0;
  }
}
