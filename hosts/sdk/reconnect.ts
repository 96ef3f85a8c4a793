import { Connection } from './connection.js';
import type { ConnectOptions } from './device-types.js';
import { findDevice } from './identify.js';
import { sleep, systemTimers } from './timers.js';
import type { Endpoint } from './transport.js';

const FIRST_PAUSE_MILLIS = 100;
const LONGEST_PAUSE_MILLIS = 250;
const ANSWER_MILLIS = 300;

/**
 * Looks for the device with this id, where it was and wherever `options.find` says, until it is greeted again or `isOver`;
 * answers `null` then. A device that another host has is only asked who it is, and left to it when it is not the one.
 */
export async function reconnect(
  last: Endpoint,
  deviceId: string,
  options: ConnectOptions,
  isOver: () => boolean,
): Promise<{ endpoint: Endpoint; connection: Connection } | null> {
  const timers = options.timers ?? systemTimers;
  let pause = FIRST_PAUSE_MILLIS;
  while (!isOver()) {
    const others = (await options.find?.().catch(() => [])) ?? [];
    const endpoints = [last, ...others.filter((other) => other.name !== last.name)];
    const endpoint = await findDevice(endpoints, deviceId, ANSWER_MILLIS, timers);
    const connection = endpoint === null ? null : await Connection.open(endpoint, options).catch(() => null);
    if (endpoint !== null && connection !== null) {
      if (!isOver() && connection.info.deviceId === deviceId) return { endpoint, connection };
      await connection.close(false, 0);
    }
    if (isOver()) break;
    await sleep(timers, pause);
    pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 1.5);
  }
  return null;
}
