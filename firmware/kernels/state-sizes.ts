/** Bytes of an un-stuffing state; `c/kernels.h` says the same. */
export const UNSTUFF_STATE_BYTES = 20;
/** Where that state has the CRC-32 of the packet that ended. */
export const UNSTUFF_CRC = 16;

/** Bytes of a PX565 decoder state; `c/kernels.h` says the same. Its first two 16-bit words are the region's width and height. */
export const PX565_STATE_BYTES = 92;
/** Where that state has the box of what was written: left, top, right, bottom, 16 bits each; all that PX565 kept has bottom 0. */
export const PX565_BOX = 84;

/** Bytes of the head of a cover's state, and the most regions a cover takes at once; `c/kernels.h` says the same. */
export const COVER_HEAD_BYTES = 64;
export const COVER_REGIONS = 192;

/** Bytes of a pace's state; `c/kernels.h` says the same. */
export const PACE_STATE_BYTES = 56;
