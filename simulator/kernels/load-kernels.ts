import type { Kernels } from '../../firmware/platform/kernels.js';
import { FRAME_MEMORY_BYTES, WasmFrameMemory } from './frame-memory.js';
import { type KernelExports, wasmKernels } from './wasm-kernels.js';

const PAGE_BYTES = 65536;

/** As much of the WebAssembly interface as is used here: neither Node's types nor the language's declare it. */
interface WebAssemblyApi {
  Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
}

const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

/** One device's frame memory and the kernels that work on it. */
export interface LoadedKernels {
  readonly memory: WasmFrameMemory;
  /** Unchecked, but for a view that is not from `memory`, which throws `TypeError`. */
  readonly kernels: Kernels;
}

/** Instantiates kernels.wasm, whose bytes are handed in, over a fresh frame memory. Runs on Node and in a browser. */
export function loadKernels(bytes: Uint8Array<ArrayBuffer>): LoadedKernels {
  const pages = FRAME_MEMORY_BYTES / PAGE_BYTES;
  const memory = new Memory({ initial: pages, maximum: pages });
  const { exports } = new Instance(new Module(bytes), { env: { memory } });
  const c = exports as KernelExports & { readonly __heap_base: { readonly value: number } };
  return {
    memory: new WasmFrameMemory(memory.buffer, c.__heap_base.value),
    kernels: wasmKernels(c, memory.buffer),
  };
}
