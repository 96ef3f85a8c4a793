import { SceneSource } from '../layout.js';
import { NEVER } from './face-node.js';
import type { FaceWorld } from './face-world.js';

/** Nothing is known of it, or nothing fresh. */
export const NO_LEVEL_KNOWN = -1;

/** How full a source is, for bars and arcs. */
export class Level {
  dueAt = 0;
  /** 0..1000, or `NO_LEVEL_KNOWN`. */
  thousandths = NO_LEVEL_KNOWN;
  readonly #source: number;
  readonly #world: FaceWorld;

  constructor(source: number, world: FaceWorld) {
    this.#source = source;
    this.#world = world;
  }

  stir(): void {
    this.dueAt = 0;
  }

  look(now: number): void {
    const { clock, battery, fields } = this.#world;
    this.dueAt = NEVER;
    this.thousandths = NO_LEVEL_KNOWN;
    switch (this.#source) {
      case SceneSource.battery:
        if (battery >= 0) this.thousandths = battery * 10;
        return;
      case SceneSource.progress:
        if (!fields.isFresh(SceneSource.progress, now)) return;
        this.thousandths = Math.min(1000, fields.level(SceneSource.progress));
        this.dueAt = fields.staleAt(SceneSource.progress, now);
        return;
      case SceneSource.second:
        this.dueAt = clock.nextSecondAt(now);
        if (clock.known) this.thousandths = Math.round((clock.secondOfMinute(now) * 1000) / 60);
        return;
      case SceneSource.minute:
        this.dueAt = clock.nextMinuteAt(now);
        if (clock.known) this.thousandths = Math.round(((clock.minuteOfDay(now) % 60) * 1000) / 60);
        return;
      default:
        this.dueAt = clock.nextMinuteAt(now);
        if (clock.known) this.thousandths = Math.round(((clock.minuteOfDay(now) % 720) * 1000) / 720);
    }
  }
}
