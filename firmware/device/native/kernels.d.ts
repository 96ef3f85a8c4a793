import type { Kernels } from '../../platform/kernels.js';

/** The C kernels through XS-in-C. A buffer that is none, detached, too short or misaligned throws. */
export const copyRows: Kernels['copyRows'];
export const pourRows: Kernels['pourRows'];
export const moveRows: Kernels['moveRows'];
export const fillRows: Kernels['fillRows'];
export const blendRows: Kernels['blendRows'];
export const blendBits: Kernels['blendBits'];
export const strokeLine: Kernels['strokeLine'];
export const diffBox: Kernels['diffBox'];
export const coverBegin: Kernels['coverBegin'];
export const cover: Kernels['cover'];
export const px565Begin: Kernels['px565Begin'];
export const px565Decode: Kernels['px565Decode'];
export const pace: Kernels['pace'];
export const stuff: Kernels['stuff'];
export const unstuff: Kernels['unstuff'];
export const crc32: Kernels['crc32'];
