import type { ConnectOptions, DeviceTimers } from './device-types.js';

/** The clock and timers of Node and of browsers. */
export const systemTimers: DeviceTimers = {
  now: () => performance.now(),
  set: (millis, run) => setTimeout(run, millis),
  clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

/** A random greeting that is not 0, which would only ask who is there. */
export function nonceOf(options: ConnectOptions): number {
  const random = options.random ?? (() => crypto.getRandomValues(new Uint32Array(1))[0]!);
  for (;;) {
    const nonce = random() >>> 0;
    if (nonce !== 0) return nonce;
  }
}

/** Resolves after so long. */
export function sleep(timers: DeviceTimers, millis: number): Promise<void> {
  return new Promise((resolve) => {
    timers.set(millis, resolve);
  });
}
