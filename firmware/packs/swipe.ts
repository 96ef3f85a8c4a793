import { InputKind, type InputReading, type Inputs } from '../platform/inputs.js';

/** A finger that goes over so much of the glass in so long, and more across than up or down, has swiped. */
const LEAST_SHARE = 0.25;
const MOST_MICROS = 800_000;

/** The same inputs; tells of every swipe across the glass: 1 to the left, as one turns to a next page, -1 to the right. */
export class SwipeInputs implements Inputs {
  readonly #inputs: Inputs;
  readonly #least: number;
  readonly #onSwipe: (by: 1 | -1) => void;
  #isDown = false;
  #x = 0;
  #y = 0;
  #when = 0;
  #dx = 0;
  #dy = 0;

  /** `width` of the glass, pixels. */
  constructor(inputs: Inputs, width: number, onSwipe: (by: 1 | -1) => void) {
    this.#inputs = inputs;
    this.#least = Math.round(width * LEAST_SHARE);
    this.#onSwipe = onSwipe;
  }

  take(into: InputReading): boolean {
    const taken = this.#inputs.take(into);
    if (taken && into.kind === InputKind.touch) this.#touched(into.value, into.when);
    return taken;
  }

  #touched(value: number, when: number): void {
    if (value < 0) {
      this.#lifted(when);
      return;
    }
    const x = value % 65_536;
    const y = Math.floor(value / 65_536);
    if (!this.#isDown) {
      this.#isDown = true;
      this.#x = x;
      this.#y = y;
      this.#when = when;
    }
    this.#dx = x - this.#x;
    this.#dy = y - this.#y;
  }

  #lifted(when: number): void {
    const across = Math.abs(this.#dx);
    const isSwipe = this.#isDown && across >= this.#least && across > 2 * Math.abs(this.#dy);
    this.#isDown = false;
    if (isSwipe && when - this.#when <= MOST_MICROS) this.#onSwipe(this.#dx < 0 ? 1 : -1);
  }
}
