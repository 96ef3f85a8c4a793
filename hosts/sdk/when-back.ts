import type { DeviceListener, DeviceTimers } from './device-types.js';
import { DeviceLostError } from './errors.js';

/** Hears of losses and returns, as `Device.listen`. */
type Listen = (listener: DeviceListener) => () => void;

/** Resolves when a device that went away is there again, rejects where it stays away for so long or for good. */
export function whenBack(listen: Listen, timers: DeviceTimers, millis: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = new DeviceLostError('the device went away and did not come back; plug it in and do it again');
    const end = (settle: () => void): void => {
      timers.clear(alarm);
      forget();
      settle();
    };
    const alarm = timers.set(millis, () => end(() => reject(gone)));
    const forget = listen({ found: () => end(resolve), replaced: () => end(() => reject(gone)) });
  });
}
