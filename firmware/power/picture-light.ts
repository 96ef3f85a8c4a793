import type { PresentCounts } from '../blit/presenter-options.js';
import type { SwapChain } from '../surface/swap-chain.js';
import { averageLight, LIGHT_SAMPLES } from './average-light.js';

const NEVER = Number.POSITIVE_INFINITY;
/** The picture is looked at no more often. */
const LOOK_MICROS = 1_000_000;

/**
 * How bright the picture on the glass is, looked at not more than once a second, and only when as many pixels were sent since as
 * one sample stands for: a digit that ticks is no reason to wake.
 */
export class PictureLight {
  /** Average linear light, percent. */
  average = 0;
  readonly #counts: Readonly<PresentCounts>;
  readonly #chain: SwapChain;
  readonly #enough: number;
  /** Pixels that had been sent when it was looked at. */
  #looked = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(counts: Readonly<PresentCounts>, chain: SwapChain) {
    this.#counts = counts;
    this.#chain = chain;
    this.#enough = (chain.front.width * chain.front.height) / LIGHT_SAMPLES;
  }

  /** From how many pixels in all on it is worth a look. */
  get looksFrom(): number {
    return this.#looked + this.#enough;
  }

  get wakeAt(): number {
    return this.#counts.pixels - this.#looked < this.#enough ? NEVER : this.#lookedAt + LOOK_MICROS;
  }

  step(now: number): void {
    if (this.wakeAt > now) return;
    this.#lookedAt = now;
    this.#looked = this.#counts.pixels;
    this.average = averageLight(this.#chain.front);
  }
}
