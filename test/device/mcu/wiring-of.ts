import { readFileSync } from 'node:fs';
import { checkedWiring, type Wiring } from '../../../firmware/device/mcu/wiring.js';

/** The wiring that a board's manifest holds. */
export function wiringOf(manifest: string): Wiring {
  const path = new URL(`../../../manifests/boards/${manifest}/manifest.json`, import.meta.url);
  return checkedWiring((JSON.parse(readFileSync(path, 'utf8')) as { config: { wiring: unknown } }).config.wiring);
}
