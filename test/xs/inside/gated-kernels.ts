import type { Kernels } from '../../../firmware/platform/kernels.js';
import type { Gate } from './plain-platform.js';

/** The same kernels, during whose own work nothing is counted: on a device it is native. */
export function gatedKernels(kernels: Kernels, gate: Gate): Kernels {
  const gated: Record<string, unknown> = {};
  for (const [name, kernel] of Object.entries(kernels) as [string, (...job: unknown[]) => unknown][]) {
    gated[name] = (...job: unknown[]): unknown => {
      const steps = gate.pause();
      const answer = kernel(...job);
      gate.resume(steps);
      return answer;
    };
  }
  return gated as unknown as Kernels;
}
