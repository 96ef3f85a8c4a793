import { checkArea, checkCount, checkRegions, checkState, meet, overlap } from './bounds.js';
import { coverStateBytes } from './cover-size.js';
import { CoverWord } from './cover-word.js';
import { COVER_HEAD_BYTES, COVER_REGIONS } from './state-sizes.js';

/** What the cover kernel's arithmetic holds. */
const MOST_COLUMNS = 960;
const MOST_ROWS = 0x7ffe;
const MOST_CYCLES = 0x1ffffff;

/** The bounds of `Kernels.coverBegin`. */
export function checkCoverBegin(
  state: Uint8Array,
  stateAt: number,
  width: number,
  height: number,
  alignX: number,
  alignY: number,
  windowCycles: number,
  pixelCycles: number,
  compareCost: number,
  most: number,
): void {
  checkCount(most - 1, 0xfff, 'coverBegin: most');
  checkCount(alignX - 1, 0xff, 'coverBegin: alignX');
  checkCount(alignY - 1, 0xff, 'coverBegin: alignY');
  checkCount(width / alignX - 1, MOST_COLUMNS - 1, 'coverBegin: columns');
  checkCount(height / alignY - 1, MOST_ROWS - 1, 'coverBegin: rows');
  checkCount(windowCycles - 1, 0xfffe, 'coverBegin: windowCycles');
  checkCount(pixelCycles - 1, 0xff, 'coverBegin: pixelCycles');
  checkCount(width * height * pixelCycles, MOST_CYCLES, 'coverBegin: cycles of all pixels');
  checkCount(compareCost, 0xffff, 'coverBegin: compareCost');
  checkState(state, stateAt, coverStateBytes(width, height, alignX, alignY, most), 4, 'coverBegin: state');
}

/** The bounds of `Kernels.cover`. */
export function checkCover(
  state: Uint8Array,
  stateAt: number,
  a: Uint8Array,
  aAt: number,
  aStride: number,
  b: Uint8Array,
  bAt: number,
  bStride: number,
  regions: Uint8Array,
  regionsAt: number,
  compared: number,
  taken: number,
  patience: number,
  windows: Uint8Array,
  windowsAt: number,
): void {
  checkCount(compared, COVER_REGIONS, 'cover: compared');
  checkCount(taken, COVER_REGIONS - compared, 'cover: taken');
  checkCount(patience, 0xffffffff, 'cover: patience');
  checkState(state, stateAt, COVER_HEAD_BYTES, 4, 'cover: state');
  const width = coverWord(state, stateAt, CoverWord.width);
  const height = coverWord(state, stateAt, CoverWord.height);
  const alignX = coverWord(state, stateAt, CoverWord.alignX);
  const alignY = coverWord(state, stateAt, CoverWord.alignY);
  const most = coverWord(state, stateAt, CoverWord.most);
  const stateBytes = coverStateBytes(width, height, alignX, alignY, most);
  const regionBytes = 8 * (compared + taken);
  checkState(state, stateAt, stateBytes, 4, 'cover: state');
  checkArea(a, aAt, aStride, 2 * width, height, 'cover: a');
  checkArea(b, bAt, bStride, 2 * width, height, 'cover: b');
  checkState(regions, regionsAt, regionBytes, 2, 'cover: regions');
  checkState(windows, windowsAt, 8 * most, 2, 'cover: windows');
  checkRegions(regions, regionsAt, compared + taken, width, height);
  if (meet(windows, windowsAt, 0, 8 * most, 1, state, stateAt, 0, stateBytes, 1)) overlap('cover: windows and state');
  if (meet(windows, windowsAt, 0, 8 * most, 1, regions, regionsAt, 0, regionBytes, 1))
    overlap('cover: windows and regions');
  if (meet(state, stateAt, 0, stateBytes, 1, regions, regionsAt, 0, regionBytes, 1))
    overlap('cover: state and regions');
}

function coverWord(state: Uint8Array, at: number, word: number): number {
  const byte = at + 4 * word;
  return (state[byte]! | (state[byte + 1]! << 8) | (state[byte + 2]! << 16) | (state[byte + 3]! << 24)) >>> 0;
}
