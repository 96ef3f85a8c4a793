import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PanelModel } from '../../firmware/panel/model.js';
import type { Platform } from '../../firmware/platform/platform.js';
import type { RunningFirmware } from '../headless/running-firmware.js';
import { openEngine } from './open-engine.js';
import { RemoteFirmware } from './remote-firmware.js';

/** What `npm run build -- linux` makes. */
export const executablePath = fileURLToPath(new URL('../../build/linux/verso', import.meta.url));

/**
 * Makes firmwares that run on XS, each in a process of its own. Throws `Error` where none has been built. `options` are the
 * executable's limits, as `--heap`; `words` are `serve`'s.
 */
export function xsFirmware(
  executable = executablePath,
  options: readonly string[] = [],
  words: readonly string[] = [],
): (platform: Platform, model: PanelModel) => RunningFirmware {
  if (!existsSync(executable))
    throw new Error('The firmware has not been built for XS: run "npm run build -- linux" first.');
  return (platform, model) => new RemoteFirmware(platform, model, openEngine(executable, options, words));
}
