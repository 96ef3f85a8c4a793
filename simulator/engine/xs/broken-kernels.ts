import type { Kernels } from '../../../firmware/platform/kernels.js';

/** Which calls of a kernel fail: `count` of them, from the `from`th on. */
export interface Breach {
  readonly kernel: keyof Kernels;
  readonly from: number;
  readonly count: number;
}

/** Reads `KERNEL,FROM,COUNT`. Throws `RangeError` where there is no such kernel. */
export function readBreach(kernels: Kernels, words: string): Breach {
  const [kernel = '', from, count] = words.split(',');
  if (!(kernel in kernels)) throw new RangeError(`no kernel ${kernel}`);
  return { kernel: kernel as keyof Kernels, from: Number(from), count: Number(count) };
}

/** The kernels, but that some calls of one are made with a buffer too short: the native throws, in the middle of whatever goes on. */
export function brokenKernels(kernels: Kernels, { kernel, from, count }: Breach): Kernels {
  const short = new Uint8Array(0);
  const whole = kernels[kernel] as (...values: unknown[]) => unknown;
  let calls = 0;
  const broken = (...values: unknown[]): unknown => {
    calls += 1;
    const isBroken = calls >= from && calls < from + count;
    return whole(...(isBroken ? values.map((value) => (typeof value === 'object' ? short : value)) : values));
  };
  return { ...kernels, [kernel]: broken };
}
