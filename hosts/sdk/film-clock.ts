import type { DeviceTimers } from './device-types.js';

/** Time that can be waited for until a signal ends all waiting. */
export class FilmClock {
  readonly #timers: DeviceTimers;
  readonly #signal: AbortSignal | undefined;
  readonly #stopped: Promise<void>;

  constructor(timers: DeviceTimers, signal: AbortSignal | undefined) {
    this.#timers = timers;
    this.#signal = signal;
    this.#stopped = new Promise((resolve) => {
      if (signal?.aborted) resolve();
      else signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  get now(): number {
    return this.#timers.now();
  }

  get isStopped(): boolean {
    return this.#signal?.aborted ?? false;
  }

  /** Waits for a promise, or the signal. */
  async until<T>(promise: Promise<T>): Promise<T | undefined> {
    return (await Promise.race([promise, this.#stopped])) ?? undefined;
  }

  /** Waits until a moment, or the signal. */
  async sleepUntil(moment: number): Promise<void> {
    const millis = moment - this.now;
    if (millis <= 0) return;
    let handle: unknown;
    const over = new Promise<void>((resolve) => {
      handle = this.#timers.set(millis, resolve);
    });
    await this.until(over);
    this.#timers.clear(handle);
  }
}
