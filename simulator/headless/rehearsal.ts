import type { PackBytes } from '../../firmware/packs/pack-bytes.js';
import { EventKind } from '../../firmware/platform/events.js';
import { Mode } from '../../firmware/power/modes.js';
import { panelFacts } from './panel-facts.js';
import { Simulation } from './simulation.js';

/** What a stretch of time took, milliwatts. A model. */
export interface RehearsedPower {
  readonly controller: number;
  readonly bus: number;
  readonly panel: number;
  readonly total: number;
}

/** Modes in which a face is looked at. */
export const rehearsedModes = ['active', 'idle', 'aod'] as const;
export type RehearsedMode = (typeof rehearsedModes)[number];

/** Register 51 for 150 nit of 600: a room. */
const ROOM_LEVEL = 64;
/** 10:08, as on every picture of a watch. */
const EPOCH_MILLIS = Date.UTC(2026, 10, 22, 10, 8, 30);
/** A face is on the glass by then, or never will be. */
const MOST_START_MILLIS = 3000;

/**
 * Plays a face of a pack on a whole device in virtual time: the firmware itself, its processor charged, on the strict panel.
 * What the glass shows and what it costs are seen before anybody installs it.
 */
export class Rehearsal {
  readonly simulation: Simulation;
  /** Whether the face came onto the glass. */
  readonly isShown: boolean;

  /** `panel` is a name of the registry. */
  constructor(panel: string, pack: PackBytes, face = 0) {
    const simulation = new Simulation({ panel, seed: 1, oscillatorError: 0, chargeCpu: true, flash: null });
    this.simulation = simulation;
    const { clock, controller } = simulation;
    // The panel lights up first, and its own face with it: else the first thing to be seen is half a dark glass.
    clock.runForMillis(1000);
    const { faces, governor } = controller;
    const now = Math.ceil(clock.time);
    faces.clock.set(EPOCH_MILLIS, 0, now);
    governor.timeSet(false, now);
    governor.setBrightness(ROOM_LEVEL);
    governor.wishMode(Mode.active, false, now);
    const isPlayable = faces.show(pack, face);
    this.#nudge();
    for (let millis = 0; isPlayable && !faces.face.started && millis < MOST_START_MILLIS; millis += 10) {
      clock.runForMillis(10);
    }
    this.isShown = faces.face.started;
    // Until the beam has shown it: the processor takes its time for the first, whole picture.
    clock.runForMillis(300);
  }

  /** The glass, one RGB565 value a pixel. */
  glass(): Uint16Array {
    return this.simulation.glass();
  }

  /** Goes on for a while, milliseconds of the device's time. */
  run(millis: number): void {
    this.simulation.clock.runForMillis(millis);
  }

  /** Has the device be in a mode, and waits until it is. */
  enter(mode: RehearsedMode): void {
    const { controller, clock } = this.simulation;
    controller.governor.wishMode(Mode[mode], false, Math.ceil(clock.time));
    this.#nudge();
    clock.runForMillis(3000);
  }

  /** What the next seconds take. */
  measure(seconds: number): RehearsedPower {
    const from = this.simulation.energy().total;
    this.simulation.clock.runForMicros(seconds * 1_000_000);
    const to = this.simulation.energy().total;
    // Microjoules in so many seconds.
    const [controller, bus, panel] = (['controller', 'bus', 'panel'] as const).map(
      (name) => (to[name] - from[name]) / seconds / 1000,
    ) as [number, number, number];
    return { controller, bus, panel, total: controller + bus + panel };
  }

  close(): void {
    this.simulation.close();
  }

  /** Nobody touched the device: without an event it would not look. */
  #nudge(): void {
    this.simulation.controller.note(EventKind.readable, Math.ceil(this.simulation.clock.time));
  }
}

/** The panel of the registry that a pack of a size and shape is for; undefined where there is none. */
export function panelFor(
  names: readonly string[],
  size: { readonly width: number; readonly height: number; readonly shape: string },
): string | undefined {
  return names.find((name) => {
    const { width, height, shape } = panelFacts(name);
    return width === size.width && height === size.height && shape === size.shape;
  });
}
