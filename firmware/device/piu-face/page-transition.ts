import 'piu/MC';
import type * as Piu from 'piu/MC-types';

const MILLIS = 420;

/** One page leaves upwards as the other comes from below, or the other way round. The sky stays. */
export class PageTransition extends Transition {
  readonly #up: boolean;
  #former: Piu.Container | undefined;
  #current: Piu.Container | undefined;
  #height = 0;
  /** How far both have gone, pixels. */
  #gone = 0;

  constructor(up: boolean) {
    super(MILLIS);
    this.#up = up;
  }

  override onBegin(container: Piu.Container, former: Piu.Container, current: Piu.Container): void {
    this.#former = former;
    this.#current = current;
    this.#height = container.height;
    this.#gone = 0;
    current.moveBy(0, this.#up ? this.#height : -this.#height);
    container.add(current);
  }

  override onEnd(container: Piu.Container, former: Piu.Container): void {
    container.remove(former);
    former.moveBy(0, this.#up ? this.#height : -this.#height);
  }

  override onStep(fraction: number): void {
    const gone = Math.round(this.#height * Math.cubicEaseOut(fraction));
    const step = this.#up ? this.#gone - gone : gone - this.#gone;
    this.#gone = gone;
    this.#current?.moveBy(0, step);
    this.#former?.moveBy(0, step);
  }
}
