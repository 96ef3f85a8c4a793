import { MessageType } from '../../firmware/link/messages.js';
import { readU32 } from '../../firmware/link/packet.js';
import type { DeviceInfo, DeviceTimers } from './device-types.js';
import { LinkError, NoAnswerError } from './errors.js';
import { PacketReader } from './packet-reader.js';
import { helloPacket, readRefusal } from './session-packets.js';
import { systemTimers } from './timers.js';
import type { Endpoint } from './transport.js';
import { readWelcome } from './welcome.js';

const REPEAT_MILLIS = 50;

/** Asks who is at an endpoint without taking the device from whoever has it. Rejects with a `LinkError`. */
export async function identify(
  endpoint: Endpoint,
  timeoutMillis = 500,
  timers: DeviceTimers = systemTimers,
): Promise<DeviceInfo> {
  const transport = await endpoint.open();
  try {
    return await new Promise<DeviceInfo>((resolve, reject) => {
      let left = Math.ceil(timeoutMillis / REPEAT_MILLIS);
      let alarm: unknown = null;
      const end = (run: () => void): void => {
        left = -1;
        timers.clear(alarm);
        run();
      };
      const reader = new PacketReader(({ type, payload }) => {
        if (type === MessageType.welcome && payload.length >= 4 && readU32(payload, 0) === 0) {
          end(() => resolve(readWelcome(payload).info));
        } else if (type === MessageType.refused) {
          const cause = readRefusal(payload, 0);
          if (cause !== null) end(() => reject(cause));
        }
      });
      const ask = (): void => {
        if (left < 0) return;
        if (left === 0) {
          end(() => reject(new NoAnswerError(`no device answers at ${endpoint.name}`)));
          return;
        }
        left -= 1;
        alarm = timers.set(REPEAT_MILLIS, ask);
        transport.send(helloPacket(0));
      };
      transport.listen({
        data(bytes) {
          try {
            reader.read(bytes);
          } catch (cause) {
            end(() => reject(cause));
          }
        },
        drained() {},
        closed(cause) {
          end(() => reject(new LinkError(`the line to ${endpoint.name} is gone`, { cause })));
        },
      });
      ask();
    });
  } finally {
    await transport.close();
  }
}

/** The endpoint among these at which the device with this id answers; `null` where it is at none. */
export async function findDevice(
  endpoints: readonly Endpoint[],
  deviceId: string,
  timeoutMillis: number,
  timers: DeviceTimers,
): Promise<Endpoint | null> {
  const asked = endpoints.map(async (endpoint) => {
    const info = await identify(endpoint, timeoutMillis, timers);
    if (info.deviceId !== deviceId) throw new NoAnswerError(`another device answers at ${endpoint.name}`);
    return endpoint;
  });
  return Promise.any(asked).catch(() => null);
}
