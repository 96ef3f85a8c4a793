import type { FrameDecoder } from '../decode/frame-decoder.js';
import type { Damage } from '../geometry/damage.js';
import type { RegionList } from '../geometry/region-list.js';
import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Surface } from '../pixels/surface.js';
import { copyRegion } from '../surface/surface-memory.js';
import type { Source } from './source.js';

/** The host's stream as a source: copies what an accepted frame changed from the stream surface to back. */
export class HostStream implements Source {
  readonly name = 'host';
  readonly drawsAhead = true;
  readonly #decoder: FrameDecoder;
  readonly #kernels: CheckedKernels;
  wants = false;
  wakeAt = Number.POSITIVE_INFINITY;
  frameId = 0;
  presentAt = 0;
  /** Whether the accepted frame was drawn: drawn again it is a picture that comes back, and no host's frame. */
  #drawn = true;

  constructor(decoder: FrameDecoder, kernels: CheckedKernels) {
    this.#decoder = decoder;
    this.#kernels = kernels;
  }

  get overwrites(): RegionList {
    return this.#decoder.damage.regions;
  }

  /** The decoder has accepted a frame: it wants the glass. */
  accepted(): void {
    this.wants = true;
    this.wakeAt = 0;
    this.frameId = this.#decoder.frameId;
    this.presentAt = this.#decoder.presentAt;
    this.#drawn = false;
  }

  /** The session is over and its picture is not to stay. */
  release(): void {
    this.wants = false;
    this.wakeAt = Number.POSITIVE_INFINITY;
  }

  /** The picture is lost, not the host: its next frame may do better. */
  failed(): void {
    this.release();
  }

  /** In back it is drawn over: that picture does not come back. */
  displaced(): void {
    if (!this.#decoder.isInBack) return;
    this.release();
    this.#decoder.reset();
  }

  draw(back: Surface, damage: Damage, _now: number, whole: boolean): void {
    const { surface, isInBack } = this.#decoder;
    if (this.#drawn) {
      this.frameId = 0;
      this.presentAt = 0;
    }
    this.#drawn = true;
    if (!whole) damage.addAll(this.#decoder.damage.regions);
    const { regions } = damage;
    this.wakeAt = Number.POSITIVE_INFINITY;
    if (isInBack) return;
    for (let index = 0; index < regions.count; index += 1) {
      const top = regions.top(index);
      copyRegion(this.#kernels, back, surface, regions.left(index), top, regions.right(index), regions.bottom(index));
    }
  }
}
