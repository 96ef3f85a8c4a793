/** Steps of the walk from one place to the next, prime to most spans so that all places are visited; both ways at once. */
const ACROSS = 5;
const DOWN = 7;

/**
 * Where a face stands this minute. Places lie on a grid whose step is wider than a stroke; the next one differs in both
 * directions, so that a stroke along either leaves the pixels it had lit. A grid that drifts is a few pixels farther on after
 * each round: long strokes, and digits a step apart, do not come back to the same pixels all day.
 */
export class PixelShift {
  readonly #across: Walk;
  readonly #down: Walk;
  #at = 0;
  /** Where it stands: 0 to the span. */
  x = 0;
  y = 0;

  /** `step`: pixels from one place to its neighbour. `drift`: pixels a round moves the grid, prime to `step`; 0 for none. */
  constructor(step: number, drift = 0) {
    this.#across = new Walk(step, drift, ACROSS, 0);
    this.#down = new Walk(step, drift, DOWN, 1);
  }

  /** Goes on to the next place within spans of so many pixels, none less than 0. */
  next(spanX: number, spanY: number): void {
    const at = this.#at + 1;
    this.#at = at;
    this.x = this.#across.offset(at, spanX);
    this.y = this.#down.offset(at, spanY);
  }
}

/** The way along one side. */
class Walk {
  readonly #step: number;
  readonly #drift: number;
  readonly #stride: number;
  readonly #skip: number;
  /** The last span: how many places it has, how many of them lie between one and the next, and whether there is a next round. */
  #span = -1;
  #places = 1;
  #prime = 1;
  #drifts = false;
  #skips = 0;

  /** `skip`: places each round of a drifting grid begins later, so that where both ways have as many, all pairs come about. */
  constructor(step: number, drift: number, stride: number, skip: number) {
    this.#step = step;
    this.#drift = drift;
    this.#stride = stride;
    this.#skip = skip;
  }

  offset(at: number, span: number): number {
    if (span !== this.#span) this.#measure(span);
    const places = this.#places;
    if (!this.#drifts) return ((at * this.#prime) % places) * this.#step;
    const round = Math.floor(at / places);
    const place = (at * this.#prime + round * this.#skips) % places;
    return place * this.#step + ((round * this.#drift) % this.#step);
  }

  #measure(span: number): void {
    let places = Math.floor(span / this.#step) + 1;
    // A grid that drifts leaves room for one step less a pixel; with two places there is none to give.
    const drifts = this.#drift > 0 && places > 2;
    if (drifts) places -= 1;
    const skips = drifts && places > 2 ? this.#skip : 0;
    // A stride that shares a factor with the number of places would come back too soon; one that its skip undoes would stay.
    let prime = this.#stride;
    while (places > 1 && (commonFactor(prime, places) > 1 || (skips > 0 && (prime + skips) % places === 0))) prime += 1;
    this.#span = span;
    this.#places = places;
    this.#prime = prime;
    this.#drifts = drifts;
    this.#skips = skips;
  }
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}
