import config from 'mc/config';
import { Controller } from '../../controller.js';
import { panelModel } from '../../panel/models/registry.js';
import { nativeKernels } from '../native-kernels.js';
import { nativeMemory } from '../native-memory.js';
import { mcuPlatform } from './mcu-platform.js';
import * as natives from './natives.js';
import { checkedWiring } from './wiring.js';

/** What the engine begins with: starts the firmware on the board whose manifest the build was made from. */
export default function start(): void {
  const platform = mcuPlatform(natives, checkedWiring(config.wiring), nativeKernels, nativeMemory);
  new Controller(platform, panelModel(platform.board.panel)).start();
}
