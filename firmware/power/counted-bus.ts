import { framingOf } from '../bus/framings.js';
import type { Bus } from '../platform/bus.js';
import type { Platform } from '../platform/platform.js';
import { Counter, type Ledger } from './ledger.js';

/**
 * The same bus, but that all it is asked for is in `ledger`'s books, in bytes as the wires carry them: each window is a column
 * address, a row address and a memory write. `pixelsOf` answers how many pixels the windows hold that are being written; walking
 * them would take as long as all else.
 */
export function countedBus(
  { bus, board }: Platform,
  ledger: Ledger,
  pixelsOf: (windows: Uint16Array, count: number) => number = countPixels,
): Bus {
  const { headerBytes } = framingOf(board.framing);
  const windowBytes = 3 * headerBytes + 8;
  return {
    command(code, params) {
      ledger.add(Counter.commands, 1);
      ledger.add(Counter.busBytes, headerBytes + (params?.length ?? 0));
      bus.command(code, params);
    },
    write(windows, count, surface, start) {
      const pixels = pixelsOf(windows, count);
      ledger.wrote(count, pixels, count * windowBytes + pixels * 2);
      bus.write(windows, count, surface, start);
    },
    awaitTe: () => bus.awaitTe(),
    origin: (x, y) => bus.origin(x, y),
    reset: (low) => bus.reset(low),
  };
}

function countPixels(windows: Uint16Array, count: number): number {
  let pixels = 0;
  for (let at = 0; at < count * 4; at += 4) {
    pixels += (windows[at + 2]! - windows[at]!) * (windows[at + 3]! - windows[at + 1]!);
  }
  return pixels;
}
