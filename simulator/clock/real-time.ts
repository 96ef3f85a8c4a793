import type { VirtualClock } from './virtual-clock.js';

/** The wall's time and timer, in microseconds; a test hands in its own. */
export interface Wall {
  now(): number;
  /** Calls `run` after `micros`; answers what undoes it. */
  after(micros: number, run: () => void): () => void;
}

/** Longest stretch of work before sockets get their turn, and lag beyond which time is stretched, in microseconds. */
const sliceMicros = 20_000;
const lagMicros = 100_000;
/** Longest delay of a Node timer. */
const longestMillis = 0x7fffffff;

export const nodeWall: Wall = {
  now: () => performance.now() * 1000,
  after: (micros, run) => {
    if (micros <= 0) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(run, Math.min(Math.ceil(micros / 1000), longestMillis));
    return () => clearTimeout(timer);
  },
};

/**
 * Paces a virtual clock by the wall: one timer for the next entry, none where nothing is scheduled. Entries run at their
 * own virtual times however late the wall is, so lateness never changes results; a machine that cannot keep up sees time
 * stretched instead.
 */
export class RealTime {
  readonly #clock: VirtualClock;
  readonly #wall: Wall;
  readonly #ran: () => void;
  /** Wall time of virtual zero. */
  #zero: number;
  #undo: (() => void) | null = null;
  #inside = false;
  #stopped = false;

  /** `ran` is called after entries ran or something from outside happened: what can be seen may have changed. */
  constructor(clock: VirtualClock, ran: () => void = () => {}, wall: Wall = nodeWall) {
    this.#clock = clock;
    this.#wall = wall;
    this.#ran = ran;
    this.#zero = wall.now() - clock.time;
    this.#arm();
  }

  /**
   * Lets something from outside touch the simulated world: time first catches up with the wall, then `act` runs, then
   * the timer is set for what it scheduled.
   */
  enter<T>(act: () => T): T {
    if (this.#inside || this.#stopped) return act();
    this.#inside = true;
    try {
      this.#catchUp();
      return act();
    } finally {
      this.#inside = false;
      this.#arm();
      this.#ran();
    }
  }

  /** Brings the virtual present to the wall's, for one who only looks. */
  catchUp(): void {
    if (this.#inside || this.#stopped) return;
    this.#inside = true;
    try {
      this.#catchUp();
    } finally {
      this.#inside = false;
      this.#arm();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#undo?.();
    this.#undo = null;
  }

  #catchUp(): void {
    const clock = this.#clock;
    const began = this.#wall.now();
    const target = began - this.#zero;
    while (clock.next <= target) {
      clock.runUntil(clock.next);
      if (this.#wall.now() - began < sliceMicros) continue;
      const lag = target - clock.time;
      if (lag > lagMicros) this.#zero += lag;
      return;
    }
    clock.runUntil(target);
  }

  #arm(): void {
    this.#undo?.();
    this.#undo = null;
    const next = this.#clock.next;
    if (this.#stopped || next === Number.POSITIVE_INFINITY) return;
    this.#undo = this.#wall.after(this.#zero + next - this.#wall.now(), () => this.enter(() => {}));
  }
}
