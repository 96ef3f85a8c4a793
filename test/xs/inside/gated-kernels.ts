import type { Kernels } from '../../../firmware/platform/kernels.js';
import type { StepMeter } from './step-meter.js';

type Kernel = (...job: unknown[]) => unknown;

/** The same kernels, of which only the call itself is counted: on a device they are native. */
export function gatedKernels(kernels: Kernels, meter: StepMeter): Kernels {
  const around = meter.around(
    gate(meter, () => 0, 0),
    Math.fround,
  );
  const gated: Record<string, Kernel> = {};
  for (const [name, kernel] of Object.entries(kernels) as [string, Kernel][]) gated[name] = gate(meter, kernel, around);
  return gated as unknown as Kernels;
}

/** `around`: steps of what stands around the pause. */
function gate(meter: StepMeter, kernel: Kernel, around: number): Kernel {
  return (...job) => {
    const steps = meter.pause();
    const answer = kernel(...job);
    meter.resume(steps - around);
    return answer;
  };
}
