import { framingOf } from '../bus/framings.js';
import type { Board } from '../platform/board.js';
import type { Bus } from '../platform/bus.js';
import { Counter, type Ledger } from './ledger.js';

/** The same bus, but that every command is in `ledger`'s books, in bytes as the wires carry it. */
export function countedCommands(bus: Bus, board: Board, ledger: Ledger): Bus {
  const { headerBytes } = framingOf(board.framing);
  return {
    command(code, params) {
      ledger.add(Counter.commands, 1);
      ledger.add(Counter.busBytes, headerBytes + (params?.length ?? 0));
      bus.command(code, params);
    },
    write: (windows, count, surface, start) => bus.write(windows, count, surface, start),
    awaitTe: () => bus.awaitTe(),
    origin: (x, y) => bus.origin(x, y),
    reset: (low) => bus.reset(low),
  };
}

/** Bytes of so many windows on the wires: each is a column address, a row address and a memory write before its pixels. */
export function writtenBytes(board: Board, windows: number, pixels: number): number {
  return windows * (3 * framingOf(board.framing).headerBytes + 8) + pixels * 2;
}
