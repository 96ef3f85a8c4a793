/** Whoever has work due: says when, and is called with the time. Times are integer microseconds. */
export interface Stepper {
  /** Does the work due at `now`. Afterwards `wakeAt > now`. */
  step(now: number): void;
  /** When there is work next; `Infinity` is asleep. */
  readonly wakeAt: number;
  /** How many microseconds later than `wakeAt` will do where nothing else wakes the processor; 0 where absent. */
  readonly slack?: number;
  /** Its step threw, or its `wakeAt`: gives up what was under way, so that it can begin anew. Asked nothing for a second after. */
  recover?(now: number): void;
}

/** One whose work mostly concerns nobody else. */
export interface Soloist extends Stepper {
  /** Whether its last step may have changed when others than soloists are due. */
  readonly concernsOthers: boolean;
}
