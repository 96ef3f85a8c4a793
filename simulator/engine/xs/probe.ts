import { nativeKernels } from '../../../firmware/device/native-kernels.js';
import { nativeMemory } from '../../../firmware/device/native-memory.js';
import type { Kernels } from '../../../firmware/platform/kernels.js';

/** A buffer to call a native with: an ArrayBuffer of its own, a view into one, or frame memory. */
export interface ProbeBuffer {
  readonly kind: 'buffer' | 'view' | 'frame';
  readonly bytes: readonly number[];
  /** Bytes of the buffer before the view. */
  readonly before?: number;
  readonly isDetached?: boolean;
}

/** One call of a kernel's native, without anything that checks it before. */
export interface Probe {
  readonly kernel: keyof Kernels;
  readonly arguments: readonly (ProbeBuffer | number | string | null)[];
}

/** What it answered, or the name of what it threw; and its buffers' bytes afterwards. */
export interface Probed {
  readonly value?: number;
  readonly thrown?: string;
  readonly buffers: readonly (readonly number[])[];
}

/** Calls natives as a test says. */
export function probe({ kernel, arguments: words }: Probe): Probed {
  const buffers: Uint8Array[] = [];
  const values = words.map((word) => {
    if (typeof word !== 'object' || word === null) return word;
    const view = viewOf(word);
    const { buffer } = view;
    if (word.isDetached === true) (buffer as unknown as { transfer(): ArrayBuffer }).transfer();
    else buffers.push(view);
    return word.kind === 'buffer' ? buffer : view;
  });
  const run = nativeKernels[kernel] as (...values: unknown[]) => number | undefined;
  try {
    const value = run(...values);
    return { ...(value === undefined ? {} : { value }), buffers: buffers.map((bytes) => [...bytes]) };
  } catch (error) {
    return { thrown: (error as Error).name, buffers: buffers.map((bytes) => [...bytes]) };
  }
}

function viewOf({ kind, bytes, before = 0 }: ProbeBuffer): Uint8Array {
  const view =
    kind === 'frame'
      ? nativeMemory.allocate(bytes.length)
      : new Uint8Array(new ArrayBuffer(before + bytes.length), before);
  view.set(bytes);
  return view;
}
