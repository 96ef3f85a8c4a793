/** Host frames whose blit has ended and whose rows the beam has yet to draw; a few at most, oldest first. */
export class ShownQueue {
  static readonly #capacity = 8;
  readonly #ids = new Uint32Array(ShownQueue.#capacity);
  readonly #blitAt = new Float64Array(ShownQueue.#capacity);
  readonly #firstRowAt = new Float64Array(ShownQueue.#capacity);
  readonly #lastRowAt = new Float64Array(ShownQueue.#capacity);
  #start = 0;
  #count = 0;

  /** When the oldest is wholly on the glass, microseconds; `Infinity` where none waits. */
  nextAt = Number.POSITIVE_INFINITY;

  /** When the newest is wholly on the glass; 0 where none waits. */
  get lastAt(): number {
    return this.#count === 0 ? 0 : this.#lastRowAt[(this.#start + this.#count - 1) % ShownQueue.#capacity]!;
  }

  /** The beam outruns the bus, so more than a few never wait; where they do the oldest is given up as shown. */
  add(id: number, blitAt: number, firstRowAt: number, lastRowAt: number): void {
    if (this.#count === ShownQueue.#capacity) {
      this.#start = (this.#start + 1) % ShownQueue.#capacity;
      this.#count -= 1;
    }
    const at = (this.#start + this.#count) % ShownQueue.#capacity;
    this.#ids[at] = id;
    this.#blitAt[at] = blitAt;
    this.#firstRowAt[at] = firstRowAt;
    this.#lastRowAt[at] = lastRowAt;
    this.#count += 1;
    this.nextAt = this.#lastRowAt[this.#start]!;
  }

  take(report: (id: number, blitAt: number, firstRowAt: number, lastRowAt: number) => void): void {
    const at = this.#start;
    this.#start = (at + 1) % ShownQueue.#capacity;
    this.#count -= 1;
    this.nextAt = this.#count === 0 ? Number.POSITIVE_INFINITY : this.#lastRowAt[this.#start]!;
    report(this.#ids[at]!, this.#blitAt[at]!, this.#firstRowAt[at]!, this.#lastRowAt[at]!);
  }
}
