import { existsSync, readdirSync } from 'node:fs';
import type { NamedBoard } from './boards.js';
import { BuildFault } from './build-fault.js';
import type { World } from './world.js';

/** Throws `BuildFault` where nothing is plugged in that could be the board. */
export function checkPluggedIn({ name, toolchain }: NamedBoard, { env, devices }: World): void {
  const port = env.UPLOAD_PORT;
  if (port !== undefined && !existsSync(port))
    throw new BuildFault(`Nothing is plugged in at ${port}, where UPLOAD_PORT points.`);
  if (port !== undefined || toolchain !== 'esp32') return;
  const ports = readdirSync(devices).filter((device) => /^(ttyACM|ttyUSB|cu\.usb)/.test(device));
  if (ports.length === 0) throw new BuildFault(`${name} is not plugged in: the system shows no USB serial port.`);
}
