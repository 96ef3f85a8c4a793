/** Who hears of fingers: Piu's view. `ticks` are milliseconds. */
export interface TouchContext {
  onTouchBegan?(index: number, x: number, y: number, ticks: number): void;
  onTouchMoved?(index: number, x: number, y: number, ticks: number): void;
  onTouchEnded?(index: number, x: number, y: number, ticks: number): void;
}

export const TouchPhase = { began: 0, moved: 1, ended: 2 } as const;
export type TouchPhase = (typeof TouchPhase)[keyof typeof TouchPhase];

const CAPACITY = 8;

/**
 * What a finger did, until the program that draws is called: Piu draws at once when it is touched, which is only good inside
 * `draw`. A finger that moves on replaces where it was.
 */
export class TouchQueue {
  readonly #phases = new Uint8Array(CAPACITY);
  readonly #xs = new Int16Array(CAPACITY);
  readonly #ys = new Int16Array(CAPACITY);
  #count = 0;
  /** Whether the program has been told of a finger and not of its end. */
  #told = false;
  #x = 0;
  #y = 0;

  clear(): void {
    this.#count = 0;
    this.#told = false;
  }

  /** A full queue forgets its oldest touch but its end. */
  add(phase: TouchPhase, x: number, y: number): void {
    const last = this.#count - 1;
    if (phase === TouchPhase.moved && last >= 0 && this.#phases[last] === TouchPhase.moved)
      this.#set(last, phase, x, y);
    else if (this.#count < CAPACITY) {
      this.#set(this.#count, phase, x, y);
      this.#count += 1;
    } else if (phase === TouchPhase.ended) this.#set(last, phase, x, y);
  }

  /**
   * Tells `context` all of it. `stale`: the program was not on the glass meanwhile; of what is new it hears nothing, and a
   * finger it knows of ends.
   */
  deliver(context: TouchContext, ticks: number, stale: boolean): boolean {
    const count = this.#count;
    this.#count = 0;
    if (stale) {
      if (this.#told) context.onTouchEnded?.(0, this.#x, this.#y, ticks);
      const heard = this.#told;
      this.#told = false;
      return heard;
    }
    for (let index = 0; index < count; index += 1) this.#tell(context, index, ticks);
    return count > 0;
  }

  #tell(context: TouchContext, index: number, ticks: number): void {
    const x = this.#xs[index]!;
    const y = this.#ys[index]!;
    const phase = this.#phases[index];
    if (phase === TouchPhase.began) context.onTouchBegan?.(0, x, y, ticks);
    // A finger of whose coming the program was not told is nothing to it.
    else if (!this.#told) return;
    else if (phase === TouchPhase.moved) context.onTouchMoved?.(0, x, y, ticks);
    else context.onTouchEnded?.(0, x, y, ticks);
    this.#told = phase !== TouchPhase.ended;
    this.#x = x;
    this.#y = y;
  }

  #set(index: number, phase: TouchPhase, x: number, y: number): void {
    this.#phases[index] = phase;
    this.#xs[index] = x;
    this.#ys[index] = y;
  }
}
