import type { WallClock } from '../compose/face/wall-clock.js';
import { PowerEvent } from './modes.js';
import type { World } from './world.js';

const NEVER = Number.POSITIVE_INFINITY;
const MINUTE_MICROS = 60_000_000;

/** Knows when night begins and ends, once the time was told. */
export class NightWatch {
  /** When it looks again; a dark glass need not wake for it. */
  wakeAt = NEVER;
  readonly #world: World;
  readonly #clock: WallClock;
  readonly #happened: (event: PowerEvent, now: number) => void;

  constructor(world: World, clock: WallClock, happened: (event: PowerEvent, now: number) => void) {
    this.#world = world;
    this.#clock = clock;
    this.#happened = happened;
  }

  /** The clock or the hours of night were set. */
  look(now: number): void {
    this.wakeAt = now;
  }

  step(now: number): void {
    if (this.wakeAt > now) return;
    this.wakeAt = NEVER;
    const world = this.#world;
    if (!this.#clock.known) return;
    const minute = this.#clock.minuteOfDay(now);
    const night = world.isNightAt(minute);
    this.wakeAt = this.#clock.nextMinuteAt(now) + (world.minutesToNightEdge(minute) - 1) * MINUTE_MICROS;
    if (night === world.night) return;
    world.night = night;
    this.#happened(night ? PowerEvent.nightBegins : PowerEvent.nightEnds, now);
  }
}
