import { readFileSync } from 'node:fs';
import { type LoadedKernels, loadKernels } from './load-kernels.js';

/** Loads the committed kernels.wasm on Node, over a fresh frame memory. */
export function loadKernelsFile(): LoadedKernels {
  return loadKernels(readFileSync(new URL('./kernels.wasm', import.meta.url)) as Uint8Array<ArrayBuffer>);
}
