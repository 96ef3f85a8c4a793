import { PaceWord } from '../pace-word.js';
import { get16, get32, put32 } from './state-words.js';

const NONE = Number.POSITIVE_INFINITY;

/** The twin of pace.c; see `Kernels.pace`. Every number here is an integer below 2^53. */
export function pace(
  state: Uint8Array,
  stateAt: number,
  windows: Uint8Array,
  windowsAt: number,
  count: number,
  periodLow: number,
  periodHigh: number,
): void {
  const word = (number: number): number => get32(state, stateAt + 4 * number);
  const clockHz = word(PaceWord.clockHz);
  const lines = word(PaceWord.lines);
  if (clockHz === 0 || lines === 0 || word(PaceWord.packBytes) === 0) return;
  const byteCycles = word(PaceWord.pixelCycles) / 2;
  const nanos = (cycles: number): number => Math.floor((cycles * 1_000_000) / (clockHz / 1000));
  const periods = [periodLow, periodHigh];
  const least = [NONE, NONE];
  const greatest = [-NONE, -NONE];
  let end = 0;
  let freeAt = 0;
  let packedAt = 0;
  let pixels = 0;
  let lowest = 0;
  let firstBytes = 0;
  for (let at = windowsAt; at < windowsAt + 8 * count; at += 8) {
    const top = get16(windows, at + 2);
    const bottom = get16(windows, at + 6);
    const width = get16(windows, at + 4) - get16(windows, at);
    const rows = bottom - top;
    if (width <= 0 || rows <= 0) continue;
    const rowBytes = width * 2;
    const stripRows = Math.min(Math.max(1, Math.floor(word(PaceWord.stripBytes) / rowBytes)), rows);
    const strips = Math.ceil(rows / stripRows);
    const packing = Math.ceil((stripRows * rowBytes * clockHz) / word(PaceWord.packBytes));
    if (pixels === 0) firstBytes = stripRows * rowBytes;
    else packedAt = Math.max(packedAt, freeAt) + packing;
    const sent = end;
    const first = Math.max(sent + word(PaceWord.windowCycles), packedAt);
    end = first + rows * rowBytes * byteCycles;
    freeAt = strips === 1 ? sent : end - (rows - (strips - 1) * stripRows) * rowBytes * byteCycles;
    const rowNanos = nanos(rowBytes * byteCycles);
    const firstRow = nanos(first);
    const lastRow = nanos(end) - rowNanos;
    for (let side = 0; side < 2; side += 1) {
      const period = periods[side]!;
      least[side] = Math.min(least[side]!, firstRow * lines - (top + 1) * period, lastRow * lines - bottom * period);
      greatest[side] = Math.max(
        greatest[side]!,
        (firstRow + rowNanos) * lines - top * period,
        (lastRow + rowNanos) * lines - (bottom - 1) * period,
      );
    }
    pixels += rows * width;
    lowest = Math.max(lowest, bottom);
  }
  for (let side = 0; side < 2; side += 1) {
    put32(state, stateAt + 4 * (PaceWord.leastLow + side), pixels === 0 ? 0 : Math.floor(least[side]! / lines));
    put32(state, stateAt + 4 * (PaceWord.greatestLow + side), pixels === 0 ? 0 : Math.ceil(greatest[side]! / lines));
  }
  put32(state, stateAt + 4 * PaceWord.cycles, end);
  put32(state, stateAt + 4 * PaceWord.pixels, pixels);
  put32(state, stateAt + 4 * PaceWord.bottom, lowest);
  put32(state, stateAt + 4 * PaceWord.firstBytes, firstBytes);
}
