interface Entry {
  at: number;
  order: number;
  run: () => void;
}

/** A thing that was scheduled; `cancel` is harmless when it has run. */
export interface Scheduled {
  cancel(): void;
}

/**
 * The simulator's time. Whatever happens in the simulated world is scheduled here; time jumps from one entry to the next.
 * Times are microseconds and may have a fraction (a bus cycle is 25 ns). Entries of one time run in the order in which
 * they were scheduled.
 */
export class VirtualClock {
  #time = 0;
  #order = 0;
  #heap: Entry[] = [];

  /** The present moment, microseconds with a fraction. */
  get time(): number {
    return this.#time;
  }

  /** Runs `run` at `at`, or as soon as possible where that is past. */
  schedule(at: number, run: () => void): Scheduled {
    const entry: Entry = { at: Math.max(at, this.#time), order: this.#order++, run };
    this.#push(entry);
    return {
      cancel: () => {
        entry.run = nothing;
      },
    };
  }

  /** Time of the next entry, `Infinity` where nothing is scheduled. */
  get next(): number {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Runs everything up to and including `until`, which is then the present. */
  runUntil(until: number): void {
    for (;;) {
      const entry = this.#heap[0];
      if (entry === undefined || entry.at > until) break;
      this.#pop();
      this.#time = entry.at;
      entry.run();
    }
    if (until > this.#time) this.#time = until;
  }

  runForMicros(micros: number): void {
    this.runUntil(this.#time + micros);
  }

  runForMillis(millis: number): void {
    this.runUntil(this.#time + millis * 1000);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function nothing(): void {}
