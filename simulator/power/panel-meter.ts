import type { VirtualPanel } from '../panel/virtual-panel.js';
import { energyModel } from './energy-model.js';
import { PictureLevel } from './picture-level.js';
import { PANEL_COUNTERS, PanelCounter } from './price.js';

/** A gradual change of brightness is over by then. */
const DIM_MICROS = 500_000;

/**
 * Books what costs energy in a virtual panel, from its registers, its beam and its glass. It looks whenever it is told
 * that something changes; in between the panel is taken to stay as it is, but for the scan that copies what was
 * written, and a gradual change of brightness.
 */
export class PanelMeter {
  /** `PANEL_COUNTERS` counters for each cell. */
  readonly counts: Float64Array;
  readonly #panel: VirtualPanel;
  readonly #level: PictureLevel;
  readonly #nitsPerStep: number;
  #cell = 0;
  #since = 0;
  #powered = true;
  #awake = false;
  #dcsIdle = false;
  #hz = 0;
  #brightness = 0;
  #nits = 0;
  /** Lines were written that the beam has yet to copy. */
  #pending = false;

  /** `cells`: how many stretches are told apart, such as a mode and a source. */
  constructor(panel: VirtualPanel, cells: number) {
    this.#panel = panel;
    this.#level = new PictureLevel(panel);
    this.#nitsPerStep = (panel.model.brightness?.nits ?? energyModel.panel.nits) / 255;
    this.counts = new Float64Array(cells * PANEL_COUNTERS);
  }

  /** nits of white times average picture level, as last looked at. */
  get nits(): number {
    return this.#nits;
  }

  /** Books the time up to `time` and looks at what the panel is from then on, which is for `cell`. */
  look(time: number, cell = this.#cell): void {
    const brightness = this.#panel.brightnessAt(time);
    const nits = brightness === 0 ? 0 : brightness * this.#nitsPerStep * this.#level.at(time);
    const elapsed = time - this.#since;
    if (elapsed > 0) this.#book(elapsed, brightness, nits);
    this.#since = time;
    this.#cell = cell;
    this.#brightness = brightness;
    this.#nits = nits;
    this.#see();
  }

  #book(elapsed: number, brightness: number, nits: number): void {
    if (!this.#powered || !this.#awake) {
      this.#add(this.#powered ? PanelCounter.asleepMicros : PanelCounter.offMicros, elapsed);
      return;
    }
    this.#add(PanelCounter.awakeMicros, elapsed);
    this.#add(PanelCounter.scans, (this.#hz * elapsed) / 1_000_000);
    let light = this.#nits * elapsed;
    if (brightness !== this.#brightness) {
      const change = Math.min(elapsed, DIM_MICROS);
      light = ((this.#nits + nits) / 2) * change + nits * (elapsed - change);
    } else if (this.#pending) {
      const scan = Math.min(elapsed, this.#hz > 0 ? 1_000_000 / this.#hz : 0);
      light = this.#nits * scan + nits * (elapsed - scan);
    }
    this.#add(PanelCounter.nitMicros, light);
  }

  #see(): void {
    const { awake, powered, dcsIdle, scanHz, settled } = this.#panel;
    if (awake && !this.#awake) this.#add(PanelCounter.wakes, 1);
    else if (awake && dcsIdle !== this.#dcsIdle) this.#add(PanelCounter.switches, 1);
    this.#powered = powered;
    this.#awake = awake;
    this.#dcsIdle = dcsIdle;
    this.#hz = scanHz;
    this.#pending = !settled;
  }

  #add(counter: PanelCounter, amount: number): void {
    this.counts[this.#cell * PANEL_COUNTERS + counter]! += amount;
  }
}
