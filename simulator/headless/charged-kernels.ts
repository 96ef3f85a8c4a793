import { CoverWord } from '../../firmware/kernels/cover-word.js';
import type { Kernels } from '../../firmware/platform/kernels.js';
import type { CpuCosts } from './cpu-costs.js';

/** The low half of an un-stuffing's result that is no length. */
const MALFORMED = 0xffff;

/** The kernels, each call of which tells what it takes: instructions or traffic with frame memory, whichever is more. */
export function chargedKernels(kernels: Kernels, costs: CpuCosts, charge: (micros: number) => void): Kernels {
  const { instructionMicros, instructions } = costs;
  /** Microseconds to move so many bytes in and out of frame memory. */
  const memory = (bytes: number): number => bytes / costs.psramBytesPerMicro;
  return {
    copyRows(to, toAt, toStride, from, fromAt, fromStride, rowBytes, rows) {
      charge(memory(2 * rowBytes * rows));
      kernels.copyRows(to, toAt, toStride, from, fromAt, fromStride, rowBytes, rows);
    },
    pourRows(to, toAt, toStride, rowBytes, done, from, fromAt, length) {
      charge(memory(2 * length));
      kernels.pourRows(to, toAt, toStride, rowBytes, done, from, fromAt, length);
    },
    moveRows(bytes, toAt, fromAt, stride, rowBytes, rows) {
      charge(memory(2 * rowBytes * rows));
      kernels.moveRows(bytes, toAt, fromAt, stride, rowBytes, rows);
    },
    fillRows(to, toAt, stride, pixels, rows, colour) {
      charge(memory(2 * pixels * rows));
      kernels.fillRows(to, toAt, stride, pixels, rows, colour);
    },
    blendRows(to, toAt, toStride, from, fromAt, fromStride, alpha, alphaAt, alphaStride, pixels, rows) {
      charge(Math.max(memory(7 * pixels * rows), instructions.blendPixel * pixels * rows * instructionMicros));
      kernels.blendRows(to, toAt, toStride, from, fromAt, fromStride, alpha, alphaAt, alphaStride, pixels, rows);
    },
    blendBits(...job) {
      const pixels = job[11] * job[12];
      charge(Math.max(memory(6 * pixels), instructions.blendPixel * pixels * instructionMicros));
      kernels.blendBits(...job);
    },
    strokeLine(...job) {
      charge(instructions.strokePixel * job[3] * job[4] * instructionMicros);
      kernels.strokeLine(...job);
    },
    diffBox(a, aAt, aStride, b, bAt, bStride, pixels, rows, box, boxAt) {
      charge(Math.max(memory(4 * pixels * rows), instructions.diffPixel * pixels * rows * instructionMicros));
      return kernels.diffBox(a, aAt, aStride, b, bAt, bStride, pixels, rows, box, boxAt);
    },
    coverBegin(state, stateAt, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most) {
      kernels.coverBegin(state, stateAt, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most);
    },
    cover(...job) {
      const windows = kernels.cover(...job);
      const [state, stateAt] = job;
      const at = stateAt + 4 * CoverWord.compared;
      const compared = state[at]! | (state[at + 1]! << 8) | (state[at + 2]! << 16);
      const comparing = Math.max(memory(4 * compared), instructions.diffPixel * compared * instructionMicros);
      // One that tries cuts searches as often as there are ways to cut, and once more.
      const searches = Math.max(1, 2 * state[stateAt + 4 * CoverWord.cuts]!);
      charge(comparing + instructions.coverWindow * windows * searches * instructionMicros);
      return windows;
    },
    pace(state, stateAt, windows, windowsAt, count, periodLow, periodHigh) {
      charge(instructions.paceWindow * count * instructionMicros);
      kernels.pace(state, stateAt, windows, windowsAt, count, periodLow, periodHigh);
    },
    px565Begin(state, stateAt, width, height, reference) {
      charge(instructions.px565Pixel * width * height * instructionMicros);
      kernels.px565Begin(state, stateAt, width, height, reference);
    },
    px565Decode(state, stateAt, from, fromAt, length, to, toAt, stride) {
      charge(instructions.px565Byte * length * instructionMicros);
      return kernels.px565Decode(state, stateAt, from, fromAt, length, to, toAt, stride);
    },
    unstuff(state, stateAt, from, fromAt, length, to, toAt, capacity) {
      const taken = kernels.unstuff(state, stateAt, from, fromAt, length, to, toAt, capacity);
      // A packet that ended was summed up as well.
      const ended = state[stateAt]! | (state[stateAt + 1]! << 8);
      const summed = ended === MALFORMED ? 0 : ended;
      charge((instructions.unstuffByte * taken + instructions.crcByte * summed) * instructionMicros);
      return taken;
    },
    stuff(from, fromAt, length, to, toAt) {
      charge(instructions.stuffByte * length * instructionMicros);
      return kernels.stuff(from, fromAt, length, to, toAt);
    },
    crc32(crc, from, fromAt, length) {
      charge(instructions.crcByte * length * instructionMicros);
      return kernels.crc32(crc, from, fromAt, length);
    },
  };
}
