import { COUNTERS, LEDGER_MODES, TIMES } from '../../firmware/power/ledger.js';
import type { LedgerBooks } from '../headless/running-firmware.js';
import type { VirtualPanel } from '../panel/virtual-panel.js';
import { PanelMeter } from './panel-meter.js';
import { type Energy, PANEL_COUNTERS, priceBus, priceController, pricePanel } from './price.js';
import { Reckoning } from './reckoning.js';

/** What a simulated device has used since its start, microjoules and microseconds. A model. */
export interface EnergyReading {
  readonly total: Energy;
  /** By mode (active, idle, aod, sleep), and how long each was in force. */
  readonly modes: readonly { readonly energy: Energy; readonly micros: number }[];
  /** By the source that had the glass. */
  readonly sources: Readonly<Record<string, Energy>>;
}

/** Reads a device's energy off its ledger and its panel. */
export class EnergyMeter {
  readonly reckoning: Reckoning;
  readonly panel: PanelMeter;
  readonly #ledger: LedgerBooks;
  readonly #cell = new Float64Array(COUNTERS);
  #seen = 0;

  constructor(ledger: LedgerBooks, panel: VirtualPanel) {
    const cells = ledger.counts.length / COUNTERS;
    this.#ledger = ledger;
    this.reckoning = new Reckoning(ledger, cells);
    this.panel = new PanelMeter(panel, cells);
  }

  /** The panel was touched. */
  look(time: number): void {
    this.#seen = this.#ledger.cell;
    this.panel.look(time, this.#seen);
  }

  /** A step is over: somebody else may have the glass, or another mode be in force. */
  stepped(time: number): void {
    if (this.#ledger.cell !== this.#seen) this.look(time);
  }

  read(time: number): EnergyReading {
    const now = Math.floor(time);
    this.reckoning.settle(now);
    this.#ledger.settle(now);
    this.look(time);
    const total = nothing();
    const modes = Array.from({ length: LEDGER_MODES }, (_, mode) => ({
      energy: nothing(),
      micros: this.#ledger.residency(mode),
    }));
    const sources: Record<string, Energy> = {};
    this.#ledger.sources.forEach((name, source) => {
      const bySource = nothing();
      modes.forEach(({ energy }, mode) => {
        const cell = this.#price(source * LEDGER_MODES + mode);
        for (const sum of [total, energy, bySource]) add(sum, cell);
      });
      sources[name] = bySource;
    });
    return { total, modes, sources };
  }

  #price(cell: number): Energy {
    const counts = this.#cell;
    counts.set(this.#ledger.counts.subarray(cell * COUNTERS, (cell + 1) * COUNTERS));
    for (let time = 0; time < TIMES; time += 1) counts[time]! += this.reckoning.moved[cell * TIMES + time]!;
    return {
      controller: priceController(counts),
      bus: priceBus(counts),
      panel: pricePanel(this.panel.counts, cell * PANEL_COUNTERS),
    };
  }
}

function nothing(): Energy {
  return { controller: 0, bus: 0, panel: 0 };
}

function add(sum: Energy, part: Energy): void {
  sum.controller += part.controller;
  sum.bus += part.bus;
  sum.panel += part.panel;
}
