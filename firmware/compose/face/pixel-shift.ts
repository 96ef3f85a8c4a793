/** Steps of the walk from one place to the next, prime to most spans so that all places are visited; both ways at once. */
const ACROSS = 5;
const DOWN = 7;

/**
 * Where a face stands this minute. Places lie on a grid whose step is wider than a stroke; the next one differs in both
 * directions, so that a stroke along either leaves the pixels it had lit.
 */
export class PixelShift {
  readonly #step: number;
  #at = 0;

  /** `step`: pixels from one place to its neighbour. */
  constructor(step: number) {
    this.#step = step;
  }

  /** Goes on to the next place. */
  next(): void {
    this.#at += 1;
  }

  /** Offset within a span of so many pixels, 0..`span`. */
  x(span: number): number {
    return this.#along(span, ACROSS);
  }

  y(span: number): number {
    return this.#along(span, DOWN);
  }

  #along(span: number, stride: number): number {
    const places = Math.floor(span / this.#step) + 1;
    // A stride that shares a factor with the number of places would come back too soon.
    let prime = stride;
    while (places > 1 && commonFactor(prime, places) > 1) prime += 1;
    return ((this.#at * prime) % places) * this.#step;
  }
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}
