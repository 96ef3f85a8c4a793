import type { Presenter } from '../blit/presenter.js';
import type { PresentCounts } from '../blit/presenter-options.js';
import type { SwapChain } from '../surface/swap-chain.js';
import { averageLight } from './average-light.js';

const NEVER = Number.POSITIVE_INFINITY;
/** The picture is looked at no more often. */
const LOOK_MICROS = 1_000_000;

/** How bright the picture on the glass is, looked at when it has changed and not more than once a second. */
export class PictureLight {
  /** Average linear light, percent. */
  average = 0;
  readonly #counts: PresentCounts;
  readonly #chain: SwapChain;
  #looked = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(presenter: Presenter, chain: SwapChain) {
    this.#counts = presenter.counts;
    this.#chain = chain;
  }

  get wakeAt(): number {
    return this.#counts.presented === this.#looked ? NEVER : this.#lookedAt + LOOK_MICROS;
  }

  step(now: number): void {
    if (this.wakeAt > now) return;
    this.#lookedAt = now;
    this.#looked = this.#counts.presented;
    this.average = averageLight(this.#chain.front);
  }
}
