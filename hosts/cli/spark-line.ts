const BARS = '▁▂▃▄▅▆▇█';

/** The last few values of a figure as a row of bars, for a terminal. */
export class SparkLine {
  readonly #most: number;
  readonly #least: number;
  readonly #values: number[] = [];

  /** `most`: how many values are kept; the highest bar is the greatest of them, and at least `least`. */
  constructor(most: number, least: number) {
    this.#most = most;
    this.#least = least;
  }

  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > this.#most) this.#values.shift();
  }

  /** As wide as ever: where values are missing it is empty. */
  toString(): string {
    const top = Math.max(this.#least, ...this.#values);
    const bars = this.#values.map((value) => BARS[Math.min(7, Math.floor((Math.max(0, value) / top) * 8))]);
    return bars.join('').padStart(this.#most);
  }
}
