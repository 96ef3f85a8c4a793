/** Steps of the walk from one place to the next, prime to most spans so that all places are visited; both ways at once. */
const ACROSS = 5;
const DOWN = 7;

/**
 * Where a face stands this minute. Places lie on a grid whose step is wider than a stroke; the next one differs in both
 * directions, so that a stroke along either leaves the pixels it had lit. A grid that drifts is a few pixels farther on after
 * each round: long strokes, and digits a step apart, do not come back to the same pixels all day.
 */
export class PixelShift {
  readonly #step: number;
  readonly #drift: number;
  #at = 0;

  /** `step`: pixels from one place to its neighbour. `drift`: pixels a round moves the grid, prime to `step`; 0 for none. */
  constructor(step: number, drift = 0) {
    this.#step = step;
    this.#drift = drift;
  }

  /** Goes on to the next place. */
  next(): void {
    this.#at += 1;
  }

  /** Offset within a span of so many pixels, 0..`span`. */
  x(span: number): number {
    return this.#along(span, ACROSS, 0);
  }

  y(span: number): number {
    return this.#along(span, DOWN, 1);
  }

  /** `skip`: places each round of a drifting grid begins later, so that where both ways have as many, all pairs come about. */
  #along(span: number, stride: number, skip: number): number {
    let places = Math.floor(span / this.#step) + 1;
    // A grid that drifts leaves room for one step less a pixel; with two places there is none to give.
    const drifts = this.#drift > 0 && places > 2;
    if (drifts) places -= 1;
    const round = drifts ? Math.floor(this.#at / places) : 0;
    const skips = drifts && places > 2 ? skip : 0;
    // A stride that shares a factor with the number of places would come back too soon; one that its skip undoes would stay.
    let prime = stride;
    while (places > 1 && (commonFactor(prime, places) > 1 || (skips > 0 && (prime + skips) % places === 0))) prime += 1;
    return ((this.#at * prime + round * skips) % places) * this.#step + ((round * this.#drift) % this.#step);
  }
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}
