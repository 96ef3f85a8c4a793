import type { Source } from '../../firmware/compose/source.js';
import type { Damage } from '../../firmware/geometry/damage.js';
import type { Surface } from '../../firmware/pixels/surface.js';
import type { Random } from '../../simulator/random.js';

/** A source that turns over every bit of a few random regions whenever it is told to: each pixel of them changes. */
export class RandomPainter implements Source {
  readonly name = 'random';
  readonly wants = true;
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wakeAt = Number.POSITIVE_INFINITY;
  /** The next draw changes all of the panel. */
  wholeNext = false;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  draw(back: Surface, damage: Damage, _now: number, whole: boolean): void {
    this.wakeAt = Number.POSITIVE_INFINITY;
    if (whole) {
      damage.addWhole();
      return;
    }
    const random = this.#random;
    if (this.wholeNext) {
      this.wholeNext = false;
      damage.addWhole();
      turnOver(back, 0, 0, back.width, back.height);
      return;
    }
    const regions = 1 + random.below(3);
    for (let index = 0; index < regions; index += 1) {
      // Mostly small ones, now and then the whole panel's height or all of it.
      const width = random.below(50) === 0 ? back.width : 2 + random.below(96);
      const height = random.below(50) === 0 ? back.height : 2 + random.below(64);
      const left = random.below(back.width - width + 1);
      const top = random.below(back.height - height + 1);
      damage.add(left, top, left + width, top + height);
    }
    const { regions: list } = damage;
    for (let index = 0; index < list.count; index += 1)
      turnOver(back, list.left(index), list.top(index), list.right(index), list.bottom(index));
  }
}

function turnOver(surface: Surface, left: number, top: number, right: number, bottom: number): void {
  for (let y = top; y < bottom; y += 1) {
    const end = y * surface.stride + right * 2;
    for (let at = y * surface.stride + left * 2; at < end; at += 1) surface.bytes[at]! ^= 0xff;
  }
}
