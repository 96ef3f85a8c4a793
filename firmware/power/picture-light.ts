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
  /** How many pixels will have been sent when it is worth another look. */
  looksFrom: number;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(counts: Readonly<PresentCounts>, chain: SwapChain) {
    this.#counts = counts;
    this.#chain = chain;
    this.#enough = (chain.front.width * chain.front.height) / LIGHT_SAMPLES;
    this.looksFrom = this.#enough;
  }

  get wakeAt(): number {
    return this.#counts.pixels < this.looksFrom ? NEVER : this.#lookedAt + LOOK_MICROS;
  }

  step(now: number): void {
    if (this.wakeAt > now) return;
    this.#lookedAt = now;
    this.looksFrom = this.#counts.pixels + this.#enough;
    this.average = averageLight(this.#chain.front);
  }
}
