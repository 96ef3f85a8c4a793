/** The platform's time and its only timer. */
export interface Clock {
  /** Integer microseconds since the platform started; never runs back. */
  now(): number;
  /** Sets the one alarm: the platform calls `EventSink.step` at `at`, or at once where that is past; `Infinity` clears it. */
  alarm(at: number): void;
}
