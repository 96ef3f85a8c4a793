import type { Kernels } from '../platform/kernels.js';
import * as native from './native/kernels.js';

/** The kernels in C. They hold their bounds themselves, a second time: the firmware never calls them but through `CheckedKernels`. */
export const nativeKernels: Kernels = {
  copyRows: native.copyRows,
  moveRows: native.moveRows,
  fillRows: native.fillRows,
  blendRows: native.blendRows,
  blendBits: native.blendBits,
  strokeLine: native.strokeLine,
  diffBox: native.diffBox,
  coverBegin: native.coverBegin,
  cover: native.cover,
  px565Begin: native.px565Begin,
  px565Decode: native.px565Decode,
  unstuff: native.unstuff,
  crc32: native.crc32,
};
