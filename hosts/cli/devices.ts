import type { Command } from 'commander';
import { findEndpoints, parseEndpoint } from '../node/endpoints.js';
import { connect, type Device } from '../sdk/device.js';
import type { DeviceInfo } from '../sdk/device-types.js';
import { DeviceMissingError } from '../sdk/errors.js';
import { identify } from '../sdk/identify.js';
import type { Endpoint } from '../sdk/transport.js';
import { UsageError } from './failures.js';
import { LineMeter } from './line-meter.js';

/** A device that was greeted, and where. */
export interface FoundDevice {
  readonly device: Device;
  readonly endpoint: Endpoint;
  /** What went over its line. */
  readonly meter: LineMeter;
}

/** A device that answers, and what it says of itself. */
export interface Candidate {
  readonly info: DeviceInfo;
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
  const endpoint = named ?? (await oneCandidate(undefined)).endpoint;
  const meter = new LineMeter();
  const find = async () => [endpoint, ...(await findEndpoints())].map((each) => meter.on(each));
  const device = await connect(meter.on(endpoint), { reconnect, find });
  // Its own face shows a clock once a host has told the time.
  if (device.info.features.includes('timeOfDay')) await device.setTime(new Date()).catch(() => undefined);
  return { device, endpoint, meter };
}

/** Asks whatever may be a device who it is, without taking it from whoever has it. */
export async function findCandidates(): Promise<Candidate[]> {
  const asked = (await findEndpoints()).map(async (endpoint) => {
    return { info: await identify(endpoint, probeMillis), endpoint };
  });
  const outcomes = await Promise.allSettled(asked);
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

/** The device that was named, or the only one that answers, asked who it is. Throws `LinkError`, or UsageError where several answer. */
export async function oneCandidate(named: Endpoint | undefined): Promise<Candidate> {
  if (named !== undefined) return { info: await identify(named), endpoint: named };
  const [first, ...others] = await findCandidates();
  if (first === undefined) {
    throw new DeviceMissingError(
      'no device answers: plug one in, start the simulator with "npm start", or name one with --device tcp:HOST:PORT or serial:PATH',
    );
  }
  if (others.length === 0) return first;
  const names = [first, ...others].map(({ endpoint }) => endpoint.name).join(', ');
  throw new UsageError(`several devices answer (${names}): name one with --device`);
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
