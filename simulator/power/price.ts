import { Counter, TIMES } from '../../firmware/power/ledger.js';
import { energyModel } from './energy-model.js';

const MEGABYTE = 2 ** 20;

/** Microjoules, by who uses them. A model. */
export interface Energy {
  controller: number;
  bus: number;
  panel: number;
}

/** What a panel did in a stretch of time. */
export const PanelCounter = {
  /** Microseconds without supply, asleep, awake. */
  offMicros: 0,
  asleepMicros: 1,
  awakeMicros: 2,
  /** Scans, and microseconds times nits of white times average picture level. */
  scans: 3,
  nitMicros: 4,
  /** SLPOUT, and changes of DCS idle mode. */
  wakes: 5,
  switches: 6,
} as const;
export type PanelCounter = (typeof PanelCounter)[keyof typeof PanelCounter];
export const PANEL_COUNTERS = 7;

const { processor, bus, panel } = energyModel;

/** mW of each of a ledger's times, in the order of `Counter`. */
export const timePowers: readonly number[] = [
  processor.awake40,
  processor.awake80,
  processor.awake160,
  processor.awake240,
  processor.wait40,
  processor.wait80,
  processor.wait160,
  processor.wait240,
  processor.lightSleep,
  processor.deepSleep,
];

/** Microjoules of the processor for the cell of a ledger that begins at `at`. The wakes' own energy holds their time. */
export function priceController(counts: Float64Array, at = 0): number {
  let nanojoules = 0;
  for (let time = 0; time < TIMES; time += 1) nanojoules += counts[at + time]! * timePowers[time]!;
  return (
    nanojoules / 1000 +
    counts[at + Counter.lightWakes]! * processor.lightWakeMicrojoules +
    counts[at + Counter.deepWakes]! * processor.deepWakeMicrojoules
  );
}

/** Microjoules of all bytes that left over the bus, and of the pixels' way out of frame memory and into GRAM. */
export function priceBus(counts: Float64Array, at = 0): number {
  const pixelBytes = counts[at + Counter.pixels]! * 2;
  const perPixelByte = bus.gramPerMegabyte + bus.psramPerMegabyte;
  return (counts[at + Counter.busBytes]! * bus.pinsPerMegabyte + pixelBytes * perPixelByte) / MEGABYTE;
}

/** Microjoules of a panel: by its scans when awake, by its light, by how often it was woken. */
export function pricePanel(counts: Float64Array, at = 0): number {
  const { asleepMicros, awakeMicros, scans, nitMicros, wakes, switches } = PanelCounter;
  return (
    (counts[at + asleepMicros]! * panel.asleep +
      counts[at + awakeMicros]! * panel.base +
      counts[at + nitMicros]! * panel.perNit) /
      1000 +
    // mW for each scan a second is mJ for each scan.
    counts[at + scans]! * panel.perHertz * 1000 +
    counts[at + wakes]! * panel.wakeMicrojoules +
    counts[at + switches]! * panel.switchMicrojoules
  );
}
