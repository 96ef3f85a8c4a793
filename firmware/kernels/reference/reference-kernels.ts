import type { Kernels } from '../../platform/kernels.js';
import { blendBits } from './blend-bits.js';
import { blendRows } from './blend-rows.js';
import { cover, coverBegin } from './cover.js';
import { crc32 } from './crc32.js';
import { diffBox } from './diff-box.js';
import { pace } from './pace.js';
import { px565Begin, px565Decode } from './px565-decode.js';
import { copyRows, fillRows, moveRows, pourRows } from './rows.js';
import { strokeLine } from './stroke-line.js';
import { stuff } from './stuff.js';
import { unstuff } from './unstuff.js';

/** The kernels in TypeScript: what the C ones mean, and what runs where there is no native code. Any buffer will do. */
export const referenceKernels: Kernels = {
  copyRows,
  pourRows,
  moveRows,
  fillRows,
  blendRows,
  blendBits,
  strokeLine,
  diffBox,
  coverBegin,
  cover,
  pace,
  px565Begin,
  px565Decode,
  unstuff,
  stuff,
  crc32,
};
