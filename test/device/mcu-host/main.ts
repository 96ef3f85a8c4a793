import { Controller } from '../../../firmware/controller.js';
import { mcuPlatform } from '../../../firmware/device/mcu/mcu-platform.js';
import * as natives from '../../../firmware/device/mcu/natives.js';
import { checkedWiring } from '../../../firmware/device/mcu/wiring.js';
import { nativeKernels } from '../../../firmware/device/native-kernels.js';
import { nativeMemory } from '../../../firmware/device/native-memory.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';

/** As firmware/device/mcu/main.ts, with the wiring as text. */
export function start(wiring: string): void {
  const platform = mcuPlatform(natives, checkedWiring(JSON.parse(wiring)), nativeKernels, nativeMemory);
  new Controller(platform, panelModel(platform.board.panel)).start();
}

/** Calls a native with arguments as text, where `frame N`, `buffer N` and `detached` are buffers; answers what it threw. */
export function probe(calls: string): string {
  return JSON.stringify((JSON.parse(calls) as [string, ...unknown[]][]).map(([name, ...words]) => thrown(name, words)));
}

function thrown(name: string, words: unknown[]): string {
  try {
    const called = (natives as unknown as Record<string, (...values: unknown[]) => unknown>)[name];
    if (called === undefined) return 'no such native';
    called(...words.map(argument));
    return '';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

function argument(word: unknown): unknown {
  if (typeof word !== 'string') return word;
  const [kind, length = ''] = word.split(' ');
  if (kind === 'frame') return nativeMemory.allocate(Number(length));
  if (kind === 'buffer') return new Uint8Array(Number(length));
  if (kind === 'words') return new Uint16Array(Number(length));
  if (kind === 'function') return () => {};
  const view = new Uint8Array(8);
  if (kind === 'detached') (view.buffer as ArrayBuffer & { transfer(): ArrayBuffer }).transfer();
  return kind === 'detached' ? view : word;
}
