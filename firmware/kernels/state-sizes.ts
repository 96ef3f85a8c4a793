/** Bytes of an un-stuffing state; `c/kernels.h` says the same. */
export const UNSTUFF_STATE_BYTES = 16;

/** Bytes of a PX565 decoder state; `c/kernels.h` says the same. Its first two 16-bit words are the region's width and height. */
export const PX565_STATE_BYTES = 84;
