import { glassDeltaHeader } from './live-messages.js';

/** What changed on a glass since it was last asked: the box of it. */
export class GlassDelta {
  readonly #width: number;
  readonly #height: number;
  readonly #last: Uint16Array;
  #isNew = true;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#last = new Uint16Array(width * height);
  }

  /** Compares, keeps `glass` for the next time, and answers the changed box as `/live` sends it; null where nothing changed. */
  take(glass: Uint16Array): Uint8Array | null {
    const box = this.#isNew ? [0, 0, this.#width, this.#height] : this.#changed(glass);
    if (box === null) return null;
    this.#last.set(glass);
    this.#isNew = false;
    return this.#message(box);
  }

  /** The whole glass as last taken; null before the first. */
  whole(): Uint8Array | null {
    return this.#isNew ? null : this.#message([0, 0, this.#width, this.#height]);
  }

  #changed(glass: Uint16Array): number[] | null {
    const width = this.#width;
    const last = this.#last;
    let from = 0;
    let to = glass.length - 1;
    while (from <= to && glass[from] === last[from]) from += 1;
    if (from > to) return null;
    while (glass[to] === last[to]) to -= 1;
    const top = Math.floor(from / width);
    const bottom = Math.floor(to / width) + 1;
    let left = width;
    let right = 0;
    for (let y = top; y < bottom; y += 1) {
      const row = y * width;
      let x = 0;
      while (x < left && glass[row + x] === last[row + x]) x += 1;
      left = x;
      x = width;
      while (x > right && glass[row + x - 1] === last[row + x - 1]) x -= 1;
      right = x;
    }
    return [left, top, right, bottom];
  }

  #message(box: readonly number[]): Uint8Array {
    const [left = 0, top = 0, right = 0, bottom = 0] = box;
    const wide = right - left;
    const message = new Uint16Array(glassDeltaHeader / 2 + wide * (bottom - top));
    message.set(box);
    for (let y = top; y < bottom; y += 1) {
      const row = y * this.#width;
      message.set(this.#last.subarray(row + left, row + right), glassDeltaHeader / 2 + (y - top) * wide);
    }
    return new Uint8Array(message.buffer);
  }
}
