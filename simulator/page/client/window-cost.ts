import type { DeviceFacts } from '../live-messages.js';

/** Green, amber and coral: red, green, blue. */
const colours = [
  [125, 255, 176],
  [255, 209, 102],
  [255, 110, 96],
] as const;
/** Shares of a scan's time at which a window has each colour; between them, on a logarithmic scale, it is mixed. */
const shares = [0.01, 0.08, 0.6] as const;

/** How long the bus is busy with a window, microseconds. */
export function windowMicros(device: DeviceFacts, width: number, height: number): number {
  return ((device.windowCycles + width * height * device.pixelCycles) * 1e6) / device.busHz;
}

/** The colour of a window by the share of a scan's time that the bus takes for it, as `r, g, b`. */
export function costColour(device: DeviceFacts, micros: number): string {
  const share = (micros * device.scanHz) / 1e6;
  const at = shares.findIndex((bound) => share <= bound);
  if (at === 0) return colours[0].join(', ');
  if (at < 0) return colours[2].join(', ');
  const [low, high] = [shares[at - 1]!, shares[at]!];
  const part = Math.log(share / low) / Math.log(high / low);
  return colours[at]!.map((to, index) => {
    const from = colours[at - 1]![index]!;
    return Math.round(from + (to - from) * part);
  }).join(', ');
}

/** `84 us`, `1.2 ms`. */
export function timeText(micros: number): string {
  return micros < 1000 ? `${Math.round(micros)} µs` : `${(micros / 1000).toFixed(1)} ms`;
}
