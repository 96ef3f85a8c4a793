import type { Kernels } from '../platform/kernels.js';
import * as native from './native/kernels.js';

/** The kernels in C. They hold their bounds themselves, a second time: the firmware never calls them but through `CheckedKernels`. */
export const nativeKernels: Kernels = {
  copyRows: native.copyRows,
  pourRows: native.pourRows,
  moveRows: native.moveRows,
  fillRows: native.fillRows,
  blendRows: native.blendRows,
  blendBits: native.blendBits,
  strokeLine: native.strokeLine,
  diffBox: native.diffBox,
  coverBegin: native.coverBegin,
  cover: native.cover,
  pace: native.pace,
  px565Begin: native.px565Begin,
  px565Decode: native.px565Decode,
  unstuff: native.unstuff,
  stuff: native.stuff,
  crc32: native.crc32,
};
