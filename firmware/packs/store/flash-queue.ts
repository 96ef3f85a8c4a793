/** Somebody who changes flash, one change after another. */
export interface FlashWork {
  /** Begins the next change; answers false where there is none. */
  begin(): boolean;
  /** The change that was begun is done. */
  done(): void;
}

/** Lets one change of flash at a time begin; who comes first in the list goes first. */
export class FlashQueue {
  readonly #works: readonly FlashWork[];
  #running: FlashWork | undefined;

  constructor(works: readonly FlashWork[]) {
    this.#works = works;
  }

  /** Whether a change is under way. */
  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  /** Begins the next change, where none is under way. */
  run(): void {
    if (this.#running !== undefined) return;
    for (const work of this.#works) {
      if (!work.begin()) continue;
      this.#running = work;
      return;
    }
  }

  /** The change under way is done. */
  done(): void {
    const work = this.#running;
    this.#running = undefined;
    work?.done();
  }
}
