import type { Damage } from '../geometry/damage.js';
import type { RegionList } from '../geometry/region-list.js';
import type { Surface } from '../pixels/surface.js';

/** Anything that draws on the back surface: the host's stream, a face, an animation. */
export interface Source {
  readonly name: string;
  /** Whether it has something for the glass at all. */
  readonly wants: boolean;
  /** When it next draws, given that it has the glass; `Infinity` while nothing changes. */
  readonly wakeAt: number;
  /**
   * Whether it draws on while its last frame waits to be presented: a host's frame is taken as it comes, a face has nothing
   * to gain from frames nobody sees.
   */
  readonly drawsAhead: boolean;
  /** Whether it is what the device shows by itself when nobody else has anything to show; absent for guests. */
  readonly isAtHome?: boolean;
  /** What its next `draw` will replace whole, so that it need not be copied forward; undefined where it draws on top. */
  readonly overwrites: RegionList | undefined;
  /** The host's id of the frame drawn last, 0 where the picture is the firmware's own. */
  readonly frameId: number;
  /** When the frame drawn last is to be presented, microseconds; 0 is as soon as may be. */
  readonly presentAt: number;
  /**
   * Draws what changed since its last draw and adds it to `damage`; everything where `whole` says that back holds another
   * source's picture. Afterwards `wakeAt > now`.
   */
  draw(back: Surface, damage: Damage, now: number, whole: boolean): void;
  /** Is told once whom to call where `wants` or `wakeAt` change outside of the firmware's steps. */
  attach?(stir: () => void): void;
  /** Another source has drawn over its picture. */
  displaced?(): void;
  /** Its `draw` threw: it gives up that picture, and is kept. One without this is dropped. */
  failed?(): void;
}
