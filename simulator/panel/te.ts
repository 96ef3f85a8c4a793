import type { Beam } from './beam.js';
import type { Registers } from './registers.js';

/** The next edge of the TE pin after `time`; `Infinity` in sleep and while TE is off. `height` is the glass's. */
export function teAfter(beam: Beam, registers: Registers, height: number, time: number): number {
  const { tearOn, tearLine, tearLines } = registers;
  if (!tearOn || !beam.scanning) return Number.POSITIVE_INFINITY;
  // Mode 1 rises at every line, of which the start of the porch is one.
  if (tearLines) {
    const next = beam.scanFrom(time);
    const edge = next - Math.floor((next - time) / beam.lineMicros) * beam.lineMicros;
    return edge > time ? edge : edge + beam.lineMicros;
  }
  const edge = beam.at(tearLine === 0 ? height : tearLine, time);
  return edge > time ? edge : edge + beam.scanMicros;
}
