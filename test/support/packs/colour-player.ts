import type { Source } from '../../../firmware/compose/source.js';
import type { Damage } from '../../../firmware/geometry/damage.js';
import type { PackPlayer } from '../../../firmware/pack-keeper.js';
import type { PackBytes } from '../../../firmware/packs/pack-bytes.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import { faceColour } from './store-pack.js';

/** Stands in for the player: shows a face of a test's pack as its one colour. */
export class ColourPlayer implements PackPlayer, Source {
  readonly name = 'pack';
  readonly sources = [this];
  readonly hasDrawn = true;
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wakeAt = Number.POSITIVE_INFINITY;
  wants = false;
  colour = 0;
  /** Packs it cannot play, by the first byte of their id. */
  readonly broken = new Set<number>();

  show(pack: PackBytes | undefined, face: number): boolean {
    this.wants = false;
    if (pack === undefined) return true;
    const head = new Uint8Array(64);
    pack.read(0, head, 0, 64);
    if (this.broken.has(head[32]!)) return false;
    this.colour = faceColour(head[32]!, head[48]!, face);
    this.wants = true;
    this.wakeAt = 0;
    return true;
  }

  draw(back: Surface, damage: Damage): void {
    for (let at = 0; at < back.stride * back.height; at += 2) {
      back.bytes[at] = this.colour >> 8;
      back.bytes[at + 1] = this.colour;
    }
    damage.addWhole();
    this.wakeAt = Number.POSITIVE_INFINITY;
  }
}
