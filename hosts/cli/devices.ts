import type { Command } from 'commander';
import { findEndpoints, parseEndpoint } from '../node/endpoints.js';
import { connect, type Device } from '../sdk/device.js';
import { DeviceMissingError } from '../sdk/errors.js';
import type { Endpoint } from '../sdk/transport.js';
import { UsageError } from './failures.js';

/** A device that answered, and where. */
export interface FoundDevice {
  readonly device: Device;
  readonly endpoint: Endpoint;
}

/** How long a place that may hold no device at all is given to answer. */
const probeMillis = 1000;

/** The endpoint named with `--device`, if any; read before anything is opened. */
export function namedEndpoint(command: Command): Endpoint | undefined {
  const text = command.optsWithGlobals().device as string | undefined;
  try {
    return text === undefined ? undefined : parseEndpoint(text);
  } catch (cause) {
    throw new UsageError((cause as SyntaxError).message, { cause });
  }
}

/** Greets the device that was named, or the only one that answers. Throws `LinkError`, or UsageError where several answer. */
export async function openDevice(named: Endpoint | undefined, reconnect = false): Promise<FoundDevice> {
  const found = named === undefined ? await findOne(reconnect) : await openNamed(named, reconnect);
  // Its own face shows a clock once a host has told the time.
  if (found.device.info.features.includes('timeOfDay')) await found.device.setTime(new Date()).catch(() => undefined);
  return found;
}

async function openNamed(endpoint: Endpoint, reconnect: boolean): Promise<FoundDevice> {
  const find = async () => [endpoint, ...(await findEndpoints())];
  return { device: await connect(endpoint, { reconnect, find }), endpoint };
}

async function findOne(reconnect: boolean): Promise<FoundDevice> {
  const found = await findDevices(reconnect);
  const [first, ...others] = found;
  if (first === undefined) {
    throw new DeviceMissingError(
      'no device answers: plug one in, start the simulator with "npm start", or name one with --device tcp:HOST:PORT or serial:PATH',
    );
  }
  if (others.length === 0) return first;
  await Promise.all(found.map(({ device }) => device.close({ keep: true })));
  const names = found.map(({ endpoint }) => endpoint.name).join(', ');
  throw new UsageError(`several devices answer (${names}): name one with --device`);
}

/** Greets whatever may be a device; answers those that greet back. */
export async function findDevices(reconnect = false): Promise<FoundDevice[]> {
  const tries = (await findEndpoints()).map(async (endpoint) => {
    const device = await connect(endpoint, { reconnect, timeoutMillis: probeMillis, find: findEndpoints });
    return { device, endpoint };
  });
  const outcomes = await Promise.allSettled(tries);
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

/**
 * Does something with the device and says BYE, whatever comes of it. What the glass shows is kept: looking at a device does
 * not change it.
 */
export async function withDevice<T>(named: Endpoint | undefined, use: (found: FoundDevice) => Promise<T>): Promise<T> {
  const found = await openDevice(named);
  try {
    return await use(found);
  } finally {
    await found.device.close({ keep: true });
  }
}
