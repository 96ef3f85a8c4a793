import 'piu/MC';
import type * as Piu from 'piu/MC-types';

const MILLIS = 420;

/** One page leaves upwards as the other comes from below, or the other way round. The sky stays. */
export class PageTransition extends Transition {
  readonly #up: boolean;
  #former: Piu.Container | undefined;
  #current: Piu.Container | undefined;
  #height = 0;

  constructor(up: boolean) {
    super(MILLIS);
    this.#up = up;
  }

  override onBegin(container: Piu.Container, former: Piu.Container, current: Piu.Container): void {
    this.#former = former;
    this.#current = current;
    this.#height = container.height;
    container.add(current);
    this.onStep(0);
  }

  override onEnd(container: Piu.Container, former: Piu.Container): void {
    container.remove(former);
    former.y = 0;
  }

  override onStep(fraction: number): void {
    const gone = Math.cubicEaseOut(fraction);
    const sign = this.#up ? 1 : -1;
    if (this.#current !== undefined) this.#current.y = Math.round(sign * this.#height * (1 - gone));
    if (this.#former !== undefined) this.#former.y = Math.round(-sign * this.#height * gone);
  }
}
