import type { Presenter } from '../blit/presenter.js';
import type { SwapChain } from '../surface/swap-chain.js';
import { averageLight } from './average-light.js';

/** The picture is looked at no more often. */
const LOOK_MICROS = 1_000_000;

/** How bright the picture on the glass is, looked at when it has changed and not more than once a second. */
export class PictureLight {
  /** Average linear light, percent. */
  average = 0;
  readonly #presenter: Presenter;
  readonly #chain: SwapChain;
  #looked = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(presenter: Presenter, chain: SwapChain) {
    this.#presenter = presenter;
    this.#chain = chain;
  }

  get wakeAt(): number {
    if (this.#presenter.counts.presented === this.#looked) return Number.POSITIVE_INFINITY;
    return this.#lookedAt + LOOK_MICROS;
  }

  step(now: number): void {
    if (this.wakeAt > now) return;
    this.#lookedAt = now;
    this.#looked = this.#presenter.counts.presented;
    this.average = averageLight(this.#chain.front);
  }
}
