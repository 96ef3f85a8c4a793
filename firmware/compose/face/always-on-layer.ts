import type { Damage } from '../../geometry/damage.js';
import type { Surface } from '../../pixels/surface.js';

/** What a pack shows instead of the device's own always-on face. */
export interface AlwaysOnLayer {
  /** When it next changes, microseconds. */
  readonly wakeAt: number;
  /** Adds what changed to `damage` and draws all of `damage`, black where nothing is lit. */
  draw(back: Surface, damage: Damage, now: number): void;
}
